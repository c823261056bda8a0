// The account's margin as the risk gate holds it against its limit: shared/math/margin.ts over the positions and working
// orders of every root in one currency. An estimate, not exchange margin: its figures are in
// shared/domain/margin-parameters.ts, and rates follow the root's dearest month as the paper exchange's do. Read by
// risk-view.ts.
import { businessDaysIn, lastBusinessDay } from '../../shared/domain/business-calendar.ts'
import type { InstrumentId, IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import { addMonths, dayNumber, monthOfDayNumber } from '../../shared/domain/civil-day.ts'
import type { Currency, Instrument } from '../../shared/domain/instrument.ts'
import { MARGIN_PARAMETERS } from '../../shared/domain/margin-parameters.ts'
import type { Side } from '../../shared/domain/order.ts'
import { marginRates, rootMargin, type MarginCombination, type MarginLine } from '../../shared/math/margin.ts'
import type { InstrumentFeed } from '../marketdata/instrument-feed.ts'
import type { WorkingQty } from '../order/working-qty.ts'
import type { DeskState } from './desk-state.ts'
import { markOf } from './marks.ts'

export interface AddedOrder {
  readonly instrument: Instrument
  readonly side: Side
  readonly qty: number
}

type Working = ReadonlyMap<InstrumentId, WorkingQty>

/** Smallest units of the instrument's currency, with so many lots of it more working. */
export function accountMargin(state: DeskState, added: AddedOrder, nowUs: TimeUs): bigint {
  return currencyMargin(state, added.instrument.currency, nowUs, added)
}

/** Smallest units of the currency, of what is held and works. */
export function currencyMargin(
  state: DeskState,
  currency: Currency,
  nowUs: TimeUs,
  added?: AddedOrder,
): bigint {
  const atVenue = state.orders.workingQty()
  const working = added === undefined ? atVenue : withAdded(atVenue, added)
  let sum = 0n
  for (const root of rootsTouched(state, working)) {
    if (currencyOf(state, root) === currency) sum += marginOfRoot(state, { root, working, nowUs })
  }
  return sum
}

/** Roots in which something is held or works: the others need no margin. */
function rootsTouched(state: DeskState, working: Working): ReadonlySet<string> {
  const roots = new Set<string>()
  const touch = (instrumentId: InstrumentId): void => {
    const root = state.market.feed(instrumentId)?.instrument.root
    if (root !== undefined) roots.add(root)
  }
  for (const instrumentId of working.keys()) touch(instrumentId)
  for (const { instrumentId } of state.positions.held()) touch(instrumentId)
  return roots
}

function currencyOf(state: DeskState, root: string): Currency | undefined {
  return state.market.monthsOfRoot(root)[0]?.instrument.currency
}

function withAdded(working: Working, { instrument, side, qty }: AddedOrder): Working {
  const { instrumentId } = instrument
  const { buyQty, sellQty } = working.get(instrumentId) ?? { buyQty: 0, sellQty: 0 }
  const more = side === 'buy' ? { buyQty: buyQty + qty, sellQty } : { buyQty, sellQty: sellQty + qty }
  return new Map([...working, [instrumentId, more]])
}

interface RootWork {
  readonly root: string
  readonly working: Working
  readonly nowUs: TimeUs
}

function marginOfRoot(state: DeskState, { root, working, nowUs }: RootWork): bigint {
  const { months: worked, combinations: workedCombinations } = workedIn(state, root, working)
  const months = state.market.monthsOfRoot(root).filter(({ phase }) => phase !== 'expired')
  const places = new Map<InstrumentId, number>()
  const lines: MarginLine[] = []
  for (const feed of months) {
    const { instrumentId } = feed.instrument
    if (!worked.has(instrumentId) && state.positions.netQty(instrumentId) === 0) continue
    places.set(instrumentId, lines.length)
    lines.push(marginLine(state, feed, working.get(instrumentId)))
  }
  if (lines.length === 0) return 0n
  const combinations = workedCombinations.map(([instrument, qty]) =>
    marginCombination(instrument, qty, places),
  )
  const rates = marginRates(MARGIN_PARAMETERS, dearest(state, months, nowUs))
  return rootMargin({ lines, combinations }, rates).totalMinor
}

/** The combinations of the root that orders work in, and the months: those of the combinations' legs among them. */
function workedIn(
  state: DeskState,
  root: string,
  working: Working,
): {
  readonly months: ReadonlySet<InstrumentId>
  readonly combinations: readonly (readonly [Instrument, WorkingQty])[]
} {
  const months = new Set<InstrumentId>()
  const combinations: (readonly [Instrument, WorkingQty])[] = []
  for (const [instrumentId, qty] of working) {
    const instrument = state.market.feed(instrumentId)?.instrument
    if (instrument?.root !== root) continue
    months.add(instrumentId)
    if (instrument.combination === undefined) continue
    combinations.push([instrument, qty])
    for (const leg of instrument.combination.legs) months.add(leg.instrumentId)
  }
  return { months, combinations }
}

function marginLine(state: DeskState, feed: InstrumentFeed, working: WorkingQty | undefined): MarginLine {
  const { instrumentId, deliveryStart } = feed.instrument
  return {
    netQty: state.positions.netQty(instrumentId),
    openBuyQty: working?.buyQty ?? 0,
    openSellQty: working?.sellQty ?? 0,
    ...delivery(deliveryStart, feed.settlement?.date),
  }
}

function marginCombination(
  { combination }: Instrument,
  { buyQty, sellQty }: WorkingQty,
  places: ReadonlyMap<InstrumentId, number>,
): MarginCombination {
  const legs = (combination?.legs ?? []).flatMap(({ instrumentId, ratio }) => {
    const line = places.get(instrumentId)
    return line === undefined ? [] : [{ line, ratio }]
  })
  return { openBuyQty: buyQty, openSellQty: sellQty, legs }
}

/** How much of the month's mean is still to be fixed once the day of the newest settlement has its fixing. */
function delivery(
  deliveryStart: IsoDate,
  settledDate: IsoDate | undefined,
): Pick<MarginLine, 'remaining' | 'days' | 'isInDelivery'> {
  const month = monthOfDayNumber(dayNumber(deliveryStart))
  const dates = businessDaysIn(month)
  if (settledDate === undefined) return { remaining: dates.length, days: dates.length, isInDelivery: false }
  // The month runs on the next trading day: the last one before it has settled.
  const eve = lastBusinessDay(addMonths(month, -1))
  return {
    remaining: dates.filter((date) => date > settledDate).length,
    days: dates.length,
    isInDelivery: settledDate >= eve,
  }
}

/** The settlement, else the mark, that is furthest from zero. */
function dearest(
  state: DeskState,
  months: readonly InstrumentFeed[],
  nowUs: TimeUs,
): { readonly referenceTicks: number; readonly tickValueMinor: number } {
  let referenceTicks = 0
  for (const feed of months) {
    const price = feed.settlement?.price ?? Math.ceil((markOf(state, feed, nowUs)?.priceHalfTicks ?? 0) / 2)
    referenceTicks = Math.max(referenceTicks, Math.abs(price))
  }
  return { referenceTicks, tickValueMinor: months[0]?.instrument.tickValueMinor ?? 0 }
}
