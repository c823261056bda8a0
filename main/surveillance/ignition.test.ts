// The pattern as a story that raises exactly one alert, and what is near it and raises none.
import { describe, expect, it } from 'vitest'
import { surveillanceRules } from '../../shared/domain/surveillance.ts'
import { OwnStory, told, type Tell } from './own-story.testing.ts'

describe('momentum ignition', () => {
  /** Three orders take 10 lots each and the offer goes from 319 to 325. */
  const burst: Tell = (story) => {
    for (const price of [319, 321, 323]) {
      story.takes('buy', 10, price)
      story.market(price, price + 2)
      story.wait(400)
    }
  }

  it('raises one alert when a burst moves the price and half of it goes the other way there', () => {
    const story = new OwnStory()
    burst(story)
    story.wait(3_000)
    const out = story.rests('sell', 15, 324)
    story.fills(out, 5)
    expect(story.alerts).toEqual([])
    story.fills(out, 10)
    story.takes('sell', 15, 323)
    story.wait(5_000)
    expect(story.alerts).toHaveLength(1)
    expect(story.alerts[0]).toMatchObject({
      pattern: 'ignition',
      orderIds: expect.arrayContaining([out]),
      evidence: {
        ...{ side: 'buy', orders: 3, qty: 30, startPrice: 319, farthestPrice: 325, movedTicks: 6 },
        ...{ reversedQty: 15, reversedPrice: 324, reversedPercent: 50, afterMs: 3_400 },
      },
      limits: { minOrders: 3, movedTicks: 5, reversedPercent: 50 },
      rule: surveillanceRules.ignition,
    })
  })

  it('is seen downwards, and when the book tells of the move after the fill the other way', () => {
    const story = new OwnStory()
    for (const price of [317, 316, 315]) story.takes('sell', 4, price)
    story.takes('buy', 6, 314)
    expect(story.alerts).toEqual([])
    story.market(312, 314)
    story.wait(200)
    expect(story.alerts.map(({ pattern }) => pattern)).toEqual(['ignition'])
  })

  it('remembers a burst although a single order of its side follows it', () => {
    const story = new OwnStory()
    burst(story)
    story.wait(6_000)
    story.takes('buy', 1, 325)
    story.wait(2_000)
    story.takes('sell', 20, 324)
    expect(story.alerts).toHaveLength(1)
  })

  it.each<[string, Tell]>([
    ['a burst that is kept', burst],
    [
      'a burst that moves little',
      (story) => {
        for (const price of [319, 320, 321]) story.takes('buy', 10, price)
        story.takes('sell', 30, 320)
      },
    ],
    [
      'one order that sweeps the book',
      (story) => {
        const id = story.rests('buy', 30, 325)
        for (const price of [319, 322, 325]) story.fills(id, 10, { liquidity: 'taker', price })
        story.takes('sell', 30, 324)
      },
    ],
    [
      'orders that come slowly',
      (story) => {
        for (const price of [319, 321, 325]) {
          story.takes('buy', 10, price)
          story.wait(5_100)
        }
        story.takes('sell', 30, 324)
      },
    ],
    [
      'orders that rested',
      (story) => {
        for (const price of [319, 321, 325]) story.fills(story.rests('buy', 10, price), 10)
        story.takes('sell', 30, 324)
      },
    ],
    [
      'a little of it going the other way',
      (story) => {
        burst(story)
        story.takes('sell', 14, 324)
      },
    ],
    [
      'a stop-loss below the start',
      (story) => {
        burst(story)
        story.takes('sell', 30, 318)
      },
    ],
    [
      'trades the other way long after',
      (story) => {
        burst(story)
        story.wait(60_100)
        story.takes('sell', 30, 324)
      },
    ],
  ])('is not seen in %s', (_what, tell) => {
    expect(told(tell)).toEqual([])
  })
})
