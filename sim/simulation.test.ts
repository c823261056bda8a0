import { describe, expect, it } from 'vitest'
import type { JournalRecord } from '../main/core/journal-records.ts'
import { PLANTED_BUGS } from './planted-bug.ts'
import { MemoryStore, SqliteStore } from './record-stores.ts'
import { runSeries } from './series.ts'
import { simulate } from './simulation.ts'
import { drawStory } from './steps.ts'
import { tell } from './tell.ts'

const RUNS = 1_500
/** Every planted bug shows itself within so many runs. */
const RUNS_TO_FIND = 1_500
const MINUTES = 60_000

describe('the order desk, simulated', () => {
  it(
    'loses no order, sends none twice, and agrees with the exchange once all is quiet',
    () => {
      const { failure, figures } = runSeries({ firstSeed: 1, runs: RUNS })
      expect(failure && `${failure.problem}\n${tell(failure.smallest)}`).toBeUndefined()
      // A simulation in which little happens proves little.
      expect(figures.orders).toBeGreaterThan(4 * RUNS)
      expect(figures.fills).toBeGreaterThan(RUNS)
      expect(figures.amended).toBeGreaterThan(RUNS / 25)
      expect(figures.held).toBeGreaterThan(RUNS)
      expect(figures.children).toBeGreaterThan(1.5 * RUNS)
      expect(figures.raced).toBeGreaterThan(RUNS / 300)
      expect(figures.doubts).toBeGreaterThan(RUNS / 2)
      expect(figures.restarts).toBeGreaterThan(RUNS / 5)
    },
    3 * MINUTES,
  )

  it.each(PLANTED_BUGS)(
    'finds a terminal that %s, and tells it in a few steps',
    (plantedBug) => {
      const { failure } = runSeries({ firstSeed: 1, runs: RUNS_TO_FIND, plantedBug })
      expect(failure?.smallest.steps.length).toBeLessThanOrEqual(8)
    },
    3 * MINUTES,
  )

  it('gives the same run for the same story, to the last record', () => {
    const told = (): readonly string[] => {
      const lines: string[] = []
      const store = new (class extends MemoryStore {
        override write(records: readonly JournalRecord[], timeUs: Parameters<MemoryStore['write']>[1]): void {
          lines.push(JSON.stringify([timeUs, records]))
          super.write(records, timeUs)
        }
      })()
      for (const seed of [3, 7, 11]) simulate(drawStory(seed), { store: () => store })
      return lines
    }
    const first = told()
    expect(first.length).toBeGreaterThan(30)
    expect(told()).toEqual(first)
  })

  it('holds with the journal of the product too', () => {
    for (const seed of [21, 22, 23]) {
      const inMemory = simulate(drawStory(seed))
      expect(simulate(drawStory(seed), { store: () => new SqliteStore() })).toEqual(inMemory)
      expect(inMemory.problem).toBeUndefined()
    }
  })
})
