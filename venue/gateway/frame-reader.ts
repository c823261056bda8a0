// How the frames that a client sends are read: one reader per channel and encoding, made once for all connections.
import type { Result } from '../../shared/domain/result.ts'
import { marketClientBinary, orderClientBinary } from '../../shared/venue-wire/binary-frame.ts'
import {
  marketClientFrames,
  orderClientFrames,
  type FrameError,
  type FrameParser,
} from '../../shared/venue-wire/frame.ts'
import type { MarketClientMessage } from '../../shared/venue-wire/market-messages.ts'
import type { OrderClientMessage } from '../../shared/venue-wire/order-messages.ts'
import type { WireEncoding } from './outgoing.ts'

/** Turns the payload of a frame into checked messages, or says what is wrong with it. */
export type FrameReader<M> = (payload: Buffer) => Result<readonly M[], FrameError>

export interface FrameReaders {
  readonly market: (encoding: WireEncoding) => FrameReader<MarketClientMessage>
  readonly orders: (encoding: WireEncoding) => FrameReader<OrderClientMessage>
}

export function frameReaders(): FrameReaders {
  const market = { json: textReader(marketClientFrames()), binary: marketClientBinary() }
  const orders = { json: textReader(orderClientFrames()), binary: orderClientBinary() }
  return { market: ({ name }) => market[name], orders: ({ name }) => orders[name] }
}

function textReader<M>(parse: FrameParser<M>): FrameReader<M> {
  return (payload) => parse(payload.toString('utf8'))
}
