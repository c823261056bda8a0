// What a person looks at: which month, which size, which tab. Kept over restarts and read back field by field, so
// that a damaged or older entry costs one choice and not all. Armed is not among what is kept: it is off at each start.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { CombinationKind } from '../../shared/domain/instrument.ts'
import { instrumentId } from '../../shared/math/quantities.ts'

export const blotterTabs = [
  'working',
  'held',
  'fills',
  'positions',
  'messages',
  'alerts',
  'connections',
  'differences',
] as const
export type BlotterTab = (typeof blotterTabs)[number]

/** What the quote board lists: outright months, or combinations of one kind. */
export const combinationKinds = [
  'calendarSpread',
  'butterfly',
  'strip',
] as const satisfies readonly CombinationKind[]
export const boardTabs = ['months', ...combinationKinds] as const
export type BoardTab = (typeof boardTabs)[number]

export const dialogs = [
  ...(['about', 'keys', 'settings', 'flatten', 'rearm', 'held', 'resolve', 'alert', 'quiet'] as const),
]
export type DialogName = (typeof dialogs)[number]

/** Where they are kept. */
export const CHOICES_KEY = 'tenor.choices.1'

export const ORDER_QTY_MAX = 100_000

/** What outlives a restart. */
export interface KeptChoices {
  readonly root?: string
  readonly instrumentId?: InstrumentId
  readonly orderQty: number
  readonly boardTab: BoardTab
  readonly blotterTab: BlotterTab
  readonly blotterSideTab: BlotterTab
  readonly showFinished: boolean
}

export const defaultChoices: KeptChoices = {
  orderQty: 5,
  boardTab: 'months',
  blotterTab: 'working',
  blotterSideTab: 'positions',
  showFinished: false,
}

/** Reads what was kept; every field that does not hold what it should falls back to what it would begin with. */
export function readChoices(text: string | null): KeptChoices {
  const kept = parseRecord(text)
  const root = shortText(kept['root'])
  const instrument = shortText(kept['instrumentId'])
  return {
    ...(root === undefined ? {} : { root }),
    ...(instrument === undefined ? {} : { instrumentId: instrumentId(instrument) }),
    orderQty: isOrderQty(kept['orderQty']) ? kept['orderQty'] : defaultChoices.orderQty,
    boardTab: oneOf(boardTabs, kept['boardTab']) ?? defaultChoices.boardTab,
    blotterTab: oneOf(blotterTabs, kept['blotterTab']) ?? defaultChoices.blotterTab,
    blotterSideTab: oneOf(blotterTabs, kept['blotterSideTab']) ?? defaultChoices.blotterSideTab,
    showFinished: kept['showFinished'] === true,
  }
}

/** Text of exactly the kept fields, whatever else the state holds. */
export function writeChoices(state: KeptChoices): string {
  const { root, instrumentId: instrument, orderQty } = state
  const { boardTab, blotterTab, blotterSideTab, showFinished } = state
  return JSON.stringify({
    root,
    instrumentId: instrument,
    orderQty,
    boardTab,
    blotterTab,
    blotterSideTab,
    showFinished,
  })
}

/** Zero is allowed: it sends nothing. */
export function isOrderQty(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= ORDER_QTY_MAX
}

/** Of the text of a JSON object; of anything else, nothing. */
export function parseRecord(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null) return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z0-9._-]{1,40}$/.test(value) ? value : undefined
}

export function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((one) => one === value)
}
