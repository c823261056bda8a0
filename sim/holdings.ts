// What the person lets this PC hold, as a story has it: prices as ticks from the middle of the market, times from the
// moment of asking. Drawn by steps.ts, told by tell.ts, turned into terms when the person asks.
import type { HeldTerms } from '../shared/domain/held-order.ts'
import type { Side } from '../shared/domain/order.ts'
import type { InstrumentId, TimeUs } from '../shared/domain/brands.ts'
import { priceTicks, qtyLots, timeUs } from '../shared/math/quantities.ts'
import type { Random } from '../venue/market/random.ts'

type TimeInForce = 'day' | 'gtc'

/** `gain` is so many ticks on the side of the middle where the order earns, `loss` on the other. */
export type Holding =
  | { readonly kind: 'oco'; readonly gain: number; readonly loss: number; readonly timeInForce: TimeInForce }
  | {
      readonly kind: 'bracket'
      /** Ticks that the entry pays up or sells down from the middle. */
      readonly entry: number
      readonly gain: number
      readonly loss: number
      readonly timeInForce: TimeInForce
    }
  | {
      readonly kind: 'trailingStop'
      readonly trail: number
      readonly protection: number
      readonly timeInForce: TimeInForce
    }
  | {
      readonly kind: 'sliced'
      readonly away: number
      readonly sliceQty: number
      readonly timeInForce: TimeInForce
    }
  | {
      readonly kind: 'twap'
      readonly away: number
      readonly inMs: number
      readonly forMs: number
      readonly slices: number
      readonly percent: number
    }

export interface Held {
  readonly side: Side
  readonly qty: number
  readonly holding: Holding
}

const KINDS = ['oco', 'bracket', 'trailingStop', 'sliced', 'twap'] as const
const SLICES_MAX = 5
const SLICE_MS = { least: 1_000, most: 3_000 }

export function drawHolding(random: Random, qty: number): Holding {
  const kind = KINDS[random.integer(0, KINDS.length - 1)] ?? 'oco'
  const timeInForce = random.chance(0.3) ? 'day' : 'gtc'
  const [gain, loss] = [random.integer(1, 6), random.integer(1, 5)]
  switch (kind) {
    case 'oco':
      return { kind, gain, loss, timeInForce }
    case 'bracket':
      return { kind, entry: random.integer(1 - loss, gain - 1), gain, loss, timeInForce }
    case 'trailingStop':
      return { kind, trail: random.integer(1, 4), protection: random.integer(0, 4), timeInForce }
    case 'sliced':
      return { kind, away: random.integer(-4, 4), sliceQty: random.integer(1, qty), timeInForce }
    case 'twap': {
      const slices = random.integer(1, Math.min(SLICES_MAX, qty))
      const sliceMs = random.integer(SLICE_MS.least, SLICE_MS.most)
      const [inMs, percent] = [random.integer(0, 2_000), random.integer(20, 100)]
      // A second more: the hand may be a moment late.
      return {
        kind,
        ...{ away: random.integer(-2, 5), inMs, forMs: slices * sliceMs + 1_000, slices, percent },
      }
    }
  }
}

export interface HoldingSetting {
  readonly instrumentId: InstrumentId
  /** The middle of its market, in ticks. */
  readonly middle: number
  readonly nowUs: TimeUs
}

/** As a window would ask for it. */
export function termsOf({ side, qty, holding }: Held, setting: HoldingSetting): HeldTerms {
  const { instrumentId, middle, nowUs } = setting
  const common = { instrumentId, side, orderQty: qtyLots(qty) }
  const up = side === 'buy' ? 1 : -1
  const at = (ticks: number) => priceTicks(middle + ticks)
  const inMs = (ms: number) => timeUs(nowUs + ms * 1_000)
  switch (holding.kind) {
    case 'oco': {
      const { kind, gain, loss, timeInForce } = holding
      return { kind, ...common, timeInForce, limitPrice: at(-up * gain), stopPrice: at(up * loss) }
    }
    case 'bracket': {
      const { kind, entry, gain, loss, timeInForce } = holding
      const exits = { targetPrice: at(up * gain), stopPrice: at(-up * loss) }
      return { kind, ...common, timeInForce, entryPrice: at(up * entry), ...exits }
    }
    case 'trailingStop': {
      const { kind, trail: trailTicks, protection: protectionTicks, timeInForce } = holding
      return { kind, ...common, timeInForce, trailTicks, protectionTicks }
    }
    case 'sliced': {
      const { kind, away, sliceQty, timeInForce } = holding
      return { kind, ...common, timeInForce, limitPrice: at(away), sliceQty: qtyLots(sliceQty) }
    }
    case 'twap': {
      const { kind, away, inMs: startMs, forMs, slices, percent: participationPercent } = holding
      const times = { startTimeUs: inMs(startMs), endTimeUs: inMs(startMs + forMs) }
      return { kind, ...common, ...times, limitPrice: at(up * away), slices, participationPercent }
    }
  }
}
