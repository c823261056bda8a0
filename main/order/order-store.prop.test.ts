// The model-based test of the order lifecycle: any story of requests, trades, trades canceled and corrected, cuts,
// repeats, reorderings, restarts of the terminal and of the venue, then a reconciliation; what we hold must be what the
// venue holds.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import { countedLots } from './fill-ledger.ts'
import { exposedQty } from './order-facts.ts'
import type { OrderStore } from './order-store.ts'
import { OrderStory, STEPS, type Sabotage, type StoryStep } from './order-story.testing.ts'
import type { WorkingQty } from './working-qty.ts'

const stepArbitrary: fc.Arbitrary<StoryStep> = fc.record({
  kind: fc.constantFrom(...STEPS),
  pick: fc.nat({ max: 6 }),
  qty: fc.integer({ min: 1, max: 50 }),
})

function tell(steps: readonly StoryStep[], sabotage?: Sabotage): void {
  const story = new OrderStory(sabotage)
  for (const step of steps) {
    story.step(step)
    expect(story.store.workingQty()).toEqual(recounted(story.store))
  }
  story.settle()
  const ours = [...story.store.openOrders(), ...story.store.finishedOrders(Infinity)]
  for (const order of ours) {
    const facts = story.store.facts(order.clientOrderId)!
    const venues = story.venue.order(order.clientOrderId)
    if (venues === undefined) {
      expect(['rejected', 'canceled', 'denied', 'filled']).toContain(order.status)
    } else {
      const open = venues.cumQty > 0 ? 'partiallyFilled' : 'working'
      expect(order.status).toBe(venues.ordStatus === 'working' ? open : venues.ordStatus)
      const { cumQty, leavesQty, orderQty, limitPrice } = venues
      expect(order).toMatchObject({ cumQty, leavesQty, orderQty, limitPrice })
      expect(facts.countedQty).toBe(cumQty)
    }
  }
  expect(story.venue.orders().filter((held) => story.store.order(held.clientOrderId) === undefined)).toEqual(
    [],
  )
  const fills = story.store.fillRows.all
  for (const fill of fills) {
    const { id, instanceId, states } = story.venue.trades.get(fill.execId)!
    // What a venue that forgot said last of a trade may never have been told.
    const said = instanceId === story.venue.instanceId ? states.slice(-1) : states
    expect(id).toBe(fill.clientOrderId)
    const counted = countedLots(fill)
    expect(said.some(({ qty, price }) => qty === counted && (qty === 0 || price === fill.lastPrice))).toBe(
      true,
    )
  }
  expect(new Set(fills.map((fill) => fill.execId)).size).toBe(fills.length)
  const replayed = story.replayed()
  expect(replayed.openOrders()).toEqual(story.store.openOrders())
  expect(replayed.finishedOrders(Infinity)).toEqual(story.store.finishedOrders(Infinity))
  expect(replayed.fillRows.all).toEqual(fills)
}

/** What may still trade, added up over all orders. */
function recounted(store: OrderStore): ReadonlyMap<InstrumentId, WorkingQty> {
  const working = new Map<InstrumentId, WorkingQty>()
  for (const { clientOrderId } of [...store.openOrders(), ...store.finishedOrders(Infinity)]) {
    const facts = store.facts(clientOrderId)!
    const { instrumentId, side } = facts.intent
    const qty = exposedQty(facts)
    if (qty === 0) continue
    const { buyQty, sellQty } = working.get(instrumentId) ?? { buyQty: 0, sellQty: 0 }
    const [buys, sells] = side === 'buy' ? [qty, 0] : [0, qty]
    working.set(instrumentId, { buyQty: buyQty + buys, sellQty: sellQty + sells })
  }
  return working
}

describe('any story of orders', () => {
  const steps = fc.array(stepArbitrary, { maxLength: 60, size: 'max' })

  it('ends, once reconciled, with the venue’s orders: none lost, none counted twice', () => {
    fc.assert(
      fc.property(steps, (story) => tell(story)),
      { numRuns: 1_000 },
    )
  })

  it.each(['renamesRepeats', 'resendsUnknown', 'mistakesBusts'] as const)(
    'is told apart from one with a planted bug: %s',
    (bug) => {
      const found = fc.check(
        fc.property(steps, (story) => tell(story, bug)),
        { numRuns: 1_000, seed: 7 },
      )
      expect(found.failed).toBe(true)
      expect(found.counterexample?.[0].length).toBeLessThanOrEqual(8)
    },
  )
})
