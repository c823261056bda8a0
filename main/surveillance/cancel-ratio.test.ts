// The pattern as a story that raises exactly one alert, and what is near it and raises none.
import { describe, expect, it } from 'vitest'
import { surveillanceRules } from '../../shared/domain/surveillance.ts'
import { OwnStory, told, type Tell } from './own-story.testing.ts'

describe('the cancel ratio', () => {
  /** A quote a second that is taken away again, or moved. */
  function flickers(story: OwnStory, times: number, everyMs = 900): void {
    for (let nth = 0; nth < times; nth++) {
      const id = story.rests('buy', 1, 317)
      if (nth % 2 === 0) story.moves(id, 316)
      else story.cancels(id)
      story.wait(everyMs)
    }
  }

  it('raises one alert in a window while many are taken away and few trade', () => {
    const story = new OwnStory()
    story.fills(story.rests('buy', 1, 317), 1)
    flickers(story, 64)
    expect(story.alerts).toHaveLength(1)
    expect(story.alerts[0]).toMatchObject({
      pattern: 'cancelRatio',
      evidence: { cancels: 60, fills: 1 },
      limits: { windowMs: 60_000, minCancels: 60, timesFills: 20 },
      rule: surveillanceRules.cancelRatio,
    })
    expect(story.alerts[0]?.orderIds).toHaveLength(20)
    flickers(story, 64)
    expect(story.alerts).toHaveLength(2)
  })

  it.each<[string, Tell]>([
    [
      'fewer than the minimum',
      (story) => {
        flickers(story, 59)
      },
    ],
    [
      'as many over a longer time',
      (story) => {
        flickers(story, 120, 1_100)
      },
    ],
    [
      'enough of them trading',
      (story) => {
        for (let nth = 0; nth < 12; nth++) {
          flickers(story, 10)
          story.fills(story.rests('buy', 1, 317), 1)
        }
      },
    ],
    [
      'what the venue ended',
      (story) => {
        for (let nth = 0; nth < 100; nth++) story.venueEnds(story.rests('buy', 1, 317), 'endOfDay')
      },
    ],
    [
      'what fills at once and is canceled for the rest',
      (story) => {
        for (let nth = 0; nth < 100; nth++) story.venueEnds(story.rests('buy', 1, 317), 'noLiquidity')
      },
    ],
  ])('is in order with %s', (_what, tell) => {
    expect(told(tell)).toEqual([])
  })
})
