// Which button, with which key held, does what in the two columns of sizes: on the bids for buys, on the asks for sells. Three
// maps as the hands of other ladders know them, and one's own. Pure.

/** `sided`: a limit where it would rest or trade, a stop beyond the market. */
export const CLICK_ACTIONS = ['nothing', 'limit', 'stop', 'sided', 'bracket', 'recentre'] as const
export type ClickAction = (typeof CLICK_ACTIONS)[number]

export const GESTURES = ['left', 'right', 'middle', 'shiftLeft', 'ctrlLeft', 'altLeft'] as const
export type Gesture = (typeof GESTURES)[number]

export type ClickMap = Readonly<Record<Gesture, ClickAction>>

/**
 * `one`: as the hand knows it from TT MD Trader; `sided`: from CQG DOMTrader, where the side of the market says what is sent;
 * `two`: from IBKR BookTrader, where the right button places stops and Alt brackets.
 */
export const CLICK_MAPS = ['one', 'sided', 'two', 'own'] as const
export type ClickMapName = (typeof CLICK_MAPS)[number]

const NOTHING: ClickMap = {
  left: 'nothing',
  right: 'nothing',
  middle: 'nothing',
  shiftLeft: 'nothing',
  ctrlLeft: 'nothing',
  altLeft: 'nothing',
}

export const SHIPPED_MAPS: Readonly<Record<Exclude<ClickMapName, 'own'>, ClickMap>> = {
  one: { ...NOTHING, left: 'limit', middle: 'recentre' },
  sided: { ...NOTHING, left: 'sided', middle: 'recentre' },
  two: { ...NOTHING, left: 'limit', right: 'stop', middle: 'recentre', altLeft: 'bracket' },
}

export interface Pressed {
  /** As of a MouseEvent. */
  readonly button: number
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly altKey: boolean
}

/** Undefined where no map can give it a meaning: another button, or several keys at once. */
export function gestureOf({ button, shiftKey, ctrlKey, altKey }: Pressed): Gesture | undefined {
  const keys = Number(shiftKey) + Number(ctrlKey) + Number(altKey)
  if (keys === 0) return BUTTONS[button]
  if (keys > 1 || BUTTONS[button] !== 'left') return undefined
  return shiftKey ? 'shiftLeft' : ctrlKey ? 'ctrlLeft' : 'altLeft'
}

const BUTTONS: Readonly<Record<number, Gesture>> = { 0: 'left', 1: 'middle', 2: 'right' }

/** What a map says at all, for its legend. */
export function meanings(map: ClickMap): readonly (readonly [Gesture, ClickAction])[] {
  return GESTURES.filter((gesture) => map[gesture] !== 'nothing').map((gesture) => [gesture, map[gesture]])
}
