// Everything that a person can do to the desk by name or by key: each command once, with its name, its default keys and when
// it can be done. Keys, the key map, and the palette are made of this list; the ladder and the tables have keys of their own.
// Commands that a ladder is for mean the one that was used last.
import { locales, themes, type Settings } from '../../shared/desk/settings.ts'
import { canLeave, type WindowId } from '../../shared/desk/desk-windows.ts'
import { PANEL_KINDS, type PanelEntry, type Workspace } from '../../shared/desk/workspaces.ts'
import { integerText } from '../i18n/number-text.ts'
import { panelName } from '../i18n/panel-text.ts'
import { translate } from '../i18n/translate.ts'
import { windowName } from '../i18n/window-text.ts'
import { activePanelStore } from '../store/active-panel.ts'
import { disarmAll } from '../store/armed-windows.ts'
import { stopTrading } from '../store/control-actions.ts'
import { settings } from '../store/documents.ts'
import { neighbouringMonth, neighbouringRoot, rootOf, roots } from '../store/instruments.ts'
import {
  activeLadder,
  isArmed,
  orderQtyAt,
  requestRecentre,
  setArmed,
  setOrderQty,
} from '../store/ladder-hand.ts'
import { cancelAll, type ActedAt } from '../store/order-actions.ts'
import { orderSizes } from '../store/order-sizes.ts'
import { clearLadderOutcomes } from '../store/outcome-store.ts'
import { replayStore, toggleReplay } from '../store/replay.ts'
import { openAlert, openDialog, type DialogName } from '../store/ui-store.ts'
import { resetWorkspace, switchWorkspace, workspaceName } from '../store/workspace-list.ts'
import { addPanel, showPanel } from '../store/workspace-panels.ts'
import { hereId } from '../store/this-window.ts'
import { bringBack, movePanel, takeOut } from '../store/workspace-windows.ts'
import { focusOf, instrumentOf, look, openWorkspace, workspaceStore } from '../store/workspace.ts'
import type { Chord } from './chord.ts'

export interface Command {
  /** The same in every language and version: its group, then what it does. */
  readonly id: string
  /** In the chosen language; asked for where it is shown, and not at every key. */
  readonly name: () => string
  /** None where it is found by name only. */
  readonly keys: readonly Chord[]
  readonly run: () => void
}

/** What can be done now, in the order of the list. */
export function commandsNow(): readonly Command[] {
  const ladder = activeLadder()
  return [
    ...tradeCommands(),
    ...(ladder === undefined ? [] : ladderCommands(ladder)),
    ...lookCommands(),
    ...deskCommands(),
    ...windowCommands(),
    ...helpCommands(),
  ]
}

/** By key: the first of the commands that can be done now. */
export function commandOfChord(chord: Chord): Command | undefined {
  return commandsNow().find(({ keys }) => keys.includes(chord))
}

function tradeCommands(): readonly Command[] {
  const isReplayed = replayStore.getState().state !== undefined
  return [
    command(
      'trade.cancelAll',
      () => translate('commands.cancelAll'),
      () => void cancelAll({}, HOTKEY),
      'Shift+X',
    ),
    command('trade.flatten', () => translate('commands.flatten'), dialog('flatten'), 'Shift+F'),
    command(
      'trade.stopTrading',
      () => translate('commands.stopTrading'),
      () => void stopTrading('hotkey'),
      'Shift+K',
    ),
    command('trade.disarmAll', () => translate('commands.disarmAll'), disarmAll, 'Shift+D'),
    command('trade.held', () => translate('commands.held'), dialog('held'), 'Shift+H'),
    command('trade.alert', () => translate('commands.alert'), newAlert, 'Shift+B'),
    command('trade.quiet', () => translate('commands.quiet'), dialog('quiet')),
    ...(isReplayed
      ? [command('trade.playPause', () => translate('commands.playPause'), toggleReplay, 'P')]
      : []),
  ]
}

function ladderCommands(ladder: string): readonly Command[] {
  const resize = (by: number) => (): void => {
    setOrderQty(ladder, orderQtyAt(ladder) + by)
  }
  const arm = (): void => {
    setArmed(ladder, !isArmed(ladder))
  }
  const recentre = (): void => {
    requestRecentre(ladder)
  }
  const month = (step: number) => (): void => {
    stepMonth(ladder, step)
  }
  const root = (step: number) => (): void => {
    stepRoot(ladder, step)
  }
  return [
    command(
      'ladder.arm',
      () => translate(isArmed(ladder) ? 'commands.disarm' : 'commands.arm'),
      arm,
      'Shift+A',
    ),
    command('ladder.recentre', () => translate('commands.recentre'), recentre, 'Home'),
    command('ladder.previousMonth', () => translate('commands.previousMonth'), month(-1), '['),
    command('ladder.nextMonth', () => translate('commands.nextMonth'), month(1), ']'),
    command('ladder.previousRoot', () => translate('commands.previousRoot'), root(-1), 'Shift+['),
    command('ladder.nextRoot', () => translate('commands.nextRoot'), root(1), 'Shift+]'),
    command('ladder.sizeUp', () => translate('commands.sizeUp'), resize(1), '+'),
    command('ladder.sizeDown', () => translate('commands.sizeDown'), resize(-1), '-'),
    ...orderSizes.map((qty, nth) =>
      command(
        `ladder.size.${String(nth + 1)}`,
        () => translate('commands.size', { qty: integerText(qty) }),
        () => {
          setOrderQty(ladder, qty)
        },
        String(nth + 1),
      ),
    ),
    ...roots().flatMap((listed) =>
      listed.months.map(({ instrumentId }) =>
        command(
          `ladder.show.${instrumentId}`,
          () => translate('commands.show', { instrument: instrumentId }),
          () => {
            look(ladder, { instrumentId, root: listed.root })
          },
        ),
      ),
    ),
  ]
}

function lookCommands(): readonly Command[] {
  const ladder = `[data-testid="ladder"][data-panel="${activeLadder() ?? ''}"]`
  return [
    command('focus.ladder', () => translate('commands.focusLadder'), focusOn(ladder), 'L'),
    command('focus.board', () => translate('commands.focusBoard'), focusOn(...BOARD_ROWS), 'Q'),
    command('focus.orders', () => translate('commands.focusOrders'), focusOn(ORDERS_TAB), 'O'),
    ...PANEL_KINDS.map((kind) =>
      command(
        `panel.show.${kind}`,
        () => translate('commands.showPanel', { panel: panelName(kind) }),
        () => {
          showPanel(kind)
        },
      ),
    ),
  ]
}

function deskCommands(): readonly Command[] {
  const { list, open } = workspaceStore.getState()
  return [
    command('desk.workspaces', () => translate('commands.workspaces'), dialog('workspaces'), 'Shift+W'),
    ...list.map((one) =>
      command(
        `desk.open.${one.id}`,
        () => translate('commands.openWorkspace', { name: workspaceName(one) }),
        () => {
          switchWorkspace(one.id)
        },
      ),
    ),
    command(
      'desk.reset',
      () => translate('commands.resetWorkspace'),
      () => {
        resetWorkspace(open)
      },
    ),
    ...PANEL_KINDS.map((kind) =>
      command(
        `panel.add.${kind}`,
        () => translate('commands.addPanel', { panel: panelName(kind) }),
        () => {
          addPanel(kind)
        },
      ),
    ),
    command('desk.settings', () => translate('commands.settings'), dialog('settings'), ','),
    ...themes.map((theme) =>
      command(`desk.theme.${theme}`, () => translate(`commands.theme.${theme}`), set({ theme })),
    ),
    ...locales.map((language) =>
      command(
        `desk.language.${language}`,
        () => translate(`commands.language.${language}`),
        set({ language }),
      ),
    ),
  ]
}

/** Of the panel of this window that was used last, and of the windows of the open workspace. */
function windowCommands(): readonly Command[] {
  const open = openWorkspace()
  if (open === undefined) return []
  const elsewhere = [undefined, ...open.windows.map(({ id }) => id)].filter((id) => id !== hereId)
  const { panelId } = activePanelStore.getState()
  const kind = open.panels.find(({ id }) => id === panelId)?.kind
  const moves =
    panelId === undefined || kind === undefined ? [] : panelMoves(open, { id: panelId, kind }, elsewhere)
  return [
    ...moves,
    ...elsewhere.map((id) =>
      command(
        `window.show.${id ?? 'desk'}`,
        () => translate('commands.showWindow', { window: windowName(open, id) }),
        () => void globalThis.tenor?.showWindow(id),
      ),
    ),
    ...(hereId === undefined
      ? []
      : [command('window.bringBack', () => translate('commands.bringBack'), bringBack)]),
  ]
}

function panelMoves(
  open: Workspace,
  { id, kind }: Pick<PanelEntry, 'id' | 'kind'>,
  elsewhere: readonly WindowId[],
): readonly Command[] {
  const out = command(
    'panel.takeOut',
    () => translate('commands.takeOut', { panel: panelName(kind) }),
    () => {
      takeOut(id)
    },
    'Shift+O',
  )
  const moves = elsewhere.map((to) =>
    command(
      `panel.move.${to ?? 'desk'}`,
      () => translate('commands.movePanel', { window: windowName(open, to), panel: panelName(kind) }),
      () => {
        movePanel(id, to)
      },
    ),
  )
  return [...(canLeave(open, id) ? [out] : []), ...moves]
}

function helpCommands(): readonly Command[] {
  return [
    command('help.palette', () => translate('commands.palette'), dialog('palette'), 'Ctrl+K', 'Ctrl+Shift+P'),
    command('help.map', () => translate('commands.map'), dialog('keys'), '?'),
    command('help.about', () => translate('commands.about'), dialog('about')),
    command('help.letGo', () => translate('commands.letGo'), clearLadderOutcomes, 'Esc'),
  ]
}

const HOTKEY: ActedAt = { origin: 'hotkey' }
const BOARD_ROWS = ['[data-testid="board-row"][aria-selected="true"]', '[data-testid="board-row"]'] as const
const ORDERS_TAB = '.dv-tab:has([data-testid="tab-working"])'

function command(id: string, name: () => string, run: () => void, ...keys: readonly Chord[]): Command {
  return { id, name, run, keys }
}

function dialog(name: DialogName): () => void {
  return () => {
    openDialog(name)
  }
}

function newAlert(): void {
  openAlert(undefined)
}

function set(changed: Partial<Settings>): () => void {
  return () => {
    settings.change((now) => ({ ...now, ...changed }))
  }
}

function stepMonth(ladder: string, step: number): void {
  const instrumentId = instrumentOf(workspaceStore.getState(), ladder)
  if (instrumentId === undefined) return
  const next = neighbouringMonth(instrumentId, step)
  const root = rootOf(instrumentId)
  if (next !== undefined && root !== undefined) look(ladder, { instrumentId: next, root: root.root })
}

function stepRoot(ladder: string, step: number): void {
  const next = neighbouringRoot(focusOf(workspaceStore.getState(), ladder).root, step)
  if (next !== undefined) look(ladder, { root: next })
}

/** Gives the keyboard to the first of the selectors that finds something. */
function focusOn(...selectors: readonly string[]): () => void {
  return () => {
    for (const selector of selectors) {
      const element = document.querySelector<HTMLElement>(selector)
      if (element === null) continue
      element.focus()
      return
    }
  }
}
