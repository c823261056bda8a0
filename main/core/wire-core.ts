// Puts journal, state, sessions and loop together over the world they are given: the machine's (create-core.ts), or one in
// which time, network and disk are simulated. Invariant: what a core does with its orders is decided in here, so that both
// worlds drive the same one.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Journal } from '../journal/journal.ts'
import { LinkedMarketSession } from '../session/link/market-session.ts'
import { LinkedOrderSession } from '../session/link/order-session.ts'
import type { OpenSocket } from '../session/link/venue-link.ts'
import { nativeMarket } from '../session/native/native-market.ts'
import { nativeOrders } from '../session/native/native-orders.ts'
import type { VenueCredentials } from '../session/venue-contract.ts'
import { CoreLoop, type CoreEdges } from './core-loop.ts'
import type { DeskState } from './desk-state.ts'
import type { JournalRecord } from './journal-records.ts'
import type { RecoveredDesk } from './recovered-desk.ts'

const TICK_MS = 100

/** Where what happens goes. */
export type CoreJournal = Pick<Journal<JournalRecord>, 'append' | 'head'>

export interface CoreWorld extends Omit<CoreEdges, 'append'> {
  /** What the journal holds, every record taken. */
  readonly recovered: RecoveredDesk
  readonly credentials: VenueCredentials
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

/** A core on what was recovered; it does nothing before it is started and told where to connect. */
export function wireCore(world: CoreWorld): WiredCore {
  const { clock, log, recovered: desk, credentials, journal, openSocket } = world
  const { anchors } = desk
  const state = desk.finish()
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
