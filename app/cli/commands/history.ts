// `tenor history`: bars, settlements and curves out of a profile's history as lines of JSON, also while a terminal writes
// to it. Called by app/cli/tenor.ts. Prices are decimal strings; times are the market's own.
import { join } from 'node:path'
import { HISTORY_FILE } from '../../../main/history/history-file.ts'
import {
  openHistoryReader,
  type HistoryReader,
  type LiveMonth,
  type OfInstrument,
  type SettledMonth,
  type StoredSettlement,
} from '../../../main/history/history-reader.ts'
import type { Bar, BarInterval } from '../../../main/history/bar.ts'
import type { InstrumentId, IsoDate, PriceTicks, TimeUs } from '../../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { formatScaled, type Decimal } from '../../../shared/math/decimal.ts'
import { formatHalfTicks, formatPrice } from '../../../shared/math/price-text.ts'
import { speechOf } from '../speech.ts'

const { refuse, say } = speechOf('history')

/** Decimals of a volume-weighted mean beyond those of a tick. */
const VWAP_DECIMALS = 4

export type HistoryQuestion =
  | {
      readonly kind: 'bars'
      readonly instrument: InstrumentId
      readonly interval: BarInterval
      readonly fromUs: TimeUs | undefined
      readonly toUs: TimeUs | undefined
      readonly limit: number
    }
  | { readonly kind: 'settlements'; readonly instrument: InstrumentId }
  | { readonly kind: 'curve'; readonly root: string; readonly date: IsoDate }

interface Answer {
  readonly lines: readonly object[]
  readonly unreadable: number
}

/** Prints the answer; resolves to the exit code. Nothing is on stdout when there is none. */
export function history(profileDir: string, question: HistoryQuestion): number {
  const reader = openHistoryReader(join(profileDir, HISTORY_FILE))
  if (!reader.ok) return refuse(reader.error)
  const answer = ask(reader.value, question)
  reader.value.close()
  if (!answer.ok) return refuse(answer.error)
  const { lines, unreadable } = answer.value
  if (unreadable > 0) say(`${unreadable} rows make no sense and are left out.`)
  // Whoever reads the lines may have seen enough, as `head` does.
  process.stdout.on('error', () => undefined)
  process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return 0
}

function ask(reader: HistoryReader, question: HistoryQuestion): Result<Answer, string> {
  switch (question.kind) {
    case 'bars': {
      const { instrument: instrumentId, interval, fromUs, toUs, limit: limitMax } = question
      const read = reader.bars({ instrumentId, interval, fromUs, toUs, limitMax })
      return linesOf(read, instrumentId, (bar, tickSize) => ({ interval, ...barLine(bar, tickSize) }))
    }
    case 'settlements':
      return linesOf(reader.settlements(question.instrument), question.instrument, settlementLine)
    case 'curve': {
      const { root, date } = question
      const [settle, live] = [reader.settleCurve(root, date), reader.liveCurve(root, date)]
      if (!settle.ok) return settle
      if (!live.ok) return live
      const lines = [...settle.value.rows.map(settledLine), ...live.value.rows.map(liveLine)]
      const unreadable = settle.value.unreadable + live.value.unreadable
      return ok({ lines: lines.map((line) => ({ root, date, ...line })), unreadable })
    }
  }
}

function linesOf<T>(
  read: Result<OfInstrument<T> | undefined, string>,
  instrument: InstrumentId,
  line: (row: T, tickSize: Decimal) => object,
): Result<Answer, string> {
  if (!read.ok) return read
  if (read.value === undefined) return err(`The history of this profile does not know ${instrument}.`)
  const { rows, tickSize, unreadable } = read.value
  return ok({ lines: rows.map((row) => ({ instrument, ...line(row, tickSize) })), unreadable })
}

function barLine(bar: Bar, tickSize: Decimal): object {
  const price = (ticks: PriceTicks) => formatPrice(ticks, tickSize)
  return {
    start: isoTime(bar.startUs),
    ...{ open: price(bar.open), high: price(bar.high), low: price(bar.low), close: price(bar.close) },
    ...{ volume: bar.volume, bought: bar.bought, sold: bar.sold, trades: bar.tradeCount },
    vwap: vwap(bar, tickSize),
  }
}

/** Rounded half away from zero. */
function vwap({ turnover, volume }: Bar, { mantissa, scale }: Decimal): string {
  const [scaled, lots] = [turnover * BigInt(mantissa) * 10n ** BigInt(VWAP_DECIMALS), BigInt(volume)]
  const half = scaled < 0n ? -lots : lots
  return formatScaled((2n * scaled + half) / (2n * lots), scale + VWAP_DECIMALS)
}

function settlementLine({ current, replaced }: StoredSettlement, tickSize: Decimal): object {
  const said = ({ kind, price, rule }: Omit<typeof current, 'date'>) => ({
    ...{ kind, price: formatPrice(price, tickSize), rule },
  })
  return {
    date: current.date,
    ...said(current),
    ...(replaced.length === 0 ? {} : { replaced: replaced.map(said) }),
  }
}

function settledLine({ instrumentId, deliveryStart, tickSize, kind, price, rule }: SettledMonth): object {
  return {
    ...{ curve: 'settle', instrument: instrumentId, deliveryStart },
    ...{ price: formatPrice(price, tickSize), kind, rule },
  }
}

function liveLine({
  instrumentId,
  deliveryStart,
  tickSize,
  venueTimeUs,
  bid,
  ask,
  last,
  mark,
}: LiveMonth): object {
  const price = (name: string, ticks: PriceTicks | undefined) =>
    ticks === undefined ? {} : { [name]: formatPrice(ticks, tickSize) }
  return {
    ...{ curve: 'live', instrument: instrumentId, deliveryStart, time: isoTime(venueTimeUs) },
    ...{ ...price('bid', bid), ...price('ask', ask), ...price('last', last) },
    ...(mark === undefined
      ? {}
      : { mark: formatHalfTicks(mark.priceHalfTicks, tickSize), markRule: mark.rule }),
  }
}

/** Bars begin at whole seconds; other times keep their milliseconds. */
function isoTime(time: TimeUs): string {
  return new Date(time / 1_000).toISOString().replace('.000Z', 'Z')
}
