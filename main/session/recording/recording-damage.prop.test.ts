// A recording that is cut at any byte, or in which any byte is flipped: what is read is a prefix of what was written,
// and what is missing is named.
import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexBlocks } from './block-file.ts'
import type { RecordingEntry } from './recording-lines.ts'
import { Recording } from './recording-reader.ts'
import { partPath } from './recording-writer.ts'
import { at, entriesOf, newPath, opened, writerAt } from './recordings.testing.ts'

const SEED = 20_261_122

const entry = fc.oneof(
  { weight: 5, arbitrary: fc.record({ frame: fc.string({ maxLength: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ image: fc.array(fc.string({ maxLength: 20 }), { maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.constant({ down: 'silent' }) },
)

/** Blocks, and the size at which a part is ended. */
const script = fc.record({
  blocks: fc.array(fc.array(entry, { maxLength: 5 }), { minLength: 1, maxLength: 6 }),
  partBytesMax: fc.constantFrom(1, 200, 1_000_000),
})

interface Written {
  readonly path: string
  readonly whole: readonly RecordingEntry[]
  readonly parts: number
}

function written({ blocks, partBytesMax }: typeof script extends fc.Arbitrary<infer S> ? S : never): Written {
  const path = newPath()
  const writer = writerAt(path, { partBytesMax, image: () => ['so far'] })
  for (const [nth, entries] of blocks.entries()) {
    for (const each of entries) writer.add({ timeUs: at(nth + 1), ...each })
    writer.flush()
  }
  writer.close()
  const recording = opened(path)
  const whole = entriesOf(recording)
  expect(whole.filter((each) => !('image' in each && each.image[0] === 'so far'))).toEqual(
    blocks.flatMap((entries, nth) => entries.map((each) => ({ timeUs: at(nth + 1), ...each }))),
  )
  expect(recording.damage).toBeUndefined()
  return { path, whole, parts: writer.part }
}

/** Reads what a damaged recording still says, and checks that it is a prefix and that the damage is named. */
function expectPrefix({ path, whole }: Written, file: string): string | undefined {
  const recording = Recording.open(path)
  if (!recording.ok) {
    expect(recording.error).toContain(file)
    expect(recording.error).toMatch(/byte \d+|it is empty/)
    return recording.error
  }
  const read = entriesOf(recording.value)
  expect(read).toEqual(whole.slice(0, read.length))
  const { damage } = recording.value
  if (read.length < whole.length) {
    expect(damage).toMatch(/byte \d+/)
    expect(damage).toContain(path)
  }
  return damage
}

/** Where to damage it: part, byte and bit, each taken modulo what there is. */
const places = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(7)), { minLength: 24, maxLength: 24 })

test('a recording cut at any byte is read up to there, and says so', () => {
  const cut = fc.property(script, places, (blocks, cuts) => {
    const recording = written(blocks)
    for (const [part, byte] of cuts) {
      const file = partPath(recording.path, 1 + (part % recording.parts))
      const bytes = readFileSync(file)
      writeFileSync(file, bytes.subarray(0, byte % bytes.length))
      expect(expectPrefix(recording, recording.path)).toBeDefined()
      writeFileSync(file, bytes)
    }
  })
  fc.assert(cut, { seed: SEED, numRuns: 25 })
})

test('a recording with any bit flipped never says anything else than what was written', () => {
  let found = 0
  const flip = fc.property(script, places, (blocks, flips) => {
    const recording = written(blocks)
    for (const [part, byte, bit] of flips) {
      const file = partPath(recording.path, 1 + (part % recording.parts))
      const bytes = readFileSync(file)
      const place = byte % bytes.length
      const hit = indexBlocks(file).blocks.findLast(({ offset }) => offset <= place)!
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(bytes.readUInt8(place) ^ (1 << bit), place)
      writeFileSync(file, flipped)
      const damage = expectPrefix(recording, file)
      // The last bits of a deflated body may mean nothing; all others are covered by a checksum.
      const mayMeanNothing = place === hit.offset + hit.length - 9
      if (!mayMeanNothing) expect(damage).toContain(`byte ${hit.offset}`)
      found += damage === undefined ? 0 : 1
      writeFileSync(file, bytes)
    }
  })
  fc.assert(flip, { seed: SEED, numRuns: 25 })
  expect(found).toBeGreaterThan(500)
})
