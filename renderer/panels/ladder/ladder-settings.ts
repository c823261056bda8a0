// How one ladder moves and when it sends, as its panel keeps it: each of a few words, and the first where nothing readable is
// kept. Pure.
import type { PanelView } from '../../../shared/desk/workspaces.ts'

/** Prices stay; they move when the market leaves the view; the market is always in the middle. */
export const CENTRINGS = ['static', 'auto', 'centred'] as const
export type Centring = (typeof CENTRINGS)[number]

/** What of a click sends: letting go, where one can slide off and change one's mind; or pressing, which is faster. */
export const TRIGGERS = ['release', 'press'] as const
export type Trigger = (typeof TRIGGERS)[number]

/** A size button sets the size; or adds to it, and with Shift takes away. */
export const PRESETS = ['set', 'add'] as const
export type Presets = (typeof PRESETS)[number]

/** After an order the size stays; or is 0, which sends nothing until a size is set anew. */
export const AFTER_ORDER = ['keep', 'zero'] as const
export type AfterOrder = (typeof AFTER_ORDER)[number]

export interface LadderSettings {
  readonly centring: Centring
  readonly trigger: Trigger
  readonly presets: Presets
  readonly afterOrder: AfterOrder
  /** Lots from which a size at a price is told apart; 0 for none. */
  readonly largeLots: number
}

export const LARGE_LOTS_MAX = 100_000

export function ladderSettings(view: PanelView | undefined): LadderSettings {
  return {
    centring: oneOf(CENTRINGS, view?.['centring']),
    trigger: oneOf(TRIGGERS, view?.['trigger']),
    presets: oneOf(PRESETS, view?.['presets']),
    afterOrder: oneOf(AFTER_ORDER, view?.['afterOrder']),
    largeLots: lotsOf(view?.['largeLots']),
  }
}

/** The size after a button of so many lots was pressed: never below 0 nor above `most`. */
export function presetSize(
  { size, lots, most }: { readonly size: number; readonly lots: number; readonly most: number },
  presets: Presets,
  isShift: boolean,
): number {
  if (presets === 'set') return lots
  return Math.min(most, Math.max(0, isShift ? size - lots : size + lots))
}

function lotsOf(value: unknown): number {
  const isLots = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGE_LOTS_MAX
  return isLots ? value : 0
}

function oneOf<Word extends string>(words: readonly [Word, ...Word[]], value: unknown): Word {
  return words.find((word) => word === value) ?? words[0]
}
