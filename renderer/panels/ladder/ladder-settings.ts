// How one ladder moves and when it sends, as its panel keeps it. Pure.
import type { PanelView } from '../../../shared/desk/workspaces.ts'
import { ORDER_QTY } from '../../store/ladder-hand.ts'
import { CLICK_ACTIONS, CLICK_MAPS, SHIPPED_MAPS, type ClickAction, type ClickMap } from './click-map.ts'
import { readView, whole, word, type ViewOf } from '../../store/panel-view.ts'

/** Prices stay; they move when the market leaves the view; the market is always in the middle. */
export const CENTRINGS = ['static', 'auto', 'centred'] as const
export type Centring = (typeof CENTRINGS)[number]

/** What of a click sends: letting go, where one can slide off and change one's mind; or pressing, which is faster. */
export const TRIGGERS = ['release', 'press'] as const

/** A size button sets the size; or adds to it, and with Shift takes away. */
export const PRESETS = ['set', 'add'] as const
export type Presets = (typeof PRESETS)[number]

/** After an order the size stays; or is 0, which sends nothing until a size is set anew. */
export const AFTER_ORDER = ['keep', 'zero'] as const

export const LARGE_LOTS_MAX = 100_000

export const EXIT_TICKS_MAX = 10_000

/**
 * What a ladder keeps of itself. `largeLots`: from which a size at a price is told apart, 0 for none; `targetTicks` and
 * `stopTicks`: of a bracket, from its entry; the gestures are one's own map of clicks.
 */
export const LADDER_VIEW = {
  clicks: word(CLICK_MAPS),
  targetTicks: whole({ most: EXIT_TICKS_MAX, preset: 10 }),
  stopTicks: whole({ most: EXIT_TICKS_MAX, preset: 10 }),
  left: word(ownActions('limit')),
  right: word(ownActions('stop')),
  middle: word(ownActions('recentre')),
  shiftLeft: word(ownActions('nothing')),
  ctrlLeft: word(ownActions('nothing')),
  altLeft: word(ownActions('bracket')),
  centring: word(CENTRINGS),
  trigger: word(TRIGGERS),
  presets: word(PRESETS),
  afterOrder: word(AFTER_ORDER),
  largeLots: whole({ most: LARGE_LOTS_MAX, preset: 0 }),
  orderQty: ORDER_QTY,
}

export type LadderSettings = ViewOf<typeof LADDER_VIEW>

export function ladderSettings(view: PanelView | undefined): LadderSettings {
  return readView(LADDER_VIEW, view)
}

/** The map of clicks that holds. */
export function clicksOf(settings: LadderSettings): ClickMap {
  return settings.clicks === 'own' ? settings : SHIPPED_MAPS[settings.clicks]
}

/** One’s own map begins with this action. */
function ownActions(preset: ClickAction): readonly [ClickAction, ...ClickAction[]] {
  return [preset, ...CLICK_ACTIONS.filter((action) => action !== preset)]
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
