// The matching benches against npm nodejs-order-book: the same seeded flow to both books in the same process.
// Every argument of either side is built before the clock starts; opening orders are entered before it starts
// too.
// Compared: each side takes its own order options, or the name of the order to cancel; ours builds a report object for
// each event (accepted, trade, canceled) in a sink, changed levels noted; the peer returns its own report for each
// command. `mixed` and `feed` name our orders by number, as the gateway hands them to the core; `keyed` by
// the same string ids as the peer, through OrderRefs. Time is processor time of the process, garbage
// collection included. Before anything is timed both books play the flow and must show the same depth.

import { isDeepStrictEqual } from 'node:util'
import type { LevelDepth } from '../venue/matching/book-queries.ts'
import type { NewOrder } from '../venue/matching/matching-commands.ts'
import { OrderBook } from '../venue/matching/order-book.ts'
import { OrderRefs } from '../venue/matching/order-refs.ts'
import { type BenchRound, type BenchSides, defineBench, processorTimeMs } from './harness.ts'
import { type EnterStep, matchingFlow, type FlowOptions, type FlowStep } from './matching-flow.ts'
import {
  importPeerMatching,
  orderKey,
  peerMatchingName,
  type PeerOrderBook,
  peerStep,
} from './matching-peer.ts'
import { KeptReports, KeyedReportingSink, ReportingSink } from './matching-reports.ts'

/** About 2,500 orders within 50 ticks a side; 45 % cancels, 5 % crossing, the rest inserts that rest. */
const mixedFlow: FlowOptions = {
  seed: 20_260_101,
  opening: 2_000,
  steps: 100_000,
  cancelShare: 0.45,
  crossShare: 0.05,
  depthTicks: 50,
  youngCancelShare: 0,
}

/**
 * One quick instrument: inserts within 20 ticks, more near the touch, and most cancels of orders just
 * entered.
 */
const feedFlow: FlowOptions = {
  seed: 35_759,
  opening: 1_500,
  steps: 35_759,
  cancelShare: 0.44,
  crossShare: 0.06,
  depthTicks: 20,
  youngCancelShare: 0.8,
}

const unit = 'commands/s'

export const matchingMixed = defineBench({
  name: 'matching.mixed',
  unit,
  peerName: peerMatchingName,
  prepare: () => sides({ flow: mixedFlow, oursPasses: 20, peerPasses: 2, ours: numberedBook }),
})

export const matchingKeyed = defineBench({
  name: 'matching.keyed',
  unit,
  peerName: peerMatchingName,
  prepare: () => sides({ flow: mixedFlow, oursPasses: 20, peerPasses: 2, ours: keyedBook }),
})

export const matchingFeed = defineBench({
  name: 'matching.feed',
  unit,
  peerName: peerMatchingName,
  prepare: () => sides({ flow: feedFlow, oursPasses: 50, peerPasses: 5, ours: numberedBook }),
})

/** A book with nothing in it that plays steps of one flow by their position, and can show its depth. */
interface Player {
  readonly play: (from: number, to: number) => void
  /** Bids and asks, each `[price, qty]` best first. */
  readonly depth: () => { readonly bids: unknown; readonly asks: unknown }
}

interface Comparison {
  readonly flow: FlowOptions
  /**
   * How often a round plays the flow, on a new book each time, so that the rounds of both sides last alike.
   */
  readonly oursPasses: number
  readonly peerPasses: number
  readonly ours: (steps: readonly FlowStep[]) => () => Player
}

async function sides({ flow, oursPasses, peerPasses, ours }: Comparison): Promise<BenchSides> {
  const steps = matchingFlow(flow)
  const { OrderBook: PeerBook } = await importPeerMatching()
  const newOurs = ours(steps)
  const newPeer = peerBook(steps, () => new PeerBook())
  // Both live on until the last round, as books do for a session: V8 throws the code that it compiled for objects away
  // with the last of them, and would do so whenever the harness collects garbage between two rounds.
  const players = [newOurs(), newPeer()]
  const [oursDepth, peerDepth] = players.map((player) => {
    player.play(0, steps.length)
    return player.depth()
  })
  if (!isDeepStrictEqual(oursDepth, peerDepth))
    throw new Error('The two books disagree about the depth at the end.')
  const round = (open: () => Player, passes: number): BenchRound => {
    return () => commandsPerSecond({ open, passes, opening: flow.opening, end: steps.length })
  }
  return {
    ours: round(newOurs, oursPasses),
    peer: round(newPeer, peerPasses),
    dispose: () => {
      players.length = 0
    },
  }
}

interface Passes {
  readonly open: () => Player
  readonly passes: number
  readonly opening: number
  readonly end: number
}

function commandsPerSecond({ open, passes, opening, end }: Passes): number {
  let usedMs = 0
  for (let pass = 0; pass < passes; pass++) {
    const { play } = open()
    play(0, opening)
    const startedMs = processorTimeMs()
    play(opening, end)
    usedMs += processorTimeMs() - startedMs
  }
  return (passes * (end - opening) * 1000) / usedMs
}

function numberedBook(steps: readonly FlowStep[]): () => Player {
  const requests = steps.map((step) => (step.kind === 'cancel' ? step.orderRef : orderOf(step)))
  return () => {
    const book = new OrderBook(new ReportingSink())
    const play = (from: number, to: number): void => {
      for (let at = from; at < to; at++) {
        const request = requests[at]
        if (request === undefined) continue
        if (typeof request === 'number') book.cancel(request)
        else book.submit(request)
      }
    }
    return { play, depth: () => depthOf(book) }
  }
}

function keyedBook(steps: readonly FlowStep[]): () => Player {
  const entries = steps.map((step) => ({
    key: orderKey(step.orderRef),
    order: step.kind === 'cancel' ? undefined : orderOf(step),
  }))
  return () => {
    const refs = new OrderRefs()
    const book = new OrderBook(new KeyedReportingSink(refs))
    const play = (from: number, to: number): void => {
      for (let at = from; at < to; at++) {
        const entry = entries[at]
        if (entry === undefined) continue
        const { key, order } = entry
        if (order === undefined) book.cancel(refs.refOf(key))
        else book.submit(named(order, refs.take(key) ?? 0))
      }
    }
    return { play, depth: () => depthOf(book) }
  }
}

function peerBook(steps: readonly FlowStep[], newBook: () => PeerOrderBook): () => Player {
  const requests = steps.map(peerStep)
  return () => {
    const reports = new KeptReports()
    const book = newBook()
    const play = (from: number, to: number): void => {
      for (let at = from; at < to; at++) {
        const request = requests[at]
        if (request === undefined) continue
        reports.keep(typeof request === 'string' ? book.cancel(request) : book.limit(request))
      }
    }
    const depth: Player['depth'] = () => {
      const [asks, bids] = book.depth()
      return { bids, asks }
    }
    return { play, depth }
  }
}

function orderOf({ orderRef, side, limitPrice, orderQty, timeInForce }: EnterStep): NewOrder {
  return { orderRef, account: 0, side, orderType: 'limit', timeInForce, limitPrice, orderQty }
}

function named(order: NewOrder, orderRef: number): NewOrder {
  const { account, side, orderType, timeInForce, limitPrice = 0, orderQty } = order
  return { orderRef, account, side, orderType, timeInForce, limitPrice, orderQty }
}

function depthOf(book: OrderBook): ReturnType<Player['depth']> {
  const priceAndQty = ([price, qty]: LevelDepth): [number, number] => [price, qty]
  return { bids: book.levels('buy').map(priceAndQty), asks: book.levels('sell').map(priceAndQty) }
}
