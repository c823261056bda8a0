// A journal of a busy desk, made anew for benches and stories that open it: orders placed one after the other, each acknowledged and
// filled in two parts, many interleaved. Every order is one record of ours and three of the exchange.
import { openJournal } from '../main/journal/journal.ts'
import { journalCodec } from '../main/core/journal-records.ts'
import type { OrderRecord } from '../main/order/order-records.ts'
import { assert } from '../shared/domain/assert.ts'
import type { TimeUs } from '../shared/domain/brands.ts'
import type { ExecutionReport } from '../shared/domain/order.ts'
import {
  clientOrderId,
  execId,
  instrumentId,
  priceTicks,
  qtyLots,
  timeUs,
  venueOrderId,
} from '../shared/math/quantities.ts'

export const REPORTS_PER_ORDER = 3
const START_US = 1_795_446_000_000_000
const INSTRUMENTS = ['H100F27', 'H100G27', 'B200F27', 'A100H27'].map(instrumentId)
/** Orders that work at the same time. */
const INTERLEAVED = 40
const RECORDS_PER_STEP = 500
const LOTS = qtyLots(5)

/** Writes the journal; gives the number of its records. */
export function writeOrderJournal(file: string, orders: number): number {
  const opened = openJournal(file, journalCodec)
  assert(opened.ok, 'the journal can be made')
  const journal = opened.value
  let step: OrderRecord[] = []
  const flush = (): void => {
    journal.append(step, timeUs(START_US))
    step = []
  }
  for (const record of deskDay(orders)) {
    step.push(record)
    if (step.length === RECORDS_PER_STEP) flush()
  }
  flush()
  const { size } = journal
  journal.close()
  return size
}

/** A login, then every order's records, those of forty orders at a time in turn. */
function* deskDay(orders: number): Generator<OrderRecord> {
  let atUs = START_US
  let seq = 0
  const next = (): TimeUs => timeUs((atUs += 250))
  yield {
    ...{ kind: 'sessionLoggedIn', timeUs: next(), account: 'paper', instanceId: 'c9c578d8b5eedc7d' },
    ...{ lastSeq: 0, resumed: false },
  }
  for (let first = 0; first < orders; first += INTERLEAVED) {
    const group = Array.from({ length: Math.min(INTERLEAVED, orders - first) }, (_, nth) => first + nth)
    for (const nth of group) yield placed(nth, next())
    for (const cumQty of [0, 2, 5]) {
      for (const nth of group) yield { kind: 'report', timeUs: next(), report: reported(nth, ++seq, cumQty) }
    }
  }
}

function terms(nth: number): Pick<
  ExecutionReport,
  'clientOrderId' | 'instrumentId' | 'side' | 'orderType' | 'timeInForce'
> & {
  readonly limitPrice: ReturnType<typeof priceTicks>
} {
  const instrument = INSTRUMENTS[nth % INSTRUMENTS.length]
  assert(instrument !== undefined, 'there are instruments')
  return {
    clientOrderId: clientOrderId(`mwsdrmas-cd5uo8-${nth + 1}`),
    instrumentId: instrument,
    // As much is sold of each as was bought.
    side: Math.floor(nth / INSTRUMENTS.length) % 2 === 0 ? 'buy' : 'sell',
    orderType: 'limit',
    timeInForce: 'day',
    limitPrice: priceTicks(310 + (nth % 20)),
  }
}

function placed(nth: number, at: TimeUs): OrderRecord {
  return { kind: 'orderPlaced', timeUs: at, ...terms(nth), orderQty: LOTS, origin: 'ladder click' }
}

function reported(nth: number, seq: number, cumQty: number): ExecutionReport {
  const { limitPrice, ...order } = terms(nth)
  const common = {
    ...order,
    limitPrice,
    venueOrderId: venueOrderId(`O-c9c578d8b5eedc7d-${nth + 1}`),
    orderQty: LOTS,
    cumQty: qtyLots(cumQty),
    leavesQty: qtyLots(LOTS - cumQty),
    ordStatus: cumQty === 0 ? 'working' : cumQty === LOTS ? 'filled' : 'partiallyFilled',
    seq,
    execId: execId(`E-c9c578d8b5eedc7d-${seq}`),
    venueReason: { code: 'none', text: '' },
    venueTimeUs: timeUs(START_US + seq),
  } as const
  if (cumQty === 0) return { ...common, execType: 'new' }
  const lastQty = qtyLots(cumQty === LOTS ? 3 : 2)
  return {
    ...common,
    execType: 'trade',
    lastFill: { lastQty, lastPrice: limitPrice, liquidity: 'maker', feeMinor: 25 * lastQty },
  }
}
