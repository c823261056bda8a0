// What may go wrong with a frame between an exchange and its reader, drawn from a seeded stream: frames that arrive twice,
// late, in another order or never, pieces of an old session, and bytes and values that are wrong. Each mutation says what
// arrives in the place of one frame.
import { marketVenueBinary } from '../../shared/venue-wire/binary-frame.ts'
import { marketVenueFrames } from '../../shared/venue-wire/frame.ts'
import type { MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import { wireOf, type Messages, type Wire } from './recorded-session.testing.ts'

/** Numbers from a seed; the same seed gives the same ones (mulberry32). */
export class SeededRandom {
  #state: number

  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e37_79b1)
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b_79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }

  below(count: number): number {
    return Math.floor(this.next() * count)
  }

  oneOf<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!
  }
}

/** Of the frame's way: nothing in it is changed. */
export const DELIVERIES = [
  'lost',
  'twice',
  'swapped',
  'late',
  'oldFrames',
  'oldRun',
  'silence',
  'linkLost',
] as const
/** Of the frame's bytes or values. */
export const CHANGES = [
  'flip',
  'cut',
  'hole',
  'noise',
  'giant',
  'otherEncoding',
  'unknownInstrument',
  'badSize',
  'farPrice',
  'otherSize',
] as const
export type Delivery = (typeof DELIVERIES)[number]
export type Change = (typeof CHANGES)[number]

const GIANT = new Uint8Array(10 * 1024 * 1024).fill(0x20)
const NAMES = ['H100Z29', '', '__proto__', 'constructor', 'é', 'x'.repeat(41), '"']
const BAD_SIZES = [-1, -7, 1.5, 2 ** 31, 2 ** 53, Number.NaN, '5', null, [5]]
const FAR = [-(2 ** 31), -1_000_000_000, -50_000, -1, 0, 1, 50_000, 999_999_999, 2 ** 31, 2 ** 53]

const parseText = marketVenueFrames()
const parseBinary = marketVenueBinary()

/** The frame after the change; its messages are those that a strict reader finds in it, none where there are none. */
export function changed(wire: Wire, change: Change, random: SeededRandom): Wire {
  switch (change) {
    case 'flip':
      return reread(wire, flipped(wire.bytes, random))
    case 'cut':
      return reread(wire, wire.bytes.subarray(0, random.below(wire.bytes.length)))
    case 'hole': {
      const from = random.below(wire.bytes.length)
      return reread(
        wire,
        Buffer.concat([wire.bytes.subarray(0, from), wire.bytes.subarray(from + 1 + random.below(8))]),
      )
    }
    case 'noise':
      return reread(
        wire,
        Uint8Array.from({ length: 1 + random.below(60) }, () => random.below(256)),
      )
    case 'giant':
      return { ...wire, bytes: GIANT, messages: [] }
    case 'otherEncoding':
      return { ...wire, isBinary: !wire.isBinary, messages: [] }
    case 'unknownInstrument': {
      const rename = (message: object): unknown => ({ ...message, instrument: random.oneOf(NAMES) })
      return rewritten(wire, random, { isOne: isAboutInstrument, change: rename })
    }
    case 'badSize':
      return releveled(wire, random, ([price]) => [price, random.oneOf(BAD_SIZES)])
    case 'farPrice':
      return releveled(wire, random, ([price, qty]) => [Number(price) + random.oneOf(FAR), qty])
    case 'otherSize':
      return releveled(wire, random, ([price]) => [price, random.below(40)])
  }
}

/** One to three bits, all in one place or anywhere. */
function flipped(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const near = random.below(bytes.length)
  const isNear = random.next() < 0.5
  for (let left = 1 + random.below(3); left > 0; left--) {
    const at = isNear ? Math.min(bytes.length - 1, near + random.below(4)) : random.below(bytes.length)
    copy[at]! ^= 1 << random.below(8)
  }
  return copy
}

function reread(wire: Wire, bytes: Uint8Array): Wire {
  const parsed = wire.isBinary ? parseBinary(bytes) : parseText(Buffer.from(bytes).toString())
  return { ...wire, bytes, messages: parsed.ok ? parsed.value : [] }
}

/** Changes one of these messages; a frame that has none is flipped instead. */
function rewritten<M extends MarketVenueMessage>(
  wire: Wire,
  random: SeededRandom,
  {
    isOne,
    change,
  }: {
    readonly isOne: (message: MarketVenueMessage) => message is M
    readonly change: (message: M) => unknown
  },
): Wire {
  const chosen = wire.messages.filter(isOne)
  if (chosen.length === 0) return reread(wire, flipped(wire.bytes, random))
  const one = random.oneOf(chosen)
  const messages = wire.messages.map((message) => (message === one ? change(one) : message)) as Messages
  return reread(wire, wireOf(messages, wire.isBinary).bytes)
}

type BookMessage = Extract<MarketVenueMessage, { type: 'delta' | 'snapshot' }>
type Level = readonly [price: unknown, qty: unknown]

/** One level of a book is changed or, in half of the cases, one more is added. */
function releveled(wire: Wire, random: SeededRandom, changeLevel: (level: Level) => Level): Wire {
  const change = (message: BookMessage): unknown => {
    const side = random.oneOf(['bids', 'asks'] as const)
    const levels: Level[] = [...message[side]]
    const level = changeLevel(levels.length === 0 ? [100, 1] : random.oneOf(levels))
    if (levels.length === 0 || random.next() < 0.5) levels.push(level)
    else levels[random.below(levels.length)] = level
    return { ...message, [side]: levels }
  }
  return rewritten(wire, random, { isOne: isBookMessage, change })
}

function isBookMessage(message: MarketVenueMessage): message is BookMessage {
  return message.type === 'delta' || message.type === 'snapshot'
}

function isAboutInstrument(
  message: MarketVenueMessage,
): message is MarketVenueMessage & { instrument: string } {
  return 'instrument' in message
}
