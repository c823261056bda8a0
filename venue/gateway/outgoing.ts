// A message on its way to clients, encoded at most once per encoding however many clients read it, and the two
// encodings, which join messages into frames within the protocol's limits.
import { encodeBinary, joinBinary } from '../../shared/venue-wire/binary-frame.ts'
import { BINARY_SUBPROTOCOL, JSON_SUBPROTOCOL, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import type { OrderVenueMessage } from '../../shared/venue-wire/order-messages.ts'
import { webSocketFrame, webSocketTextFrame } from './web-socket-frame.ts'

export class Outgoing<M extends MarketVenueMessage | OrderVenueMessage = MarketVenueMessage> {
  readonly type: M['type']
  #message: M | undefined
  #text: string | undefined
  #bytes: Uint8Array | undefined

  constructor(message: M) {
    this.type = message.type
    this.#message = message
  }

  /** A message that is JSON already; it is read again only for the binary encoding. */
  static ofText<M extends MarketVenueMessage | OrderVenueMessage>(
    type: M['type'],
    text: string,
  ): Outgoing<M> {
    const outgoing = new Outgoing<M>({ type } as M)
    outgoing.#message = undefined
    outgoing.#text = text
    return outgoing
  }

  get message(): M {
    return (this.#message ??= JSON.parse(this.text) as M)
  }

  get text(): string {
    return (this.#text ??= JSON.stringify(this.#message))
  }

  get bytes(): Uint8Array {
    return (this.#bytes ??= encodeBinary(this.message))
  }
}

export type AnyOutgoing = Outgoing<MarketVenueMessage | OrderVenueMessage>

export interface WireEncoding {
  readonly name: 'json' | 'binary'
  readonly subprotocol: string
  /** About how large the message is on the wire; encodes it. */
  readonly sizeOf: (message: AnyOutgoing) => number
  /** The messages in order as WebSocket frames, as few as the limits allow. */
  readonly frames: (messages: readonly AnyOutgoing[]) => Buffer[]
}

/** A character is at most three bytes of UTF-8, so a text of this length is never too large. */
const FRAME_CHARS_MAX = Math.floor(WIRE_LIMITS.venueFrameBytesMax / 3)
/** Room for the header of the array. */
const FRAME_BYTES_MAX = WIRE_LIMITS.venueFrameBytesMax - 8

export const jsonEncoding: WireEncoding = {
  name: 'json',
  subprotocol: JSON_SUBPROTOCOL,
  sizeOf: ({ text }) => text.length,
  frames: (messages) => {
    const texts = messages.map(({ text }) => text)
    return runsOf(texts, FRAME_CHARS_MAX).map((run) =>
      webSocketTextFrame(run.length === 1 ? (run[0] ?? '') : `[${run.join(',')}]`),
    )
  },
}

export const binaryEncoding: WireEncoding = {
  name: 'binary',
  subprotocol: BINARY_SUBPROTOCOL,
  sizeOf: ({ bytes }) => bytes.length,
  frames: (messages) => {
    const parts = messages.map(({ bytes }) => bytes)
    return runsOf(parts, FRAME_BYTES_MAX).map((run) => {
      const [only] = run
      return webSocketFrame(run.length === 1 && only !== undefined ? only : joinBinary(run))
    })
  },
}

/** Cuts the messages into runs that fit a frame each; one that is too large by itself is a run of its own. */
function runsOf<Part extends { readonly length: number }>(
  parts: readonly Part[],
  lengthMax: number,
): Part[][] {
  const runs: Part[][] = []
  let run: Part[] = []
  let length = 0
  for (const part of parts) {
    // A comma in JSON, nothing in MessagePack.
    const added = part.length + 1
    if (run.length === WIRE_LIMITS.messagesPerFrameMax || (run.length > 0 && length + added > lengthMax)) {
      runs.push(run)
      run = []
      length = 0
    }
    run.push(part)
    length += added
  }
  if (run.length > 0) runs.push(run)
  return runs
}
