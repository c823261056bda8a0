// The keys that work everywhere; the ladder and the tables have their own. A key held down acts once, keys typed into a
// field are text, and Esc never does anything but let go.
import { orderSizes } from '../store/order-sizes.ts'
import { neighbouringMonth, neighbouringRoot, rootOf } from '../store/instruments.ts'
import { stopTrading } from '../store/control-actions.ts'
import { cancelAll } from '../store/order-actions.ts'
import { toggleReplay } from '../store/replay.ts'
import { clearLadderOutcomes } from '../store/outcome-store.ts'
import {
  activeLadder,
  isArmed,
  orderQtyAt,
  requestRecentre,
  setArmed,
  setOrderQty,
} from '../store/ladder-hand.ts'
import { openAlert, openDialog, uiStore } from '../store/ui-store.ts'
import { focusOf, instrumentOf, look, workspaceStore } from '../store/workspace.ts'

export type DeskKey =
  | 'help'
  | 'settings'
  | 'letGo'
  | 'arm'
  | 'cancelAll'
  | 'flatten'
  | 'held'
  | 'alert'
  | 'stopTrading'
  | 'recentre'
  | 'nextMonth'
  | 'previousMonth'
  | 'nextRoot'
  | 'previousRoot'
  | 'sizeUp'
  | 'sizeDown'
  | 'playPause'
  | 'focusLadder'
  | 'focusBoard'
  | 'focusBlotter'
  | `size${1 | 2 | 3 | 4 | 5}`

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat'
>

/** What a key means on the desk; undefined for none, for chords with Ctrl, Alt or Meta, and for repeats. */
export function deskKey(press: KeyPress): DeskKey | undefined {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey) return undefined
  if (press.key === 'Escape') return 'letGo'
  if (press.key === '?') return 'help'
  return press.shiftKey ? SHIFTED[press.code] : (PLAIN[press.code] ?? PLAIN_KEYS[press.key])
}

const SHIFTED: Readonly<Record<string, DeskKey>> = {
  KeyA: 'arm',
  KeyX: 'cancelAll',
  KeyF: 'flatten',
  KeyH: 'held',
  KeyB: 'alert',
  KeyK: 'stopTrading',
  BracketRight: 'nextRoot',
  BracketLeft: 'previousRoot',
  Equal: 'sizeUp',
}

const PLAIN: Readonly<Record<string, DeskKey>> = {
  Home: 'recentre',
  BracketRight: 'nextMonth',
  BracketLeft: 'previousMonth',
  Minus: 'sizeDown',
  NumpadSubtract: 'sizeDown',
  NumpadAdd: 'sizeUp',
  Comma: 'settings',
  KeyP: 'playPause',
  KeyL: 'focusLadder',
  KeyQ: 'focusBoard',
  KeyO: 'focusBlotter',
  Digit1: 'size1',
  Digit2: 'size2',
  Digit3: 'size3',
  Digit4: 'size4',
  Digit5: 'size5',
}

const PLAIN_KEYS: Readonly<Record<string, DeskKey>> = { '+': 'sizeUp' }

/** Listens until the returned function is called. */
export function listenForHotkeys(target: Window): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTyping(event.target)) return
    const key = deskKey(event)
    if (key === undefined) return
    // An open dialog has the keyboard; the browser itself closes it on Esc.
    if (uiStore.getState().dialog !== undefined) return
    event.preventDefault()
    act(key)
  }
  target.addEventListener('keydown', listen)
  return () => {
    target.removeEventListener('keydown', listen)
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
}

/** Keys that a ladder is for mean the one that was used last; without a ladder they do nothing. */
function act(key: DeskKey): void {
  const ladder = activeLadder() ?? ''
  const orderQty = orderQtyAt(ladder)
  switch (key) {
    case 'help':
      openDialog('keys')
      return
    case 'letGo':
      clearLadderOutcomes()
      return
    case 'arm':
      setArmed(ladder, !isArmed(ladder))
      return
    case 'cancelAll':
      void cancelAll({}, { origin: 'hotkey' })
      return
    case 'flatten':
    case 'held':
    case 'settings':
      openDialog(key)
      return
    case 'alert':
      openAlert(undefined)
      return
    case 'stopTrading':
      void stopTrading('hotkey')
      return
    case 'recentre':
      requestRecentre(ladder)
      return
    case 'nextMonth':
      stepMonth(ladder, 1)
      return
    case 'previousMonth':
      stepMonth(ladder, -1)
      return
    case 'nextRoot':
      stepRoot(ladder, 1)
      return
    case 'previousRoot':
      stepRoot(ladder, -1)
      return
    case 'sizeUp':
      setOrderQty(ladder, orderQty + 1)
      return
    case 'sizeDown':
      setOrderQty(ladder, orderQty - 1)
      return
    case 'playPause':
      toggleReplay()
      return
    case 'focusLadder':
      focusOn(`[data-testid="ladder"][data-panel="${ladder}"]`)
      return
    case 'focusBoard':
      focusOn('[data-testid="board-row"][aria-selected="true"]', '[data-testid="board-row"]')
      return
    case 'focusBlotter':
      focusOn(
        '.dv-tab.dv-active-tab:has([data-testid="tab-working"])',
        '.dv-tab:has([data-testid="tab-working"])',
      )
      return
    case 'size1':
    case 'size2':
    case 'size3':
    case 'size4':
    case 'size5':
      setOrderQty(ladder, orderSizes[Number(key.slice(4)) - 1] ?? orderQty)
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

/** The first of the selectors that finds something. */
function focusOn(...selectors: readonly string[]): void {
  for (const selector of selectors) {
    const element = document.querySelector<HTMLElement>(selector)
    if (element === null) continue
    element.focus()
    return
  }
}
