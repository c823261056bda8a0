// Ordinary flow raises nothing, and what surveillance remembers is bounded, whatever comes.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import type { Side } from '../../shared/domain/order.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { ENDED_MAX, OPEN_MAX, OwnFlow } from './own-flow.ts'
import { OwnStory } from './own-story.testing.ts'
import { Recent } from './recent.ts'
import { WindowCount } from './window-count.ts'

/** What a quoting desk does next. */
interface QuoteStep {
  readonly kind: 'requote' | 'move' | 'fill' | 'wait'
  /** The middle of the new quotes. */
  readonly mid: number
  readonly side: Side
  /** Levels that a sweep takes. */
  readonly levels: number
}

const quoteStep: fc.Arbitrary<QuoteStep> = fc.record({
  kind: fc.constantFrom('requote', 'move', 'fill', 'fill', 'wait'),
  mid: fc.integer({ min: 300, max: 340 }),
  side: fc.constantFrom('buy', 'sell'),
  levels: fc.integer({ min: 1, max: 4 }),
})

/** Three offers are taken, the quotes move down, the fourth offer is taken, and everything is quoted anew. */
const MOVED_WITH_THE_MARKET: QuoteStep[] = [
  { kind: 'fill', mid: 318, side: 'sell', levels: 3 },
  { kind: 'move', mid: 300, side: 'buy', levels: 1 },
  { kind: 'fill', mid: 300, side: 'sell', levels: 1 },
  { kind: 'requote', mid: 300, side: 'buy', levels: 1 },
]

/** Quotes both sides in equal size at several levels, moves them with the market, and is filled where others come. */
class QuotingDesk {
  readonly story = new OwnStory()
  readonly #levels: number
  readonly #qty: number
  #quotes: Record<Side, readonly ClientOrderId[]> = { buy: [], sell: [] }
  #mid = 318

  constructor(levels: number, qty: number) {
    this.#levels = levels
    this.#qty = qty
    this.#requote(318)
  }

  step({ kind, mid, side, levels }: QuoteStep): void {
    switch (kind) {
      case 'requote':
        this.#requote(mid)
        break
      case 'move':
        this.#move(mid)
        break
      case 'fill':
        this.#fill(side, levels)
        break
      case 'wait':
        this.story.wait(5_000)
    }
  }

  /** Below the cancel ratio's minimum: fifty a minute. */
  #pace(): void {
    this.story.wait(2 * this.#levels * 1_200)
  }

  #requote(mid: number): void {
    this.story.cancels(...this.#quotes.buy, ...this.#quotes.sell)
    this.#mid = mid
    this.story.market(mid - 1, mid + 1)
    this.#quotes = { buy: this.#quote('buy'), sell: this.#quote('sell') }
    this.#pace()
  }

  #quote(side: Side): readonly ClientOrderId[] {
    return this.#prices(side).map((price) => this.story.rests(side, this.#qty, price))
  }

  #move(mid: number): void {
    this.#mid = mid
    for (const side of ['buy', 'sell'] as const) {
      for (const [nth, id] of this.#quotes[side].entries()) {
        this.story.moves(id, this.#prices(side)[nth] ?? mid)
      }
    }
    this.story.market(mid - 1, mid + 1)
    this.#pace()
  }

  /** The best orders of the side are taken, one after the other. */
  #fill(side: Side, levels: number): void {
    const taken = this.#quotes[side].slice(0, levels)
    for (const id of taken) this.story.fills(id, this.story.order(id).leavesQty)
    this.#quotes = { ...this.#quotes, [side]: this.#quotes[side].slice(taken.length) }
    this.story.wait(300)
  }

  #prices(side: Side): readonly number[] {
    const away = side === 'buy' ? -1 : 1
    return Array.from({ length: this.#levels }, (_, nth) => this.#mid + away * (1 + nth))
  }
}

describe('ordinary flow', () => {
  it('of a desk that quotes both sides never raises an alert', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 50 }),
        fc.array(quoteStep, { maxLength: 40 }),
        (levels, qty, steps) => {
          const desk = new QuotingDesk(levels, qty)
          for (const step of steps) desk.step(step)
          expect(desk.story.alerts).toEqual([])
        },
      ),
      { numRuns: 500, examples: [[4, 1, MOVED_WITH_THE_MARKET]] },
    )
  })
})

describe('memory', () => {
  it('of what happened is the newest, within time and number', () => {
    const step = fc.record({ afterUs: fc.nat(100), forgetUs: fc.option(fc.nat(300), { nil: undefined }) })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.array(step, { maxLength: 100 }), (max, steps) => {
        const recent = new Recent<{ readonly timeUs: ReturnType<typeof timeUs> }>(max)
        let model: number[] = []
        let nowUs = 1_000
        for (const { afterUs, forgetUs } of steps) {
          nowUs += afterUs
          recent.add({ timeUs: timeUs(nowUs) })
          model = [...model, nowUs].slice(-max)
          if (forgetUs === undefined) continue
          recent.forgetBefore(nowUs - forgetUs)
          model = model.filter((at) => at >= nowUs - forgetUs)
        }
        expect(recent.items.map((item) => item.timeUs)).toEqual(model)
      }),
    )
  })

  it('of a count has all of the window, and nothing older than a sixtieth more', () => {
    const windowMs = 60
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { maxLength: 100 }), (gapsUs) => {
        const count = new WindowCount(windowMs)
        const times: number[] = []
        let nowUs = 1_000_000
        for (const gapUs of gapsUs) {
          nowUs += gapUs
          times.push(nowUs)
          count.add(timeUs(nowUs))
        }
        const within = (us: number) => times.filter((at) => nowUs - at <= us).length
        const total = count.total(timeUs(nowUs))
        expect(total).toBeGreaterThanOrEqual(within(windowMs * 1_000))
        expect(total).toBeLessThanOrEqual(within(windowMs * 1_000 + 1_000))
      }),
    )
  })

  it('of a count survives a clock that is set back', () => {
    const count = new WindowCount(60_000)
    count.add(timeUs(200_000_000))
    expect(count.total(timeUs(100_000_000))).toBe(0)
  })

  it('of orders is bounded, open ones and ended ones, and the newest are the ones it has', () => {
    const flow = new OwnFlow()
    const story = new OwnStory()
    const ids = Array.from({ length: OPEN_MAX + 50 }, () => story.rests('buy', 1, 317))
    const moment = { nowUs: timeUs(story.nowUs), touch: {} }
    for (const id of ids) flow.take(story.order(id), moment)
    expect(flow.resting('buy').map(({ order }) => order.clientOrderId)).toEqual(ids.slice(-OPEN_MAX))
    story.cancels(...ids)
    for (const id of ids) flow.take(story.order(id), moment)
    expect(flow.resting('buy')).toEqual([])
    const known = ids.filter((id) => flow.order(id) !== undefined)
    expect(known).toEqual(ids.slice(-ENDED_MAX))
  })
})
