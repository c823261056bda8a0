// A captured session with its frames mutated a hundred thousand times: the process lives, and a book that says live is true.
// TENOR_FUZZ_SEED is the seed of the first lap, each lap has the next one; TENOR_FUZZ_MUTATIONS says how many mutations.
import { expect, test } from 'vitest'
import { nativeMarket } from '../session/native/native-market.ts'
import { Lap } from './mutated-session.testing.ts'
import { RecordedSession } from './recorded-session.testing.ts'

const MUTATIONS = Number(process.env['TENOR_FUZZ_MUTATIONS'] ?? 100_000)
const SEED = Number(process.env['TENOR_FUZZ_SEED'] ?? 1)
/** Frames of a lap, without answers and what follows until everything is healed. */
const FRAMES = [60, 140, 220, 300]

const recorded = new RecordedSession()

test('the truth agrees with every checksum that the exchange sent', () => {
  expect(recorded.checksums).toBeGreaterThan(40)
  expect(recorded.checksumErrors).toEqual([])
})

test(
  'a book is true or stale, whatever happens to the frames, and live again once it is over',
  {
    timeout: Math.max(120_000, MUTATIONS),
  },
  () => {
    const adapter = nativeMarket()
    let [mutations, liveChecks, excusedChecks] = [0, 0, 0]
    for (let seed = SEED; mutations < MUTATIONS; seed++) {
      const lap = new Lap(recorded, adapter, seed)
      lap.run(FRAMES[seed % FRAMES.length]!)
      mutations += lap.mutations
      liveChecks += lap.liveChecks
      excusedChecks += lap.excusedChecks
    }
    // A terminal that never dared to be live would pass everything else.
    expect(liveChecks).toBeGreaterThan(mutations)
    expect(excusedChecks).toBeLessThan(liveChecks / 10)
  },
)
