// Everything that a person can do to the desk by name or by key: each command once, with its name and whether it can be done
// now. Their keys are in the map of keys (store/keys.ts), which never gives one key to two of them, also where the two
// could not both be done. Keys, the dialog of keys and the palette are made of this list. Commands that a ladder is for mean
// the one that was used last; what is done at its cursor is done by the ladder that has the keyboard.
import type { Chord } from '../../shared/desk/chord.ts'
import { LET_GO_COMMAND, STOP_COMMAND, type CommandId } from '../../shared/desk/key-schemes.ts'
import { locales, themes, type Settings } from '../../shared/desk/settings.ts'
import { canLeave } from '../../shared/desk/desk-windows.ts'
import type { Resize } from '../../shared/desk/layout-moves.ts'
import type { Side } from '../../shared/desk/workspace-layout.ts'
import { PANEL_KINDS, type Workspace } from '../../shared/desk/workspaces.ts'
import { integerText } from '../i18n/number-text.ts'
import { panelName } from '../i18n/panel-text.ts'
import { translate } from '../i18n/translate.ts'
import { windowName } from '../i18n/window-text.ts'
import { activePanelStore } from '../store/active-panel.ts'
import { disarmAll } from '../store/armed-windows.ts'
import { stopTrading } from '../store/control-actions.ts'
import { settings } from '../store/documents.ts'
import { leaveFirstRun, openFirstRun } from '../store/first-run.ts'
import { GUIDES, openGuide } from '../store/guides.ts'
import { neighbouringMonth, neighbouringRoot, rootOf, roots } from '../store/instruments.ts'
import { commandIdOf } from '../store/keys.ts'
import {
  activeLadder,
  isArmed,
  orderQtyAt,
  setArmed,
  setOrderQty,
  wishAt,
  type LadderWish,
} from '../store/ladder-hand.ts'
import { cancelAll, type ActedAt } from '../store/order-actions.ts'
import { copyList, exportList, filterList, shownList } from '../store/lists.ts'
import { orderSizes } from '../store/order-sizes.ts'
import { clearLadderOutcomes } from '../store/outcome-store.ts'
import { replayStore, toggleReplay } from '../store/replay.ts'
import {
  openAlert,
  openDialog,
  openLadderSettings,
  openListSettings,
  type DialogName,
} from '../store/ui-store.ts'
import { resetWorkspace, switchWorkspace, workspaceName } from '../store/workspace-list.ts'
import { addPanel, resizePanel, shiftPanel, showPanel } from '../store/workspace-panels.ts'
import { hereId, isDesk, panelsHere } from '../store/this-window.ts'
import { bringBack, movePanel, takeOut } from '../store/workspace-windows.ts'
import { focusOf, instrumentOf, look, openWorkspace, workspaceStore } from '../store/workspace.ts'

export interface Named {
  /** The same in every language and version: its group, then what it does. */
  readonly id: CommandId
  /** In the chosen language; asked for where it is shown, and not at every key. */
  readonly name: () => string
}

export interface Command extends Named {
  /** Whether there is what it is for. */
  readonly isNow: boolean
  readonly run: () => void
}

/** What can be done at one time or another, in the order of the list. */
export function allCommands(): readonly Command[] {
  return [
    ...tradeCommands(),
    ...ladderCommands(),
    ...listCommands(),
    ...lookCommands(),
    ...deskCommands(),
    ...windowCommands(),
    ...helpCommands(),
  ]
}

/** What can be done now. */
export function commandsNow(): readonly Command[] {
  return allCommands().filter(({ isNow }) => isNow)
}

/** By key, where it can be done now. */
export function commandOfChord(chord: Chord): Command | undefined {
  const id = commandIdOf(chord)
  return id === undefined ? undefined : commandOfId(id)
}

/** By id, where it can be done now. */
export function commandOfId(id: CommandId): Command | undefined {
  return commandsNow().find((command) => command.id === id)
}

/** Done by the ladder that has the keyboard, at its price cursor. */
export const CURSOR_COMMANDS: readonly Named[] = [
  { id: 'ladder.buy', name: () => translate('commands.buyAtCursor') },
  { id: 'ladder.sell', name: () => translate('commands.sellAtCursor') },
  { id: 'ladder.buyStop', name: () => translate('commands.buyStopAtCursor') },
  { id: 'ladder.sellStop', name: () => translate('commands.sellStopAtCursor') },
  { id: 'ladder.buyBracket', name: () => translate('commands.buyBracketAtCursor') },
  { id: 'ladder.sellBracket', name: () => translate('commands.sellBracketAtCursor') },
  { id: 'ladder.cancel', name: () => translate('commands.cancelAtCursor') },
  { id: 'ladder.moveUp', name: () => translate('commands.moveUpAtCursor') },
  { id: 'ladder.moveDown', name: () => translate('commands.moveDownAtCursor') },
]

function tradeCommands(): readonly Command[] {
  const isReplayed = replayStore.getState().state !== undefined
  return [
    command(
      'trade.cancelAll',
      () => translate('commands.cancelAll'),
      () => void cancelAll({}, HOTKEY),
    ),
    command('trade.flatten', () => translate('commands.flatten'), dialog('flatten')),
    command(
      STOP_COMMAND,
      () => translate('commands.stopTrading'),
      () => void stopTrading('hotkey'),
    ),
    command('trade.disarmAll', () => translate('commands.disarmAll'), disarmAll),
    command('trade.held', () => translate('commands.held'), dialog('held')),
    command('trade.alert', () => translate('commands.alert'), newAlert),
    command('trade.quiet', () => translate('commands.quiet'), dialog('quiet')),
    { ...command('trade.playPause', () => translate('commands.playPause'), toggleReplay), isNow: isReplayed },
  ]
}

/** Of the panel that was used last, where it is a long list. */
function listCommands(): readonly Command[] {
  const { panelId } = activePanelStore.getState()
  const isNow = shownList(panelId) !== undefined
  const at = (run: (panelId: string) => void) => (): void => {
    if (panelId !== undefined) run(panelId)
  }
  return [
    { id: 'list.filter', name: () => translate('commands.filterList'), isNow, run: at(filterList) },
    { id: 'list.columns', name: () => translate('commands.listColumns'), isNow, run: at(openListSettings) },
    {
      id: 'list.copy',
      name: () => translate('commands.copyList'),
      isNow,
      run: at((panel) => void copyList(panel)),
    },
    {
      id: 'list.export',
      name: () => translate('commands.exportList'),
      isNow,
      run: at((panel) => void exportList(panel)),
    },
  ]
}

function ladderCommands(): readonly Command[] {
  const ladder = activeLadder()
  const at = (run: (ladder: string) => void) => (): void => {
    if (ladder !== undefined) run(ladder)
  }
  const resize = (by: number) =>
    at((one) => {
      setOrderQty(one, orderQtyAt(one) + by)
    })
  const arm = at((one) => {
    setArmed(one, !isArmed(one))
  })
  const wish = (kind: LadderWish['kind']) =>
    at((one) => {
      wishAt(one, kind)
    })
  const month = (step: number) =>
    at((one) => {
      stepMonth(one, step)
    })
  const root = (step: number) =>
    at((one) => {
      stepRoot(one, step)
    })
  const isNowArmed = ladder !== undefined && isArmed(ladder)
  const commands = [
    command('ladder.arm', () => translate(isNowArmed ? 'commands.disarm' : 'commands.arm'), arm),
    command('ladder.settings', () => translate('commands.ladderSettings'), at(openLadderSettings)),
    command('ladder.recentre', () => translate('commands.recentre'), wish('recentre')),
    command('ladder.clearAll', () => translate('commands.clearAll'), wish('clearAll')),
    command('ladder.clearAbove', () => translate('commands.clearAbove'), wish('clearAbove')),
    command('ladder.clearBelow', () => translate('commands.clearBelow'), wish('clearBelow')),
    command('ladder.previousMonth', () => translate('commands.previousMonth'), month(-1)),
    command('ladder.nextMonth', () => translate('commands.nextMonth'), month(1)),
    command('ladder.previousRoot', () => translate('commands.previousRoot'), root(-1)),
    command('ladder.nextRoot', () => translate('commands.nextRoot'), root(1)),
    command('ladder.sizeUp', () => translate('commands.sizeUp'), resize(1)),
    command('ladder.sizeDown', () => translate('commands.sizeDown'), resize(-1)),
    ...orderSizes.map((qty, nth) =>
      command(
        `ladder.size.${String(nth + 1)}`,
        () => translate('commands.size', { qty: integerText(qty) }),
        at((one) => {
          setOrderQty(one, qty)
        }),
      ),
    ),
    ...roots().flatMap((listed) =>
      listed.months.map(({ instrumentId }) =>
        command(
          `ladder.show.${instrumentId}`,
          () => translate('commands.show', { instrument: instrumentId }),
          at((one) => {
            look(one, { instrumentId, root: listed.root })
          }),
        ),
      ),
    ),
  ]
  return commands.map((one) => ({ ...one, isNow: ladder !== undefined }))
}

function lookCommands(): readonly Command[] {
  const ladder = `[data-testid="ladder"][data-panel="${activeLadder() ?? ''}"]`
  return [
    command('focus.ladder', () => translate('commands.focusLadder'), focusOn(ladder)),
    command('focus.board', () => translate('commands.focusBoard'), focusOn(...BOARD_ROWS)),
    command('focus.orders', () => translate('commands.focusOrders'), focusOn(ORDERS_TAB)),
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
    command('desk.workspaces', () => translate('commands.workspaces'), dialog('workspaces')),
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
    command('desk.settings', () => translate('commands.settings'), dialog('settings')),
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
  const { panelId = '' } = activePanelStore.getState()
  const takeItOut = (): void => {
    takeOut(panelId)
  }
  return [
    {
      ...command('panel.takeOut', () => translate('commands.takeOut'), takeItOut),
      isNow: open !== undefined && canLeave(open, panelId),
    },
    {
      ...command('window.bringBack', () => translate('commands.bringBack'), bringBack),
      isNow: hereId !== undefined,
    },
    ...(open === undefined ? [] : elsewhereCommands(open, panelId)),
    ...placeCommands(panelId).map((one) => ({ ...one, isNow: hasNeighbours(open, panelId) })),
  ]
}

/** Where the panel lies in its window, for whoever has no pointer. */
function placeCommands(panelId: string): readonly Command[] {
  const shift = (side: Side) => (): void => {
    shiftPanel(panelId, side)
  }
  const resize = (direction: Resize['direction'], steps: number) => (): void => {
    resizePanel(panelId, { direction, steps })
  }
  return [
    command('panel.left', () => translate('commands.panelLeft'), shift('left')),
    command('panel.right', () => translate('commands.panelRight'), shift('right')),
    command('panel.up', () => translate('commands.panelUp'), shift('up')),
    command('panel.down', () => translate('commands.panelDown'), shift('down')),
    command('panel.wider', () => translate('commands.panelWider'), resize('row', 1)),
    command('panel.narrower', () => translate('commands.panelNarrower'), resize('row', -1)),
    command('panel.higher', () => translate('commands.panelHigher'), resize('column', 1)),
    command('panel.lower', () => translate('commands.panelLower'), resize('column', -1)),
  ]
}

function hasNeighbours(open: Workspace | undefined, panelId: string): boolean {
  const here = panelsHere(open)
  return here.length > 1 && here.includes(panelId)
}

/** Of every other window of the workspace, the desk among them. */
function elsewhereCommands(open: Workspace, panelId: string): readonly Command[] {
  const isPanelHere = panelsHere(open).includes(panelId)
  return [undefined, ...open.windows.map(({ id }) => id)]
    .filter((id) => id !== hereId)
    .flatMap((id) => [
      {
        ...command(
          `panel.move.${id ?? 'desk'}`,
          () => translate('commands.movePanel', { window: windowName(open, id) }),
          () => {
            movePanel(panelId, id)
          },
        ),
        isNow: isPanelHere,
      },
      command(
        `window.show.${id ?? 'desk'}`,
        () => translate('commands.showWindow', { window: windowName(open, id) }),
        () => void globalThis.tenor?.showWindow(id),
      ),
    ])
}

function helpCommands(): readonly Command[] {
  return [
    command('help.palette', () => translate('commands.palette'), dialog('palette')),
    command('help.map', () => translate('commands.map'), dialog('keys')),
    command(
      'help.guides',
      () => translate('commands.guides'),
      () => {
        openGuide()
      },
    ),
    ...GUIDES.map((guide) =>
      command(
        `help.guide.${guide}`,
        () => translate('commands.guide', { name: translate(`guide.names.${guide}`) }),
        () => {
          openGuide(guide)
        },
      ),
    ),
    { ...command('help.firstRun', () => translate('commands.firstRun'), openFirstRun), isNow: isDesk },
    command('help.about', () => translate('commands.about'), dialog('about')),
    command(LET_GO_COMMAND, () => translate('commands.letGo'), letGo),
  ]
}

const HOTKEY: ActedAt = { origin: 'hotkey' }
const BOARD_ROWS = ['[data-testid="board-row"][aria-selected="true"]', '[data-testid="board-row"]'] as const
const ORDERS_TAB = '.dv-tab:has([data-testid="tab-working"])'

function command(id: CommandId, name: () => string, run: () => void): Command {
  return { id, name, run, isNow: true }
}

function dialog(name: DialogName): () => void {
  return () => {
    openDialog(name)
  }
}

function letGo(): void {
  clearLadderOutcomes()
  leaveFirstRun()
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
