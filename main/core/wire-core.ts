// Puts journal, state, sessions and loop together over the world they are given: the machine's (create-core.ts), or one in
// which time, network and disk are simulated. Invariant: what a core does with its orders is decided in here, so that both
// worlds drive the same one.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Journal } from '../journal/journal.ts'
import type { RiskSettings } from '../risk/risk-settings.ts'
import { LinkedMarketSession } from '../session/link/market-session.ts'
import { LinkedOrderSession } from '../session/link/order-session.ts'
import type { OpenSocket } from '../session/link/venue-link.ts'
import { nativeMarket } from '../session/native/native-market.ts'
import { nativeOrders } from '../session/native/native-orders.ts'
import type { EdgeClock, VenueCredentials } from '../session/venue-contract.ts'
import { CoreLoop, type CoreEdges } from './core-loop.ts'
import { DayAnchors } from './day-anchors.ts'
import { DeskState } from './desk-state.ts'
import type { JournalRecord } from './journal-records.ts'
import { replay } from './order-desk.ts'

const TICK_MS = 100

/** What happened before, and where what happens goes. */
export type CoreJournal = Pick<Journal<JournalRecord>, 'append' | 'readAll' | 'head'>

export interface CoreWorld extends Omit<CoreEdges, 'append'> {
  /** Who is at the machine. */
  readonly user: string
  readonly credentials: VenueCredentials
  readonly riskSettings: RiskSettings
  readonly journal: CoreJournal
  /** After each look at what is overdue, ten times a second. */
  readonly ticked: (nowUs: TimeUs) => void
  /** The network, where it is another than the machine's. */
  readonly openSocket?: OpenSocket
}

export interface WiredCore {
  readonly state: DeskState
  readonly loop: CoreLoop
  /** Puts what was found open in doubt, and lets time pass. */
  start(): void
  stop(): void
}

/** A core that knows what its journal holds; it does nothing before it is started and told where to connect. */
export function wireCore(world: CoreWorld): WiredCore {
  const { clock, log, user, credentials, riskSettings, journal, openSocket } = world
  const state = new DeskState({ runName: runName(clock), user, nowUs: clock.nowUs() })
  state.riskSettings = riskSettings
  const anchors = new DayAnchors()
  replay(state, recordsOf(journal, anchors))
  const recovered = journal.head.seq
  log.info('journal read', { records: recovered, openOrders: state.orders.openCount })

  const loop = new CoreLoop(state, {
    ...world,
    append: (records) => {
      const nowUs = clock.nowUs()
      const anchor = anchors.due(journal.head, nowUs)
      journal.append(anchor === undefined ? records : [anchor, ...records], nowUs)
      if (anchor !== undefined) anchors.written(anchor)
    },
  })
  const network = openSocket === undefined ? {} : { openSocket }
  // Made before any address is known: what they compile is ready when the venue is found.
  loop.use({
    market: new LinkedMarketSession({
      adapter: nativeMarket(),
      clock,
      listener: (events, atUs) => {
        loop.marketEvents(events, atUs)
      },
      ...network,
    }),
    orders: new LinkedOrderSession({
      adapter: nativeOrders({
        credentials,
        cancelOnDisconnect: () => state.controls.cancelOnDisconnect,
        resumePoint: () => state.orders.resumePoint,
      }),
      clock,
      listener: (events, atUs) => {
        loop.orderEvents(events, atUs)
      },
      ...network,
    }),
  })
  let ticking: { cancel(): void } | undefined

  function tick(): void {
    loop.tick()
    world.ticked(clock.nowUs())
    ticking = clock.setTimer(TICK_MS, tick)
  }

  return {
    state,
    loop,
    start() {
      if (recovered > 0) loop.recovered()
      loop.limitsRead()
      tick()
    },
    stop() {
      ticking?.cancel()
      loop.disconnect()
    },
  }
}

function* recordsOf(journal: CoreJournal, anchors: DayAnchors): Generator<JournalRecord> {
  for (const { record } of journal.readAll()) {
    anchors.written(record)
    yield record
  }
}

/** Unique for ever: the start in milliseconds and 30 random bits, both in base 36. */
function runName(clock: EdgeClock): string {
  const startMs = Math.floor(clock.nowUs() / 1_000)
  const salt = Math.floor(clock.random() * 2 ** 30)
  return `${startMs.toString(36)}-${salt.toString(36).padStart(6, '0')}`
}
