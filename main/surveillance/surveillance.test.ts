import { describe, expect, it } from 'vitest'
import { isTerminal } from '../../shared/domain/order.ts'
import { instrumentId } from '../../shared/math/quantities.ts'
import { layer, OwnStory, sells, told, type Tell } from './own-story.testing.ts'
import { DEFAULT_SURVEILLANCE_SETTINGS } from './surveillance-settings.ts'
import { INSTRUMENTS_MAX } from './surveillance.ts'

describe('surveillance', () => {
  it('learns what was before it without judging it', () => {
    const story = new OwnStory()
    const orders = layer(story)
    sells(story)
    for (const id of orders) story.learns({ status: 'canceled' }, id)
    expect(story.alerts).toEqual([])
    for (const id of orders) expect(isTerminal(story.order(id).status)).toBe(true)
    story.cancels(...layer(story))
    expect(story.alerts).toEqual([])
  })

  it('judges by the limits it is given', () => {
    const { layering } = DEFAULT_SURVEILLANCE_SETTINGS
    const minOrders = { value: 5, owner: 'compliance' }
    const stricter = { ...DEFAULT_SURVEILLANCE_SETTINGS, layering: { ...layering, minOrders } }
    const tell: Tell = (story) => {
      const orders = layer(story)
      sells(story)
      story.cancels(...orders)
    }
    expect(told(tell, new OwnStory(stricter))).toEqual([])
    expect(told(tell)).toHaveLength(1)
  })

  it('remembers the instruments the desk acted in last, and no more of them than it may', () => {
    const story = new OwnStory()
    for (let nth = 0; nth < 2 * INSTRUMENTS_MAX; nth++) {
      story.instrument = instrumentId(`I${nth}`)
      story.rests('buy', 1, 317)
    }
    expect(story.surveillance.instrumentCount).toBe(INSTRUMENTS_MAX)
  })
})
