// The frames of the wire bench, built before anything is measured: a market of 96 instruments in JSON or in binary.
import { assert } from '../shared/domain/assert.ts'
import {
  definitionsOf,
  encodeFrame,
  lehmer,
  nextDelta,
  openMarkets,
  snapshotOf,
  welcomeAt,
  type FlowMessage,
  type WireEncoding,
} from './market-flow.ts'

export interface WireFlow {
  readonly isBinary: boolean
  /** Frames of one message each, in base64, as all frames here. */
  readonly welcome: string
  readonly definitions: string
  readonly snapshots: readonly string[]
  readonly frames: readonly string[]
  /** Deltas in all frames. */
  readonly deltas: number
}

export interface WireFlowOptions {
  readonly seed: number
  readonly frames: number
  readonly deltasPerFrame: number
  readonly encoding: WireEncoding
}

const INSTRUMENTS = 96
const START_US = 1_780_000_000_000_000

export function wireFlow({ seed, frames, deltasPerFrame, encoding }: WireFlowOptions): WireFlow {
  const random = lehmer(seed)
  const markets = openMarkets(INSTRUMENTS, START_US)
  const write = (messages: readonly FlowMessage[]): string =>
    encodeFrame(messages, encoding).toString('base64')
  const snapshots = markets.map((market) => write([snapshotOf(market, START_US)]))
  const sent = Array.from({ length: frames }, (_, frame) =>
    write(
      Array.from({ length: deltasPerFrame }, (__, nth) => {
        const market = markets[Math.floor(random() * markets.length)]
        assert(market !== undefined, 'there are markets')
        return nextDelta(market, random, START_US + frame * 1_000 + nth)
      }),
    ),
  )
  return {
    isBinary: encoding === 'binary',
    welcome: write([welcomeAt(START_US)]),
    definitions: write([definitionsOf(markets, 1)]),
    snapshots,
    frames: sent,
    deltas: frames * deltasPerFrame,
  }
}
