// The pattern as a story that raises exactly one alert, and what is near it and raises none.
import { describe, expect, it } from 'vitest'
import { surveillanceRules } from '../../shared/domain/surveillance.ts'
import { OwnStory, told, type Tell } from './own-story.testing.ts'

describe('wash trades', () => {
  it('raise one alert when an own buy and an own sell trade at one price together', () => {
    const story = new OwnStory()
    const resting = story.rests('sell', 5, 319)
    story.wait(20_000)
    const taking = story.rests('buy', 5, 319)
    story.fills(taking, 5, { liquidity: 'taker' })
    story.fills(resting, 5)
    story.wait(5_000)
    expect(story.alerts).toHaveLength(1)
    expect(story.alerts[0]).toMatchObject({
      pattern: 'wash',
      orderIds: [taking, resting],
      evidence: { how: 'traded', buyQty: 5, sellQty: 5, buyPrice: 319, sellPrice: 319, apartMs: 0 },
      limits: { tradedWithinMs: 1_000, priceTicks: 0, similarPercent: 80 },
      rule: surveillanceRules.wash,
    })
  })

  it('raise one alert for two orders that trade in pieces', () => {
    const story = new OwnStory()
    const resting = story.rests('sell', 9, 319)
    const taking = story.rests('buy', 9, 319)
    for (const qty of [4, 5]) {
      story.fills(taking, qty, { liquidity: 'taker' })
      story.fills(resting, qty)
    }
    expect(story.alerts).toHaveLength(1)
  })

  it.each<[string, number | undefined]>([
    ['a limit order', 319],
    ['a market order', undefined],
  ])('raise one alert when the venue kept %s from meeting', (_what, price) => {
    const story = new OwnStory()
    const resting = story.rests('sell', 5, 319)
    story.wait(2_000)
    const taking = story.sends(price === undefined ? ['buy', 5] : ['buy', 5, price])
    story.venueEnds(taking, 'selfTradePrevented')
    story.venueEnds(resting, 'selfTradePrevented')
    expect(story.alerts).toHaveLength(1)
    expect(story.alerts[0]).toMatchObject({
      orderIds: [taking, resting],
      evidence: { how: 'prevented', buyQty: 5, sellQty: 5, sellPrice: 319, apartMs: 2_000 },
    })
  })

  it('raise one alert, in under five seconds, when both sides rest at crossing prices before an auction', () => {
    const story = new OwnStory()
    const buy = story.rests('buy', 1, 320)
    story.wait(60_000)
    const sell = story.rests('sell', 50, 318)
    const crossedUs = story.nowUs
    story.wait(60_000)
    expect(story.alerts).toHaveLength(1)
    expect(story.alerts[0]).toMatchObject({
      orderIds: [buy, sell],
      evidence: { how: 'resting', buyQty: 1, sellQty: 50, buyPrice: 320, sellPrice: 318 },
    })
    expect((story.alerts[0]?.timeUs ?? 0) - crossedUs).toBeLessThan(5_000_000)
  })

  it.each<[string, Tell]>([
    [
      'a buy and a sell at two prices',
      (story) => {
        story.fills(story.rests('buy', 5, 317), 5)
        story.fills(story.rests('sell', 5, 319), 5)
      },
    ],
    [
      'sizes that differ',
      (story) => {
        story.takes('buy', 5, 319)
        story.takes('sell', 3, 319)
      },
    ],
    [
      'a position given up at its price later',
      (story) => {
        story.takes('buy', 5, 319)
        story.wait(1_100)
        story.takes('sell', 5, 319)
      },
    ],
    [
      'two buys',
      (story) => {
        story.takes('buy', 5, 319)
        story.takes('buy', 5, 319)
      },
    ],
    [
      'an order that was in the way of another much later',
      (story) => {
        story.rests('sell', 5, 319)
        story.wait(30_100)
        story.venueEnds(story.sends(['buy', 5, 319]), 'selfTradePrevented')
      },
    ],
    [
      'prices that cross while a change is under way',
      (story) => {
        const sell = story.rests('sell', 5, 319)
        story.rests('buy', 5, 319)
        story.wait(500)
        story.moves(sell, 320)
        story.wait(5_000)
      },
    ],
    [
      'a stop that has not been triggered',
      (story) => {
        story.rests('buy', 5, 317)
        const stop = story.sends(['sell', 5, 310])
        story.change(stop, { status: 'working', orderType: 'stopLimit' })
        story.wait(5_000)
      },
    ],
  ])('are not seen in %s', (_what, tell) => {
    expect(told(tell)).toEqual([])
  })
})
