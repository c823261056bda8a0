// The pattern as a story that raises exactly one alert, and what is near it and raises none.
import { describe, expect, it } from 'vitest'
import { surveillanceRules } from '../../shared/domain/surveillance.ts'
import { instrumentId } from '../../shared/math/quantities.ts'
import { layer, OwnStory, sells, told, type Tell } from './own-story.testing.ts'

describe('layering', () => {
  it('raises one alert with its evidence when most of the layer goes after the trade on the other side', () => {
    const story = new OwnStory()
    const orders = layer(story)
    story.wait(500)
    const sold = sells(story)
    story.wait(1_200)
    story.cancels(...orders)
    story.wait(5_000)
    expect(story.alerts).toHaveLength(1)
    expect(story.alerts[0]).toMatchObject({
      pattern: 'layering',
      instrumentId: 'H100F27',
      orderIds: [sold, ...orders],
      evidence: {
        ...{ side: 'buy', orders: 4, qty: 40, tradedQty: 2, tradedPrice: 319, otherSideQty: 2 },
        ...{ withdrawnOrders: 3, withdrawnQty: 30, withdrawnPercent: 75, afterMs: 1_200 },
      },
      limits: { minOrders: 3, withdrawnPercent: 70, withdrawnWithinMs: 10_000 },
      rule: surveillanceRules.layering,
    })
  })

  it.each<[string, Tell]>([
    [
      'orders moved away from the market',
      (story) => {
        const orders = layer(story)
        sells(story)
        for (const id of orders) story.moves(id, 200)
      },
    ],
    [
      'orders made small',
      (story) => {
        const orders = layer(story)
        sells(story)
        for (const id of orders) story.moves(id, story.order(id).limitPrice ?? 0, 1)
      },
    ],
    [
      'a mass cancel of another terminal of the account',
      (story) => {
        const orders = layer(story)
        sells(story)
        for (const id of orders) story.venueEnds(id, 'massCanceled')
      },
    ],
    [
      'old orders moved there just before',
      (story) => {
        const orders = [200, 201, 202].map((price) => story.rests('buy', 10, price))
        story.wait(61_000)
        for (const [nth, id] of orders.entries()) story.moves(id, 314 + nth)
        sells(story)
        story.cancels(...orders)
      },
    ],
    [
      'orders with a change under way',
      (story) => {
        const orders = layer(story)
        for (const id of orders) story.change(id, { status: 'pendingReplace' })
        sells(story)
        for (const id of orders) story.moves(id, 200)
      },
    ],
    [
      'several trades against it',
      (story) => {
        const orders = layer(story)
        sells(story)
        sells(story)
        story.cancels(...orders)
      },
    ],
    [
      'a layer above the market',
      (story) => {
        const orders = [320, 321, 322].map((price) => story.rests('sell', 10, price))
        story.fills(story.rests('buy', 1, 317), 1)
        story.cancels(...orders)
      },
    ],
    [
      'prices below zero, of a spread',
      (story) => {
        story.market(-5, -3)
        const orders = [-6, -7, -8].map((price) => story.rests('buy', 10, price))
        story.fills(story.rests('sell', 1, -3), 1)
        story.cancels(...orders)
      },
    ],
  ])('is seen in %s, once', (_what, tell) => {
    expect(told(tell).map(({ pattern }) => pattern)).toEqual(['layering'])
  })

  it.each<[string, Tell]>([
    [
      'two orders only',
      (story) => {
        const two = [316, 315].map((price) => story.rests('buy', 40, price))
        sells(story)
        story.cancels(...two)
      },
    ],
    [
      'cancels before the trade',
      (story) => {
        story.cancels(...layer(story))
        sells(story)
      },
    ],
    [
      'cancels asked for before the trade and done after it',
      (story) => {
        const orders = layer(story)
        for (const id of orders) story.asksToCancel(id)
        sells(story)
        for (const id of orders) story.venueEnds(id, 'userRequested')
      },
    ],
    [
      'cancels long after the trade',
      (story) => {
        const orders = layer(story)
        sells(story)
        story.wait(10_100)
        story.cancels(...orders)
      },
    ],
    [
      'orders that had stood for long',
      (story) => {
        const orders = layer(story)
        story.wait(60_100)
        sells(story)
        story.cancels(...orders)
      },
    ],
    [
      'orders at the best price',
      (story) => {
        const orders = [1, 2, 3].map(() => story.rests('buy', 10, 317))
        sells(story)
        story.cancels(...orders)
      },
    ],
    [
      'a trade on the same side',
      (story) => {
        const [first, ...others] = layer(story)
        if (first !== undefined) story.fills(first, 10)
        story.cancels(...others)
      },
    ],
    [
      'a layer that is not much beside the other side',
      (story) => {
        const orders = layer(story, 2)
        sells(story, 3)
        story.cancels(...orders)
      },
    ],
    [
      'half of it left standing',
      (story) => {
        const orders = layer(story)
        sells(story)
        story.cancels(...orders.slice(0, 2))
      },
    ],
    [
      'orders moved nearer',
      (story) => {
        const orders = layer(story)
        sells(story)
        for (const id of orders) story.moves(id, 318)
      },
    ],
    [
      'cancels that the venue made when the session ended',
      (story) => {
        const orders = layer(story)
        sells(story)
        for (const id of orders) story.venueEnds(id, 'cancelOnDisconnect')
      },
    ],
    [
      'a market that is not known',
      (story) => {
        story.marketUnknown()
        const orders = layer(story)
        sells(story)
        story.cancels(...orders)
      },
    ],
    [
      'another instrument',
      (story) => {
        const orders = layer(story)
        story.instrument = instrumentId('H100G27')
        sells(story)
        story.cancels(...orders)
      },
    ],
  ])('is not seen in %s', (_what, tell) => {
    expect(told(tell)).toEqual([])
  })
})
