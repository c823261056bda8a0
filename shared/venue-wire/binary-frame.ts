// The binary encoding of the native wire: the same messages as MessagePack arrays. A frame is one message, an array
// whose first element is its type number, or several messages, an array of such arrays applied in order. What is
// decoded goes through the same checks as JSON; bad bytes are answered with a value, never an exception.
import { Decoder, Encoder } from '@msgpack/msgpack'
import { assert } from '../domain/assert.ts'
import { err, type Result } from '../domain/result.ts'
import { messageLayout, type Layout } from './binary-layout.ts'
import { messageChecker, type FrameError, type MessageOf, type Schemas } from './frame.ts'
import { WIRE_LIMITS } from './limits.ts'
import { marketClientMessages, marketVenueMessages } from './market-messages.ts'
import { messageNumbers } from './message-numbers.ts'
import { messagePackProblem } from './messagepack-form.ts'
import { orderClientMessages, orderVenueMessages } from './order-messages.ts'

/** Turns the bytes of a frame into the messages of one direction of one channel. */
export type BinaryFrameParser<M> = (bytes: Uint8Array) => Result<readonly M[], FrameError>

/** The layout of every message of the protocol by its type. */
export const messageLayouts: ReadonlyMap<string, Layout> = new Map(
  [marketClientMessages, marketVenueMessages, orderClientMessages, orderVenueMessages].flatMap(
    (schemas: Schemas) =>
      Object.entries(schemas).map(([type, schema]) => [type, messageLayout(schema)] as const),
  ),
)

const typeByNumber = new Map(Object.entries(messageNumbers).map(([type, number]) => [number, type]))

const encoder = new Encoder({ ignoreUndefined: true })

/** One message as a frame of its own. It must fit its schema. */
export function encodeBinary(message: { readonly type: string }): Uint8Array {
  const layout = messageLayouts.get(message.type)
  assert(layout !== undefined, `${message.type} is a message of the protocol`)
  return encoder.encode(layout.pack(message))
}

/** Joins frames of one message each into one frame; at most 65,535. */
export function joinBinary(messages: readonly Uint8Array[]): Uint8Array {
  const count = messages.length
  const header = count < 16 ? [0x90 | count] : [0xdc, count >> 8, count & 0xff]
  const frame = new Uint8Array(messages.reduce((sum, { length }) => sum + length, header.length))
  frame.set(header)
  let at = header.length
  for (const message of messages) {
    frame.set(message, at)
    at += message.length
  }
  return frame
}

/** Builds the parser of one direction; compile once at start, not per message. */
export function binaryFrameParser<S extends Schemas>(
  schemas: S,
  frameBytesMax: number,
): BinaryFrameParser<MessageOf<S>> {
  const check = messageChecker(schemas)
  const decoder = new Decoder()
  return (bytes) => {
    const bad = (text: string): ReturnType<BinaryFrameParser<MessageOf<S>>> =>
      err({ kind: 'badFrame', text, index: 0 })
    if (bytes.length > frameBytesMax) {
      const text = `${bytes.length} bytes; at most ${frameBytesMax} are read.`
      return err({ kind: 'frameTooLarge', text, index: 0 })
    }
    const problem = messagePackProblem(bytes)
    if (problem !== undefined) return bad(problem)
    const frame = decodeChecked(decoder, bytes)
    if (frame === undefined) return bad('The frame is not valid MessagePack.')
    const messages: readonly unknown[] = Array.isArray(frame[0]) || frame.length === 0 ? frame : [frame]
    if (messages.some((message) => !Array.isArray(message) || typeof message[0] !== 'number')) {
      return bad('A message is an array that begins with its type number.')
    }
    return check(messages.map((message) => unpacked(message as readonly unknown[])))
  }
}

function unpacked(message: readonly unknown[]): unknown {
  const type = typeByNumber.get(Number(message[0]))
  const layout = type === undefined ? undefined : messageLayouts.get(type)
  return layout === undefined ? { type: `number ${String(message[0])}` } : layout.unpack(message)
}

/** Undefined when the bytes are no array. The form was looked over before; what is left to fail is bad UTF-8. */
function decodeChecked(decoder: Decoder, bytes: Uint8Array): readonly unknown[] | undefined {
  try {
    const frame = decoder.decode(bytes)
    return Array.isArray(frame) ? frame : undefined
  } catch {
    return undefined
  }
}

export const marketClientBinary = (): BinaryFrameParser<MessageOf<typeof marketClientMessages>> =>
  binaryFrameParser(marketClientMessages, WIRE_LIMITS.clientFrameBytesMax)
export const marketVenueBinary = (): BinaryFrameParser<MessageOf<typeof marketVenueMessages>> =>
  binaryFrameParser(marketVenueMessages, WIRE_LIMITS.venueFrameBytesMax)
export const orderClientBinary = (): BinaryFrameParser<MessageOf<typeof orderClientMessages>> =>
  binaryFrameParser(orderClientMessages, WIRE_LIMITS.clientFrameBytesMax)
export const orderVenueBinary = (): BinaryFrameParser<MessageOf<typeof orderVenueMessages>> =>
  binaryFrameParser(orderVenueMessages, WIRE_LIMITS.venueFrameBytesMax)
