import { expect, it } from 'vitest'
import { SharedRuns } from './shared-runs.ts'

it('makes each run once and gives every bench its figure of the same one', async () => {
  let made = 0
  const runs = new SharedRuns(async () => {
    made += 1
    return Promise.resolve({ memory: made, time: made * 10 })
  })
  const [memory, time] = [runs.rounds((run) => run.memory), runs.rounds((run) => run.time)]
  expect([await memory(), await memory()]).toEqual([1, 2])
  expect([await time(), await time(), await time()]).toEqual([10, 20, 30])
  expect(made).toBe(3)
})
