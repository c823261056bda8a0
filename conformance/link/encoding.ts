// The two encodings of the native wire, as this kit speaks them: what a frame holds and how one is written. Each
// message is checked against the published schemas after it was decoded, so that both encodings pass the same gate.
import {
  encodeBinary,
  joinBinary,
  marketVenueBinary,
  orderVenueBinary,
} from '../../shared/venue-wire/binary-frame.ts'
import { BINARY_SUBPROTOCOL, JSON_SUBPROTOCOL } from '../../shared/venue-wire/limits.ts'

export type EncodingName = 'json' | 'binary'
export type Channel = 'market' | 'orders'

/** Anything a client sends; a check may send what the protocol forbids. */
export interface Sent {
  readonly type: string
  readonly [field: string]: unknown
}

export interface Encoding {
  readonly name: EncodingName
  readonly subprotocol: string
  /** One frame of one message, or of several as the protocol packs them. */
  encode(messages: readonly Sent[]): string | Buffer
  /** The messages of a frame; throws an Error with a sentence when it holds none. */
  decode(channel: Channel, data: Buffer, isBinary: boolean): readonly unknown[]
}

export const jsonEncoding: Encoding = {
  name: 'json',
  subprotocol: JSON_SUBPROTOCOL,
  encode: (messages) => JSON.stringify(messages.length === 1 ? messages[0] : messages),
  decode: (_channel, data, isBinary) => {
    if (isBinary) throw new Error('a JSON session got a binary frame')
    const parsed: unknown = JSON.parse(data.toString('utf8'))
    return Array.isArray(parsed) ? (parsed as readonly unknown[]) : [parsed]
  },
}

const parsers = { market: marketVenueBinary(), orders: orderVenueBinary() } as const

export const binaryEncoding: Encoding = {
  name: 'binary',
  subprotocol: BINARY_SUBPROTOCOL,
  encode: (messages) => {
    const frames = messages.map((message) => encodeBinary(message))
    const [only] = frames
    return Buffer.from(frames.length === 1 && only !== undefined ? only : joinBinary(frames))
  },
  decode: (channel, data, isBinary) => {
    if (!isBinary) throw new Error('a binary session got a text frame')
    const frame = parsers[channel](data)
    if (frame.ok) return frame.value
    // A type that a newer venue added is passed over, with the frame that it came in.
    if (frame.error.kind === 'unknownType') return []
    throw new Error(frame.error.text)
  },
}

export const encodings: readonly Encoding[] = [jsonEncoding, binaryEncoding]
