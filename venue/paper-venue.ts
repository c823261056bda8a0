// The paper exchange put together: the exchange, the simulated market that trades on it, and the journal that outlasts
// them. Opened by venue/main.ts for the gateway, and by tests without one.
// Invariants: what the journal holds is what the exchange did, in order; nobody is told of a command before it is
// written. Coming back replays commands into the exchange; the market goes on from its image and finds its orders.
import type { TimeUs } from '../shared/domain/brands.ts'
import { err, ok, type Result } from '../shared/domain/result.ts'
import { Exchange, type ExchangeImage, type ExchangeOptions } from './exchange/exchange.ts'
import { ExchangeRecorder } from './exchange-recorder.ts'
import { SESSION_HOURS, type SessionHours } from './exchange/session/session-hours.ts'
import type { GatewayListener, GatewayMarket, VenueParts } from './gateway/venue-port.ts'
import type { FolderState } from './journal/journal-folder.ts'
import type { VenueJournal } from './journal/venue-journal.ts'
import { HOUSE_ACCOUNTS } from './market/house.ts'
import { readMarketImage, type MarketImage } from './market/market-image.ts'
import { MarketSimulation, STEP_US, type MarketPace } from './market/market-simulation.ts'
import { INDEX_ROOTS } from './market/index-path.ts'
import type { GatewayFault } from './market/scenario/gateway-fault.ts'
import type { Scenario } from './market/scenario/read-scenario.ts'

/** Real time between two snapshots of a venue with a journal, milliseconds. */
const SNAPSHOT_MS = 60_000
/** The first snapshot of a new folder comes this long after the venue opened. */
const FIRST_SNAPSHOT_MS = 3_000

/** What a data folder's snapshots hold. */
export interface VenueImage {
  readonly version: 2
  readonly hours: SessionHours['name']
  readonly exchange: ExchangeImage
  readonly market: MarketImage
}

export interface PaperVenueOptions {
  readonly seed: number
  readonly startUs: TimeUs
  readonly hours: SessionHours['name']
  /** Venue seconds per real second: where the clock runs fast, agents look less often. 1 unless stated. */
  readonly speed?: number
  /** Names this run; ids that the exchange gives carry it. */
  readonly instanceId: string
  readonly scenario?: Scenario
  readonly onFault?: (fault: GatewayFault) => void
  /** Checked content of the store's snapshot. */
  readonly image?: VenueImage | undefined
  /** Absent: the venue forgets everything when it ends. */
  readonly store?: {
    readonly journal: VenueJournal
    readonly state: FolderState
    readonly nowMs: () => number
  }
}

export interface PaperVenue extends VenueParts {
  readonly exchange: Exchange
  readonly market: GatewayMarket
  readonly commit: () => void
  /** Plays the market more coarsely from here on; for long runs without people. */
  setPace(pace: MarketPace): void
  /** Ends the journal, with a snapshot. */
  close(): void
}

/** What a folder's snapshot says, checked; the error is a sentence that says what to do. */
export function readVenueImage(snapshot: unknown): Result<VenueImage | undefined, string> {
  if (snapshot === undefined) return ok(undefined)
  const { version, hours, market } = snapshot as Partial<VenueImage>
  if (version !== 2 || hours === undefined || !(hours in SESSION_HOURS)) {
    return err(
      'The data folder was written by another version of the venue; start this one with a folder of its own (--data).',
    )
  }
  const checked = readMarketImage(market)
  return checked.ok ? ok(snapshot as VenueImage) : err(checked.error)
}

/** The venue time that a folder has reached; a venue that comes back does not start before it. */
export function reachedUs({ records }: FolderState, image: VenueImage | undefined): TimeUs | undefined {
  return records.at(-1)?.nowUs ?? image?.exchange.floor.reachedUs
}

/** The run that a folder is of; undefined while it is empty. */
export function runIn(
  { records }: FolderState,
  image: VenueImage | undefined,
): Pick<PaperVenueOptions, 'hours' | 'instanceId' | 'startUs'> | undefined {
  if (image !== undefined)
    return {
      instanceId: image.exchange.names[0],
      hours: image.hours,
      startUs: image.exchange.floor.reachedUs,
    }
  const [first] = records
  if (first?.command.kind !== 'opened') return undefined
  const { run, hours } = first.command
  return { instanceId: run, hours, startUs: first.nowUs }
}

/** The exchange as its snapshot and the records after it left it; a new one where there is neither. */
export function recoverExchange(
  options: ExchangeOptions,
  { image, state }: { readonly image?: VenueImage | undefined; readonly state?: FolderState | undefined },
): Exchange {
  const exchange = image === undefined ? new Exchange(options) : Exchange.restore(image.exchange, options)
  for (const { command, nowUs } of state?.records ?? []) exchange.replay(command, nowUs)
  exchange.publishChanges()
  return exchange
}

/** Opens the venue, from its journal where it has one. Throws only for a bug; what is damaged was told before. */
export function openPaperVenue(options: PaperVenueOptions, listener: GatewayListener): PaperVenue {
  const { seed, startUs, store, image, scenario, onFault, instanceId: run } = options
  const recorder = new ExchangeRecorder(listener, store?.journal)
  const known = store === undefined ? undefined : runIn(store.state, image)
  const hours = SESSION_HOURS[known?.hours ?? options.hours]
  const exchange = recoverExchange(
    { startUs: known?.startUs ?? startUs, hours, run, listener: recorder },
    { image, state: store?.state },
  )
  recorder.isRecording = true
  if (known === undefined) recorder.executed({ kind: 'opened', run, hours: hours.name }, startUs)
  const simulation = new MarketSimulation({
    seed,
    startUs,
    port: exchange,
    stepUs: stepUsAt(options.speed ?? 1),
    ...(scenario === undefined ? {} : { scenario }),
    ...(image === undefined ? {} : { image: image.market }),
    ...(onFault === undefined ? {} : { onFault }),
  })
  if (image !== undefined) adoptFixings(simulation, exchange)
  else if (exchange.books.length > 0) clearHouse(exchange)
  simulation.start()
  const market = marketOf(simulation, exchange)
  const setPace = (pace: MarketPace): void => simulation.setPace(pace)
  if (store === undefined) {
    return { exchange, market, setPace, commit: () => undefined, close: () => undefined }
  }
  const { journal, nowMs } = store
  // Not while it opens: clients wait for that.
  let snapshotMs = nowMs() - (image === undefined ? SNAPSHOT_MS - FIRST_SNAPSHOT_MS : 0)
  const snapshot = (): void => {
    const now: VenueImage = {
      version: 2,
      hours: hours.name,
      exchange: exchange.capture(),
      market: simulation.capture(),
    }
    journal.snapshot(now)
    snapshotMs = nowMs()
  }
  return {
    exchange,
    market,
    setPace,
    commit: () => {
      journal.commit({ durable: recorder.takeConcernsClients() })
      if (journal.isSnapshotDue || nowMs() - snapshotMs >= SNAPSHOT_MS) snapshot()
    },
    close: () => {
      // The next start then replays nothing. Should it fail, the journal holds everything all the same.
      try {
        snapshot()
      } finally {
        journal.close()
      }
    },
  }
}

/** As many looks in a real second as at speed 1, so that the work does not grow with the speed; ten seconds at most. */
function stepUsAt(speed: number): number {
  return Math.round(Math.min(10_000_000, STEP_US * Math.max(1, speed)))
}

/** A venue that was killed before its first snapshot has orders of agents that nobody knows any more: they go. */
function clearHouse(exchange: Exchange): void {
  for (const { instrumentId } of exchange.books) {
    exchange.agentsAct(instrumentId, exchange.nowUs, (book) => {
      for (const account of Object.values(HOUSE_ACCOUNTS))
        book.massCancel({ account, reason: 'massCanceled' })
    })
  }
}

/** Fixings that were struck after the market's image was taken are in the exchange. */
function adoptFixings(simulation: MarketSimulation, exchange: Exchange): void {
  for (const root of INDEX_ROOTS) {
    for (const fixing of exchange.floor.fixings(root)) simulation.adoptFixing(fixing)
  }
}

function marketOf(simulation: MarketSimulation, exchange: Exchange): GatewayMarket {
  const { floor } = exchange
  return {
    get nowUs() {
      return simulation.nowUs
    },
    advanceTo: (nowUs) => simulation.advanceTo(nowUs),
    fixings: (root, from, to) =>
      simulation.fixings(root, from, to)?.map((fixing) => floor.fixingMessage(fixing)),
    latestFixings: () =>
      INDEX_ROOTS.flatMap((root) => {
        const fixing = simulation.latestFixing(root)
        return fixing === undefined ? [] : [floor.fixingMessage(fixing)]
      }),
    rate: () => floor.rateMessage(simulation.rate),
  }
}
