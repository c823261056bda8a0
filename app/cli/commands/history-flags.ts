// What the flags of `tenor history` ask for, or what is wrong with them in a sentence. Pure; called by app/cli/tenor.ts.
import { BAR_INTERVALS } from '../../../main/history/bar.ts'
import { BARS_MAX } from '../../../main/history/history-reader.ts'
import type { InstrumentId, IsoDate } from '../../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { instrumentId, isoDate } from '../../../shared/math/quantities.ts'
import type { HistoryQuestion } from './history.ts'
import { timeOf } from './utc-time-flag.ts'

const BARS_DEFAULT = 1_000
const NAME_LENGTH_MAX = 40

/** As commander gives them: text, or true for a flag without a value. */
export interface HistoryFlags {
  readonly profile: string
  readonly instrument?: string
  readonly bars?: string
  readonly from?: string
  readonly to?: string
  readonly limit?: string
  readonly settlements?: true
  readonly curve?: string
  readonly date?: string
}

export function historyQuestion(flags: HistoryFlags): Result<HistoryQuestion, string> {
  const { bars, settlements, curve } = flags
  if ([bars, settlements, curve].filter((asked) => asked !== undefined).length !== 1)
    return err('Ask for one of --bars INTERVAL, --settlements and --curve ROOT.')
  const stray = strayFlag(flags)
  if (stray !== undefined) return err(stray)
  if (curve !== undefined) return curveQuestion(curve, flags.date)
  const instrument = instrumentOf(flags.instrument)
  if (instrument === undefined) return err('Name an instrument, for example --instrument H100F27.')
  return bars === undefined ? ok({ kind: 'settlements', instrument }) : barsQuestion(instrument, bars, flags)
}

function strayFlag({ bars, curve, instrument, from, to, limit, date }: HistoryFlags): string | undefined {
  if (bars === undefined && (from ?? to ?? limit) !== undefined)
    return '--from, --to and --limit go with --bars.'
  if (curve === undefined && date !== undefined) return '--date goes with --curve.'
  if (curve !== undefined && instrument !== undefined) return '--instrument does not go with --curve.'
  return undefined
}

function curveQuestion(root: string, day: string | undefined): Result<HistoryQuestion, string> {
  const date = day === undefined ? undefined : dateOf(day)
  if (date === undefined) return err('--curve needs its day, for example --date 2026-11-20.')
  if (root.length === 0 || root.length > NAME_LENGTH_MAX)
    return err('--curve takes a root, for example H100.')
  return ok({ kind: 'curve', root, date })
}

function barsQuestion(
  instrument: InstrumentId,
  asked: string,
  { from, to, limit }: HistoryFlags,
): Result<HistoryQuestion, string> {
  const interval = BAR_INTERVALS.find((one) => one === asked)
  if (interval === undefined)
    return err(`--bars takes one of ${BAR_INTERVALS.join(', ')}; "${asked}" is none.`)
  const [fromUs, toUs] = [timeOf(from), timeOf(to)]
  if (fromUs === 'bad' || toUs === 'bad')
    return err('--from and --to take a time in UTC such as 2026-11-20T15:00:00Z, or a day.')
  const count = limit === undefined ? BARS_DEFAULT : Number(limit)
  if (!Number.isSafeInteger(count) || count < 1 || count > BARS_MAX)
    return err(`--limit takes a whole number from 1 to ${BARS_MAX}.`)
  return ok({ kind: 'bars', instrument, interval, fromUs, toUs, limit: count })
}

function instrumentOf(text: string | undefined): InstrumentId | undefined {
  return text === undefined || text.length === 0 || text.length > NAME_LENGTH_MAX
    ? undefined
    : instrumentId(text)
}

/** A day that the calendar has. */
function dateOf(text: string): IsoDate | undefined {
  const read = timeOf(text)
  return text.length === 10 && read !== undefined && read !== 'bad' ? isoDate(text) : undefined
}
