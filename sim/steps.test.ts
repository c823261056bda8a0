import { describe, expect, it } from 'vitest'
import { drawStory } from './steps.ts'
import { tell } from './tell.ts'

const stories = Array.from({ length: 400 }, (_, nth) => drawStory(nth + 1))

describe('stories', () => {
  it('are the same for the same seed, and others for others', () => {
    expect(stories.map(({ seed }) => drawStory(seed))).toEqual(stories)
    expect(new Set(stories.map((story) => JSON.stringify(story.steps))).size).toBe(stories.length)
  })

  it('have every kind of step, in order of time, and some see the close of the day', () => {
    const kinds = new Set(stories.flatMap(({ steps }) => steps.map(({ kind }) => kind)))
    expect([...kinds].sort()).toMatchInlineSnapshot(`
      [
        "cancel",
        "cancelAll",
        "cancelHeld",
        "cancelOnDisconnect",
        "crash",
        "cut",
        "deafNetwork",
        "disk",
        "exchangeAmends",
        "exchangeDisconnects",
        "exchangeEnds",
        "exchangeHalts",
        "exchangeSilent",
        "flatten",
        "hold",
        "othersQuote",
        "othersTrade",
        "pauseHeld",
        "place",
        "rearmThrottle",
        "rearmTrading",
        "reconcile",
        "replace",
        "resumeHeld",
        "slowNetwork",
        "spoil",
        "stall",
        "stopTrading",
        "strand",
      ]
    `)
    for (const { steps } of stories)
      expect(steps.map(({ atMs }) => atMs)).toEqual(steps.map(({ atMs }) => atMs).sort((a, b) => a - b))
    expect(stories.some(({ seesClose }) => seesClose)).toBe(true)
  })

  it('are told one line a step', () => {
    for (const story of stories) {
      const lines = tell(story).split('\n')
      expect(lines).toHaveLength(story.steps.length + (story.seesClose ? 1 : 0))
      expect(lines.join()).not.toMatch(/undefined|NaN|object/)
    }
    expect(
      tell({ ...drawStory(1), seesClose: false, steps: [{ kind: 'crash', afterSending: 0, atMs: 1_250 }] }),
    ).toBe('    1.250 s  the terminal dies')
  })
})
