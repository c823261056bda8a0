// What a run is made of: people and other traders who act, and things that go wrong, each at its moment. Drawn from a seed,
// independent of what happens, so that any part of a story can be told again without the rest. `pick` chooses among what
// there is at that moment.
import type { Side, TimeInForce } from '../shared/domain/order.ts'
import type { TimeUs } from '../shared/domain/brands.ts'
import { timeUs } from '../shared/math/quantities.ts'
import type { TradeAmendment } from '../venue/market/exchange-port.ts'
import { createRandom, type Random } from '../venue/market/random.ts'
import type { DiskFault } from './disk.ts'
import type { Survival } from './exchange-log.ts'
import { drawHolding, type Held } from './holdings.ts'
import { CLOSING_CALL_US, MORNING_US, TRADED } from './instruments.ts'
import type { Direction, SessionName } from './line.ts'
import type { Spoiling } from './network.ts'

export type Act =
  | {
      readonly kind: 'place'
      readonly instrument: number
      readonly side: Side
      /** Ticks from the middle of the market; a market order where it is absent. */
      readonly away?: number
      readonly qty: number
      readonly timeInForce: Extract<TimeInForce, 'day' | 'gtc' | 'ioc' | 'fok'>
    }
  | { readonly kind: 'replace'; readonly pick: number; readonly away: number; readonly qty: number }
  | { readonly kind: 'cancel'; readonly pick: number }
  | { readonly kind: 'cancelAll'; readonly instrument?: number; readonly side?: Side }
  | { readonly kind: 'flatten'; readonly instrument: number }
  | { readonly kind: 'reconcile' }
  | { readonly kind: 'stopTrading' }
  | { readonly kind: 'rearmTrading' }
  | { readonly kind: 'rearmThrottle' }
  | { readonly kind: 'cancelOnDisconnect'; readonly isOn: boolean }
  | ({ readonly kind: 'hold'; readonly instrument: number } & Held)
  | { readonly kind: 'pauseHeld'; readonly pick: number }
  | { readonly kind: 'resumeHeld'; readonly pick: number }
  | { readonly kind: 'cancelHeld'; readonly pick: number }
  | { readonly kind: 'othersTrade'; readonly instrument: number; readonly side: Side; readonly qty: number }
  | { readonly kind: 'othersQuote'; readonly instrument: number; readonly side: Side; readonly qty: number }
  /** The connection breaks; so many frames of each direction still arrive, and not everyone is told. */
  | {
      readonly kind: 'cut'
      readonly session: SessionName
      readonly upKept: number
      readonly downKept: number
      readonly tells: 'both' | 'near' | 'far'
    }
  | { readonly kind: 'strand'; readonly session: SessionName; readonly ms: number }
  | {
      readonly kind: 'stall'
      readonly session: SessionName
      readonly direction: Direction
      readonly ms: number
    }
  | ({ readonly kind: 'spoil' } & Spoiling)
  | { readonly kind: 'slowNetwork'; readonly byMs: number; readonly forMs: number }
  | { readonly kind: 'deafNetwork'; readonly forMs: number }
  | { readonly kind: 'disk'; readonly fault: DiskFault }
  /** The terminal dies, at once or after so many more requests have left. */
  | { readonly kind: 'crash'; readonly afterSending: number }
  | {
      readonly kind: 'exchangeEnds'
      readonly survival: Survival
      readonly downMs: number
      readonly inCommit?: 'before' | 'after'
    }
  | { readonly kind: 'exchangeDisconnects'; readonly channel: 'market' | 'orders' | 'all' }
  | { readonly kind: 'exchangeSilent'; readonly seconds: number }
  | { readonly kind: 'exchangeHalts'; readonly instrument: number; readonly seconds: number }
  /** It cancels (busts) or corrects the trades of the last so many seconds. */
  | {
      readonly kind: 'exchangeAmends'
      readonly instrument: number
      readonly seconds: number
      readonly change: TradeAmendment['change']
    }

/** What the person at the terminal does. */
export type PersonsAct = Extract<
  Act,
  {
    kind:
      | 'place'
      | 'replace'
      | 'cancel'
      | 'cancelAll'
      | 'flatten'
      | 'reconcile'
      | 'stopTrading'
      | 'rearmTrading'
      | 'rearmThrottle'
      | 'cancelOnDisconnect'
      | 'hold'
      | 'pauseHeld'
      | 'resumeHeld'
      | 'cancelHeld'
  }
>

export type Step = Act & { readonly atMs: number }

/** How a terminal that died comes back. */
export interface Restart {
  readonly afterMs: number
  /** How far its machine's clock is ahead then. */
  readonly clockAheadMs: number
}

export interface Story {
  /** Also decides the time that frames take. */
  readonly seed: number
  readonly startUs: TimeUs
  /** It goes on past the close of the day, which trades in an auction and ends day orders. */
  readonly seesClose: boolean
  readonly steps: readonly Step[]
}

const STEPS = { least: 8, most: 50 }
const BOOKS = TRADED.length
const HOUR_MS = 3_600_000
const SESSIONS = ['orders', 'orders', 'orders', 'market'] as const
const SIDES = ['buy', 'sell'] as const

type Drawn = readonly (readonly [weight: number, draw: (random: Random) => Act])[]

/** What people and other traders do, with how often it is drawn. */
const DEEDS: Drawn = [
  [26, place],
  [8, (random) => ({ kind: 'replace', pick: pick(random), away: away(random), qty: random.integer(1, 30) })],
  [9, (random) => ({ kind: 'cancel', pick: pick(random) })],
  [3, cancelAll],
  [2, (random) => ({ kind: 'flatten', instrument: random.integer(0, BOOKS - 1) })],
  [1, () => ({ kind: 'reconcile' })],
  [0.5, () => ({ kind: 'stopTrading' })],
  [1.5, () => ({ kind: 'rearmTrading' })],
  [1, () => ({ kind: 'rearmThrottle' })],
  [1, (random) => ({ kind: 'cancelOnDisconnect', isOn: random.chance(0.6) })],
  [10, hold],
  [2, (random) => ({ kind: 'pauseHeld', pick: pick(random) })],
  [7, (random) => ({ kind: 'resumeHeld', pick: pick(random) })],
  [2, (random) => ({ kind: 'cancelHeld', pick: pick(random) })],
  [28, (random) => ({ kind: 'othersTrade', ...atMarket(random) })],
  [14, (random) => ({ kind: 'othersQuote', ...atMarket(random) })],
]

/** What goes wrong. */
const FAULTS: Drawn = [
  [7, cut],
  [3, (random) => ({ kind: 'strand', session: oneOf(random, SESSIONS), ms: random.integer(10, 9_000) })],
  [5, (random) => ({ kind: 'stall', ...somewhere(random), ms: random.integer(100, 7_000) })],
  [4, spoil],
  [
    2,
    (random) => ({ kind: 'slowNetwork', byMs: random.integer(50, 2_500), forMs: random.integer(500, 8_000) }),
  ],
  [1, (random) => ({ kind: 'deafNetwork', forMs: random.integer(500, 6_000) })],
  [5, (random) => ({ kind: 'disk', fault: diskFault(random) })],
  [4, (random) => ({ kind: 'crash', afterSending: random.chance(0.5) ? 0 : random.integer(1, 4) })],
  [3, exchangeEnds],
  [2, (random) => ({ kind: 'exchangeDisconnects', channel: oneOf(random, ['market', 'orders', 'all']) })],
  [1, (random) => ({ kind: 'exchangeSilent', seconds: random.integer(1, 6) })],
  [
    1,
    (random) => ({
      kind: 'exchangeHalts',
      instrument: random.integer(0, BOOKS - 1),
      seconds: random.integer(1, 5),
    }),
  ],
  [4, exchangeAmends],
]

/** Kinds of faults in one story: few, so that each gets far before the next thing breaks. */
const FAULT_KINDS_MAX = 4

export function drawStory(seed: number): Story {
  const random = createRandom(seed, 0)
  const count = random.integer(STEPS.least, STEPS.most)
  // Some runs are hasty, some slow enough for every timeout.
  const meanMs = oneOf(random, [15, 80, 400, 900])
  const faults = Array.from({ length: random.integer(1, FAULT_KINDS_MAX) }, () => weighted(random, FAULTS))
  const faultShare = oneOf(random, [0.08, 0.15, 0.3])
  // Some trade in one book only, where orders meet more often.
  const [books, firstBook] = [random.integer(1, BOOKS), random.integer(0, BOOKS - 1)]
  const inBooks = (act: Act): Act =>
    'instrument' in act ? { ...act, instrument: (firstBook + (act.instrument % books)) % BOOKS } : act
  const steps: Step[] = []
  let atMs = 600
  for (let nth = 0; nth < count; nth++) {
    atMs += Math.round(Math.min(5_000, random.exponential(meanMs)))
    const draw = random.chance(faultShare) ? oneOf(random, faults) : weighted(random, DEEDS)
    steps.push({ ...inBooks(draw(random)), atMs })
  }
  const seesClose = random.chance(0.05)
  const beforeCallUs = random.integer(1, 8_000_000)
  const startUs = seesClose ? timeUs(CLOSING_CALL_US - beforeCallUs) : MORNING_US
  return { seed, startUs, seesClose, steps }
}

/** The nth restart of a story's terminal, drawn apart so that it stays when steps are left out. */
export function restartOf(seed: number, nth: number): Restart {
  const random = createRandom(seed, 100 + nth)
  return {
    afterMs: random.integer(1, 3_000),
    clockAheadMs: random.chance(0.7) ? 0 : random.integer(-HOUR_MS, HOUR_MS),
  }
}

function weighted(random: Random, drawn: Drawn): (random: Random) => Act {
  const weight = drawn.reduce((sum, [share]) => sum + share, 0)
  let left = random.uniform() * weight
  for (const [share, draw] of drawn) {
    left -= share
    if (left < 0) return draw
  }
  return place
}

function place(random: Random): Act {
  const { instrument, side, qty } = atMarket(random)
  const timeInForce = oneOf(random, ['day', 'day', 'gtc', 'gtc', 'ioc', 'fok'] as const)
  const isMarket = random.chance(0.1)
  return isMarket
    ? { kind: 'place', instrument, side, qty, timeInForce: 'ioc' }
    : { kind: 'place', instrument, side, away: away(random), qty, timeInForce }
}

function hold(random: Random): Act {
  const { instrument, side, qty } = atMarket(random)
  return { kind: 'hold', instrument, side, qty, holding: drawHolding(random, qty) }
}

function cancelAll(random: Random): Act {
  return {
    kind: 'cancelAll',
    ...(random.chance(0.5) ? { instrument: random.integer(0, BOOKS - 1) } : {}),
    ...(random.chance(0.3) ? { side: oneOf(random, SIDES) } : {}),
  }
}

function cut(random: Random): Act {
  return {
    kind: 'cut',
    session: oneOf(random, SESSIONS),
    upKept: random.integer(0, 3),
    downKept: random.integer(0, 3),
    tells: oneOf(random, ['both', 'both', 'near', 'far']),
  }
}

function spoil(random: Random): Act {
  const how = oneOf(random, ['lose', 'double'] as const)
  return { kind: 'spoil', ...somewhere(random), how, lastsMs: random.integer(0, 2_000) }
}

function diskFault(random: Random): DiskFault {
  const isWritten = random.chance(0.5)
  const what = oneOf<DiskFault['what']['kind']>(random, ['slow', 'slow', 'full', 'crash', 'crash', 'crash'])
  return {
    afterAppends: random.integer(0, 6),
    what: what === 'slow' ? { kind: 'slow', ms: random.integer(20, 6_000) } : { kind: what, isWritten },
  }
}

function exchangeEnds(random: Random): Act {
  const survival = oneOf(random, ['written', 'written', 'durable', 'durable', 'nothing'] as const)
  const inCommit = oneOf(random, [undefined, 'before', 'after'] as const)
  const downMs = random.integer(1, 4_000)
  return { kind: 'exchangeEnds', survival, downMs, ...(inCommit === undefined ? {} : { inCommit }) }
}

function exchangeAmends(random: Random): Act {
  const change = random.chance(0.5)
    ? ({ kind: 'cancel' } as const)
    : {
        ...({ kind: 'correct', ticks: random.integer(-3, 3) } as const),
        ...(random.chance(0.5) ? { lots: random.integer(1, 10) } : {}),
      }
  const instrument = random.integer(0, BOOKS - 1)
  return { kind: 'exchangeAmends', instrument, seconds: random.integer(1, 20), change }
}

function atMarket(random: Random): {
  readonly instrument: number
  readonly side: Side
  readonly qty: number
} {
  return { instrument: random.integer(0, BOOKS - 1), side: oneOf(random, SIDES), qty: random.integer(1, 20) }
}

function somewhere(random: Random): { readonly session: SessionName; readonly direction: Direction } {
  return { session: oneOf(random, SESSIONS), direction: oneOf(random, ['up', 'down']) }
}

function away(random: Random): number {
  return random.integer(-4, 4)
}

function pick(random: Random): number {
  return random.integer(0, 1_000)
}

function oneOf<T>(random: Random, values: readonly T[]): T {
  return values[random.integer(0, values.length - 1)] as T
}
