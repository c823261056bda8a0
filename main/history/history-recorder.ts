// Keeps the history of the market: takes facts from the core into memory at once and writes them to the file on later
// ticks, a bounded piece at a time, so that no step of the core waits for it. Built by main/core/create-core.ts.
// Invariants: it never throws; a file that cannot be written stops nothing, is told once and tried again; a trade counts
// once, also over restarts, as far as the newest ids of its series tell.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { isDamage, openHistoryFile, setHistoryAside, UnusableHistory } from './history-file.ts'
import { seriesName, type HistoryFact, type MarketIdentity, type Series } from './history-fact.ts'
import type { HistoryStore } from './history-store.ts'
import { sumBars, type Bar } from './bar.ts'
import type { BarsOf } from './newest-bars.ts'
import { PendingHistory, TRADE_IDS_MAX } from './pending-history.ts'

/** So long facts gather before they are written: what a crash of the program loses at most. */
const GATHER_US = 10_000_000
/** A tick comes ten times a second: together enough for two hundred instruments that trade every second. */
const ROWS_PER_TICK = 40
/** Of a market that runs faster, or after the file could not be written: still a few milliseconds. */
const ROWS_PER_TICK_BEHIND = 120
const BEHIND_ROWS = 5_000
const ROWS_PER_STEP_AT_CLOSE = 1_024
/** Seconds with trades that wait in memory while the file cannot be written; as many of everything else. */
const PENDING_ROWS_MAX = 50_000
/** How often what was written is made to last a loss of power. */
const SETTLE_EVERY_US = 10_000_000
const TELL_EVERY_US = 60_000_000
const RETRY_US = 5_000_000
const PRUNE_EVERY_US = 10_000_000

export interface HistoryLog {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

export interface HistoryRecorderOptions {
  readonly file: string
  readonly log: HistoryLog
  /** Nothing is being written, and why; said once until it is written again. */
  readonly onTrouble: (text: string) => void
  readonly open?: (file: string) => HistoryStore
  readonly pendingRowsMax?: number
}

export class HistoryRecorder {
  readonly #options: HistoryRecorderOptions
  readonly #open: (file: string) => HistoryStore
  readonly #pending: PendingHistory
  #store: HistoryStore | undefined
  #market: MarketIdentity | undefined
  /** The file knows that the terminal is at this market. */
  #entered = false
  /** Of the newest trade: one trade of a mistaken clock moves the retention for a moment only. */
  #marketTimeUs: TimeUs | undefined
  /** Ids of the newest trades of each series of this market. */
  readonly #tradeIds = new Map<string, Set<string>>()
  /** Something was written that a loss of power would take; while it is being settled nothing is written. */
  #unsettled: 'nothing' | 'rows' | 'settling' = 'nothing'
  #settleAtUs = 0
  #toldLeftOut = 0
  #tellAtUs = 0
  #isTroubled = false
  #wasSetAside = false
  #retryAtUs = 0
  #pruneAtUs = 0

  constructor(options: HistoryRecorderOptions) {
    this.#options = options
    this.#open = options.open ?? openHistoryFile
    this.#pending = new PendingHistory(options.pendingRowsMax ?? PENDING_ROWS_MAX)
  }

  /** Takes what became known; touches the file only to read the ids of a series that is new in this run. */
  record(facts: readonly HistoryFact[], nowUs: TimeUs): void {
    for (const fact of facts) {
      if (fact.kind === 'market') {
        this.#enter(fact.market)
        continue
      }
      const market = this.#market
      if (market === undefined) continue
      if (fact.kind === 'trade') {
        if (!this.#isNewTrade({ market, instrument: fact.instrument }, fact.trade.tradeId, nowUs)) continue
        this.#marketTimeUs = fact.trade.venueTimeUs
      }
      this.#pending.add(market, fact, nowUs)
    }
  }

  /**
   * The newest bars of an instrument of this market with every trade recorded so far, those that are not in the file yet
   * among them, oldest first; undefined where nothing is kept, as of a replay, or the file cannot be read now.
   */
  bars(instrument: Instrument, wanted: BarsOf, nowUs: TimeUs): readonly Bar[] | undefined {
    if (this.#market === undefined) return undefined
    const series = { market: this.#market, instrument }
    const stored = this.#withStore(nowUs, (store) => store.bars(series, wanted))
    if (stored === undefined) return undefined
    const all = sumBars([...stored, ...this.#pending.seconds(series)], wanted.interval)
    return [...all].sort((one, other) => one.startUs - other.startUs).slice(-wanted.limitMax)
  }

  /** Writes what has waited long enough, or deletes what is old enough: one bounded piece. */
  tick(nowUs: TimeUs): void {
    if (this.#unsettled === 'settling') return
    if (this.#unsettled === 'rows' && nowUs >= this.#settleAtUs) {
      this.#settle(nowUs)
      return
    }
    this.#withStore(nowUs, (store) => {
      const sinceUs = timeUs(Math.max(0, nowUs - GATHER_US))
      const rowsMax = this.#pending.size > BEHIND_ROWS ? ROWS_PER_TICK_BEHIND : ROWS_PER_TICK
      if (!this.#write(store, { sinceUs, rowsMax, nowUs })) this.#prune(store, nowUs)
    })
    this.#tellLeftOut(nowUs)
  }

  /** Writes all that waits and closes the file. */
  close(nowUs: TimeUs): void {
    this.#retryAtUs = 0
    this.#withStore(nowUs, (store) => {
      while (this.#write(store, { sinceUs: nowUs, rowsMax: ROWS_PER_STEP_AT_CLOSE, nowUs }));
    })
    if (this.#pending.size > 0) {
      this.#options.log.error('history ends with rows that could not be written', {
        rows: this.#pending.size,
      })
    }
    this.#closeStore()
  }

  #enter(market: MarketIdentity | undefined): void {
    if (market === undefined) {
      this.#market = undefined
      return
    }
    const { venueName, environment } = market
    const instanceId = environment === 'paper' ? market.instanceId : ''
    const before = this.#market
    this.#entered = false
    if (
      before?.venueName === venueName &&
      before.environment === environment &&
      before.instanceId === instanceId
    )
      return
    this.#market = { venueName, environment, instanceId }
    this.#marketTimeUs = undefined
    this.#tradeIds.clear()
  }

  #isNewTrade(series: Series, tradeId: string, nowUs: TimeUs): boolean {
    const name = seriesName(series)
    let ids = this.#tradeIds.get(name)
    if (ids === undefined) {
      ids = new Set(this.#withStore(nowUs, (store) => store.tradeIds(series)))
      this.#tradeIds.set(name, ids)
    }
    if (ids.has(tradeId)) return false
    ids.add(tradeId)
    if (ids.size > TRADE_IDS_MAX) {
      for (const oldest of ids) {
        ids.delete(oldest)
        break
      }
    }
    return true
  }

  /** False when there was nothing to write. */
  #write(store: HistoryStore, what: { sinceUs: TimeUs; rowsMax: number; nowUs: TimeUs }): boolean {
    if (!this.#entered && this.#market !== undefined) {
      store.enter(this.#market, what.nowUs)
      this.#entered = true
    }
    const batch = this.#pending.due(what)
    if (batch.length === 0) return false
    store.write(batch, what.nowUs)
    this.#pending.written(batch)
    this.#unsettled = 'rows'
    this.#worksAgain()
    return true
  }

  /** On threads of Node's pool; the ticks of the core go on meanwhile. */
  #settle(nowUs: TimeUs): void {
    const store = this.#store
    this.#settleAtUs = nowUs + SETTLE_EVERY_US
    this.#unsettled = 'settling'
    const done = (then: () => void) => () => {
      // A file that was closed meanwhile is no longer ours to speak of.
      if (this.#store === store) then()
    }
    store?.settle().then(
      done(() => (this.#unsettled = 'nothing')),
      (error: unknown) => {
        done(() => this.#failed(error, nowUs))()
      },
    )
  }

  #prune(store: HistoryStore, nowUs: TimeUs): void {
    if (nowUs < this.#pruneAtUs || this.#market === undefined || this.#marketTimeUs === undefined) return
    const more = store.prune({ market: this.#market, marketTimeUs: this.#marketTimeUs, nowUs })
    if (!more) this.#pruneAtUs = nowUs + PRUNE_EVERY_US
  }

  /** Undefined when the file cannot be used now. */
  #withStore<T>(nowUs: TimeUs, work: (store: HistoryStore) => T): T | undefined {
    if (nowUs < this.#retryAtUs) return undefined
    try {
      this.#store ??= this.#openStore(nowUs)
      return work(this.#store)
    } catch (error) {
      this.#failed(error, nowUs)
      return undefined
    }
  }

  #openStore(nowUs: TimeUs): HistoryStore {
    this.#entered = false
    try {
      return this.#open(this.#options.file)
    } catch (error) {
      if (!(error instanceof UnusableHistory) || this.#wasSetAside) throw error
      this.#setAside(error, nowUs)
      return this.#open(this.#options.file)
    }
  }

  #closeStore(): void {
    this.#store?.close()
    this.#store = undefined
    this.#unsettled = 'nothing'
  }

  #failed(error: unknown, nowUs: TimeUs): void {
    this.#closeStore()
    this.#retryAtUs = nowUs + RETRY_US
    let cause = error
    if (isDamage(error) && !this.#wasSetAside) {
      try {
        this.#setAside(new UnusableHistory('damaged', messageOf(error)), nowUs)
        this.#retryAtUs = 0
        return
      } catch (inTheWay) {
        cause = inTheWay
      }
    }
    if (this.#isTroubled) return
    this.#isTroubled = true
    const text = messageOf(cause)
    this.#options.log.error('history cannot be written', { file: this.#options.file, text })
    this.#options.onTrouble(text)
  }

  /** Once in a run: a second file that goes bad says that it is not the file. */
  #setAside({ kind, message }: UnusableHistory, nowUs: TimeUs): void {
    this.#wasSetAside = true
    const keptAs = setHistoryAside(this.#options.file, kind, nowUs)
    const { file } = this.#options
    this.#options.log.warn('history begins anew; the old file is kept', { file, keptAs, text: message })
  }

  #tellLeftOut(nowUs: TimeUs): void {
    const { leftOut } = this.#pending
    if (leftOut === this.#toldLeftOut || nowUs < this.#tellAtUs) return
    this.#toldLeftOut = leftOut
    this.#tellAtUs = nowUs + TELL_EVERY_US
    this.#options.log.warn('history leaves out what finds no room in memory', { leftOut })
  }

  #worksAgain(): void {
    if (!this.#isTroubled) return
    this.#isTroubled = false
    this.#options.log.info('history is written again')
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.+$/, '')
}
