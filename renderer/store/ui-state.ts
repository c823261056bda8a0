// What a person chose: which month, which size, which colours. Kept over restarts and read back field by field, so
// that a damaged or older entry costs one choice and not all. Armed is not among what is kept: it is off at each start.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { CombinationKind } from '../../shared/domain/instrument.ts'
import { instrumentId } from '../../shared/math/quantities.ts'
import { localeFor, locales, type Locale } from '../i18n/translate.ts'

export const blotterTabs = [
  'working',
  'held',
  'fills',
  'positions',
  'messages',
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

export const directions = ['greenUp', 'redUp', 'blueUp'] as const
export type Direction = (typeof directions)[number]

export const themes = ['dark', 'light'] as const
export type Theme = (typeof themes)[number]

export const dialogs = ['about', 'keys', 'settings', 'flatten', 'rearm', 'held', 'resolve'] as const
export type DialogName = (typeof dialogs)[number]

export const ORDER_QTY_MAX = 100_000

/** What outlives a restart. */
export interface KeptChoices {
  readonly root?: string
  readonly instrumentId?: InstrumentId
  readonly orderQty: number
  readonly direction: Direction
  readonly theme: Theme
  readonly locale: Locale
  readonly boardTab: BoardTab
  readonly blotterTab: BlotterTab
  readonly blotterSideTab: BlotterTab
  readonly showFinished: boolean
}

export const defaultChoices: KeptChoices = {
  orderQty: 5,
  direction: 'greenUp',
  theme: 'dark',
  locale: 'en',
  boardTab: 'months',
  blotterTab: 'working',
  blotterSideTab: 'positions',
  showFinished: false,
}

/** On a machine of this language (BCP 47), before anything was chosen: in China what rises is red. */
export function firstChoices(systemLocale: string): KeptChoices {
  const locale = localeFor(systemLocale)
  return { ...defaultChoices, locale, direction: locale === 'zh-CN' ? 'redUp' : defaultChoices.direction }
}

/** Reads what was kept; every field that does not hold what it should falls back to what it would begin with. */
export function readChoices(text: string | null, first: KeptChoices = defaultChoices): KeptChoices {
  const kept = parseRecord(text)
  const root = shortText(kept['root'])
  const instrument = shortText(kept['instrumentId'])
  return {
    ...(root === undefined ? {} : { root }),
    ...(instrument === undefined ? {} : { instrumentId: instrumentId(instrument) }),
    orderQty: isOrderQty(kept['orderQty']) ? kept['orderQty'] : first.orderQty,
    direction: oneOf(directions, kept['direction'], first.direction),
    theme: oneOf(themes, kept['theme'], first.theme),
    locale: oneOf(locales, kept['locale'], first.locale),
    boardTab: oneOf(boardTabs, kept['boardTab'], first.boardTab),
    blotterTab: oneOf(blotterTabs, kept['blotterTab'], first.blotterTab),
    blotterSideTab: oneOf(blotterTabs, kept['blotterSideTab'], first.blotterSideTab),
    showFinished: kept['showFinished'] === true,
  }
}

/** Text of exactly the kept fields, whatever else the state holds. */
export function writeChoices(state: KeptChoices): string {
  const { root, instrumentId: instrument, orderQty, direction, theme, locale } = state
  const { boardTab, blotterTab, blotterSideTab, showFinished } = state
  return JSON.stringify({
    root,
    instrumentId: instrument,
    orderQty,
    direction,
    theme,
    locale,
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

function parseRecord(text: string | null): Readonly<Record<string, unknown>> {
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

function oneOf<T extends string>(allowed: readonly T[], value: unknown, fallback: T): T {
  return allowed.find((one) => one === value) ?? fallback
}
