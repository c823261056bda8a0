// Builders for the tests of this folder: a file in a folder of its own, a recorder on it, facts, and what is read back.
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { Settlement, Trade } from '../../shared/domain/market-data.ts'
import { instrumentId, isoDate, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { Bar, BarInterval } from './bar.ts'
import { HISTORY_FILE } from './history-file.ts'
import type { HistoryFact, MarketIdentity } from './history-fact.ts'
import { openHistoryReader, type HistoryReader } from './history-reader.ts'
import { HistoryRecorder, type HistoryRecorderOptions } from './history-recorder.ts'

/** 2026-11-20T15:00:00Z. */
export const T0_US = 1_795_186_800_000_000
export const SECOND_US = 1_000_000
export const DAY_US = 86_400 * SECOND_US
export const PAPER: MarketIdentity = { venueName: 'Paper', environment: 'paper', instanceId: 'run-1' }

export function outright(id = 'H100F27', change: Partial<Instrument> = {}): Instrument {
  return {
    instrumentId: instrumentId(id),
    root: 'H100',
    description: 'H100 month',
    tickSize: { mantissa: 1, scale: 2 },
    multiplier: 730,
    unit: 'GPU-hour',
    currency: 'USD',
    tickValueMinor: 730,
    deliveryStart: isoDate('2027-01-01'),
    deliveryEnd: isoDate('2027-01-31'),
    lastTradingDay: isoDate('2027-01-29'),
    feeMinorPerLot: 50,
    source: 'test',
    ...change,
  }
}

export function trade(tradeId: string, change: Partial<Trade> = {}): Trade {
  return {
    instrumentId: instrumentId('H100F27'),
    tradeId,
    price: priceTicks(211),
    qty: qtyLots(2),
    aggressorSide: 'buy',
    venueTimeUs: timeUs(T0_US),
    ...change,
  }
}

export function traded(made: Trade, instrument = outright(made.instrumentId)): HistoryFact {
  return { kind: 'trade', instrument, trade: made }
}

export function settled(change: Partial<Settlement> = {}, instrument = outright()): HistoryFact {
  const { instrumentId } = instrument
  const settlement: Settlement = {
    ...{ instrumentId, date: isoDate('2026-11-20'), kind: 'daily', price: priceTicks(210), rule: 'vwap' },
    ...change,
  }
  return { kind: 'settlement', instrument, settlement }
}

/** In memory where the system has such a folder: many openings would wait for the disk. */
export function newHistoryFile(): string {
  return join(
    mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tenor-history-')),
    HISTORY_FILE,
  )
}

export interface Rig {
  readonly recorder: HistoryRecorder
  /** What was logged and told, as lines. */
  readonly said: string[]
  tell(...facts: readonly HistoryFact[]): void
  /** Lets so much time pass, tick by tick of a tenth of a second. */
  pass(seconds: number): void
  close(): void
}

/** A recorder that is at PAPER, with a clock that moves only in `pass`. */
export function rigOn(file: string, change: Partial<HistoryRecorderOptions> = {}, startUs = T0_US): Rig {
  const said: string[] = []
  const line = (level: string) => (message: string, fields?: object) =>
    void said.push(`${level}: ${message} ${JSON.stringify(fields ?? {})}`)
  const recorder = new HistoryRecorder({
    file,
    log: { info: line('info'), warn: line('warn'), error: line('error') },
    onTrouble: (text) => void said.push(`told: ${text}`),
    ...change,
  })
  let nowUs = startUs
  const tell = (...facts: readonly HistoryFact[]) => recorder.record(facts, timeUs(nowUs))
  recorder.tick(timeUs(nowUs))
  tell({ kind: 'market', market: PAPER })
  return {
    recorder,
    said,
    tell,
    pass(seconds) {
      for (let tick = 0; tick < seconds * 10; tick++) {
        nowUs += SECOND_US / 10
        recorder.tick(timeUs(nowUs))
      }
    },
    close: () => recorder.close(timeUs(nowUs)),
  }
}

export function read<T>(file: string, what: (reader: HistoryReader) => T): T {
  const reader = openHistoryReader(file)
  if (!reader.ok) throw new Error(reader.error)
  try {
    return what(reader.value)
  } finally {
    reader.value.close()
  }
}

export function barsOf(
  file: string,
  interval: BarInterval,
  id = 'H100F27',
  limitMax = 100_000,
): readonly Bar[] {
  const wanted = { instrumentId: instrumentId(id), interval, fromUs: undefined, toUs: undefined, limitMax }
  const bars = read(file, (reader) => reader.bars(wanted))
  if (!bars.ok) throw new Error(bars.error)
  expectNone(bars.value?.unreadable)
  return bars.value?.rows ?? []
}

function expectNone(unreadable: number | undefined): void {
  if (unreadable !== undefined && unreadable > 0) throw new Error(`${unreadable} rows make no sense`)
}
