// Every trade told, in the order in which it was told first, each with what the venue did to it later. A trade counts
// once by its execId; a cancel (bust) takes it out once and for good; a correction replaces what it says, the newest by
// report number. Owned by OrderStore. Any order of arrival gives the same fills: what comes before its trade waits for it.
import type { ClientOrderId, ExecId, InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { ExecutionReport, Fill, FillAmendment, LastFill } from '../../shared/domain/order.ts'
import { execId } from '../../shared/math/quantities.ts'
import type { OrderEffect } from './order-effects.ts'
import { GrownRows } from './grown-rows.ts'
import { isAfter, type ReportPoint } from './order-facts.ts'
import type { OrderRecordOf } from './order-records.ts'

/** What a report changed: lots that its order has filled more (or less) than before, and whom to tell what. */
export interface FillChange {
  readonly qty: number
  readonly effects: readonly OrderEffect[]
}

interface Amendment {
  readonly kind: FillAmendment['kind']
  readonly clientOrderId: ClientOrderId
  readonly instrumentId: InstrumentId
  readonly execId: ExecId
  readonly lastFill: LastFill
  readonly venueTimeUs: TimeUs
  readonly at: ReportPoint
}

type BookedByHand = OrderRecordOf<'positionAdopted'>

const NOTHING: FillChange = { qty: 0, effects: [] }
/** The place of a report that told no trade. */
const NO_FILL = -1

/** Lots of a fill that count in its order, its position and its fees. */
export function countedLots({ lastQty, amendment }: Fill): number {
  return amendment?.kind === 'canceled' ? 0 : lastQty
}

export class FillLedger {
  readonly #fills = new GrownRows<Fill>()
  /** The execId of every report taken, with the place of the fill that it told: one look-up a report, of which there are many. */
  readonly #placeOf = new Map<ExecId, number>()
  /** What the venue last did to a trade, by the execId of the trade. */
  readonly #amendments = new Map<ExecId, Amendment>()

  /** In the order in which they were told; canceled ones among them. */
  get rows(): Pick<GrownRows<Fill>, 'all' | 'newsSince'> {
    return this.#fills
  }

  /** What positions are made of, in the order in which it was told. */
  *counted(): Generator<Fill> {
    for (const fill of this.#fills.all) if (fill.amendment?.kind !== 'canceled') yield fill
  }

  /** Takes a report, at its place in the venue's reports; undefined where one of this execId was taken before. */
  take(report: ExecutionReport, at: ReportPoint, receivedTimeUs: TimeUs): FillChange | undefined {
    const { execId, execType, lastFill, execRefId } = report
    if (this.#placeOf.has(execId)) return undefined
    if (execType === 'trade' && lastFill !== undefined)
      return this.#count(fillOf(report, lastFill, receivedTimeUs))
    this.#placeOf.set(execId, NO_FILL)
    if (lastFill === undefined || execRefId === undefined) return NOTHING
    const { clientOrderId, instrumentId, venueTimeUs } = report
    const kind = execType === 'tradeCancel' ? 'canceled' : 'corrected'
    return this.#amend(execRefId, {
      ...{ kind, clientOrderId, instrumentId, execId, lastFill, venueTimeUs, at },
    })
  }

  /** Counts lots that a person booked by hand; no report names them, so none can take them out again. */
  book({
    timeUs,
    clientOrderId,
    instrumentId,
    side,
    lastQty,
    lastPrice,
  }: BookedByHand): readonly OrderEffect[] {
    const fill: Fill = {
      ...{ execId: execId(clientOrderId), clientOrderId, instrumentId, side, lastQty, lastPrice },
      ...{ liquidity: 'byHand', feeMinor: 0, venueTimeUs: timeUs, receivedTimeUs: timeUs },
    }
    this.#fills.add(fill)
    return [{ kind: 'fillCounted', fill }]
  }

  #count(told: Fill): FillChange {
    const amendment = this.#amendments.get(told.execId)
    const place = this.#fills.add(told)
    this.#placeOf.set(told.execId, place)
    if (amendment?.clientOrderId !== told.clientOrderId)
      return { qty: told.lastQty, effects: [{ kind: 'fillCounted', fill: told }] }
    const { qty, effects } = this.#change(place, told, amendment)
    return { qty: told.lastQty + qty, effects }
  }

  #amend(tradeId: ExecId, amendment: Amendment): FillChange {
    const { kind, clientOrderId, instrumentId, lastFill: told } = amendment
    const place = this.#placeOf.get(tradeId) ?? NO_FILL
    const before = this.#fills.all[place]
    const unmatched: FillChange = {
      qty: 0,
      effects: [{ kind: 'amendmentUnmatched', clientOrderId, instrumentId, tradeId, told, ours: before }],
    }
    if (before !== undefined && before.clientOrderId !== clientOrderId) return unmatched
    const known = this.#amendments.get(tradeId)
    // A correction that another came after says nothing any more; one of a canceled trade, or a second cancel, is told.
    if (kind === 'corrected' && known !== undefined && isAfter(known.at, amendment.at)) return NOTHING
    if (known?.kind === 'canceled') return unmatched
    this.#amendments.set(tradeId, amendment)
    return before === undefined ? unmatched : this.#change(place, before, amendment)
  }

  #change(place: number, before: Fill, amendment: Amendment): FillChange {
    const fill = amended(before, amendment)
    this.#fills.change(place, fill)
    const effect = { kind: 'fillAmended', fill, before, told: amendment.lastFill } as const
    return { qty: countedLots(fill) - countedLots(before), effects: [effect] }
  }
}

function amended(fill: Fill, { kind, execId, lastFill, venueTimeUs }: Amendment): Fill {
  const { lastQty, lastPrice, feeMinor } = fill
  const was = fill.amendment?.was ?? { lastQty, lastPrice, feeMinor }
  const amendment: FillAmendment = { kind, execId, was, venueTimeUs }
  return kind === 'canceled' ? { ...fill, amendment } : { ...fill, ...lastFill, amendment }
}

function fillOf(report: ExecutionReport, lastFill: LastFill, receivedTimeUs: TimeUs): Fill {
  return {
    execId: report.execId,
    clientOrderId: report.clientOrderId,
    instrumentId: report.instrumentId,
    side: report.side,
    lastQty: lastFill.lastQty,
    lastPrice: lastFill.lastPrice,
    liquidity: lastFill.liquidity,
    feeMinor: lastFill.feeMinor,
    ...(lastFill.legs === undefined ? {} : { legs: lastFill.legs }),
    venueTimeUs: report.venueTimeUs,
    receivedTimeUs,
  }
}
