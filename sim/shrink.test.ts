import { describe, expect, it } from 'vitest'
import { shrink } from './shrink.ts'
import { drawStory } from './steps.ts'

/** A story of so many steps, told apart by their moments. */
function storyOf(steps: number) {
  const step = { kind: 'cancel', pick: 0 } as const
  return { ...drawStory(1), steps: Array.from({ length: steps }, (_, atMs) => ({ ...step, atMs })) }
}

describe('shrinking a story', () => {
  it.each([[[7]], [[0, 39]], [[3, 4, 21]]])('leaves only the steps that are needed: %o', (needed) => {
    const small = shrink(storyOf(40), ({ steps }) => {
      const there = new Set(steps.map(({ atMs }) => atMs))
      return needed.every((atMs) => there.has(atMs))
    })
    expect(small.steps.map(({ atMs }) => atMs)).toEqual(needed)
  })

  it('gives up after a while and leaves a story that fails', () => {
    let runs = 0
    const small = shrink(storyOf(400), ({ steps }) => {
      runs += 1
      return steps.length % 2 === 0
    })
    expect(small.steps.length % 2).toBe(0)
    expect(runs).toBeLessThan(1_000)
  })
})
