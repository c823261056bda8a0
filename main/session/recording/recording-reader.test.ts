import { copyFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { indexBlocks, packBlock } from './block-file.ts'
import { partPath } from './recording-writer.ts'
import { Recording } from './recording-reader.ts'
import {
  at,
  entriesOf,
  frame,
  image,
  newPath,
  opened,
  writerAt,
  writeRecording,
} from './recordings.testing.ts'

const mark = { number: 1, firstTimeUs: at(0), isImage: false, isLast: true }
const header = { recording: 1, protocol: 'tenor.v1', venueUrl: 'ws://h:1', startedUs: at(0) }

function writeLines(path: string, lines: readonly unknown[]): void {
  writeFileSync(path, packBlock(Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')), mark))
}

function errorOf(path: string): string {
  const recording = Recording.open(path)
  return recording.ok ? 'it was opened' : recording.error
}

test('gives the entries back as they were added, and the times of the first and the last', () => {
  const path = newPath()
  const entries = [frame(5, 'a'), { timeUs: at(6), down: 'silent' }, image(7, [1]), frame(9, { b: '\u2028' })]
  writeRecording(path, [entries])
  const recording = opened(path)
  expect(entriesOf(recording)).toEqual(entries)
  expect(recording).toMatchObject({
    fromUs: at(0),
    toUs: at(9),
    parts: 1,
    header: { venueUrl: expect.any(String) },
  })
  expect(recording.damage).toBeUndefined()
})

test('refuses the form of a newer Tenor in words', () => {
  const path = newPath()
  writeLines(path, [{ ...header, recording: 2 }])
  expect(errorOf(path)).toBe(
    `${path} cannot be played: it was written by a newer Tenor (form 2); update Tenor to play it`,
  )
})

test.each([
  ['an empty file', '', 'it is empty'],
  ['a file of something else', 'Dear diary', 'what stands at byte 0 of 10 is no block of a recording'],
  [
    'gzip of something else',
    Buffer.from('H4sIAAAAAAAAA0tMBAD/8Q4sAwAAAA==', 'base64'),
    'is no block of a recording',
  ],
])('refuses %s in words', (_, bytes, words) => {
  const path = newPath()
  writeFileSync(path, bytes)
  expect(errorOf(path)).toContain(`${path} is no recording: `)
  expect(errorOf(path)).toContain(words)
})

test('refuses a file that is not there, and a folder, in words', () => {
  const path = newPath()
  expect(errorOf(path)).toBe(`${path} is no recording: there is no such file`)
  expect(errorOf(dirname(path))).toContain('cannot be read')
})

test('refuses lines that are no recording’s', () => {
  const path = newPath()
  writeLines(path, [{ timeUs: at(0), frame: 'x' }])
  expect(errorOf(path)).toBe(`${path} cannot be played: it does not begin as a recording does`)
})

test.each([
  ['what is no JSON', 'x'],
  ['a field too many', { ...frame(2, 'x'), more: 1 }],
  ['a time below zero', { timeUs: -1, frame: 'x' }],
])('ends at a line with %s and names it', (_, line) => {
  const path = newPath()
  writeLines(path, [header, frame(1, 'good'), line, frame(3, 'never')])
  const recording = opened(path)
  expect(entriesOf(recording)).toEqual([frame(1, 'good')])
  expect(recording.damage).toBe(`${path}: line 3 of the block at byte 0 cannot be read`)
})

test('says that a recording was not ended when its recorder was killed, and plays what there is', () => {
  const path = newPath()
  const writer = writerAt(path)
  writer.add(frame(1, 'a'))
  writer.flush()
  const { damage } = opened(path)
  expect(damage).toContain(`${path}: the recording was not ended; nothing is left of what came after byte `)
  expect(entriesOf(opened(path))).toEqual([frame(1, 'a')])
  writer.close()
})

function inThreeParts(): string {
  const path = newPath()
  const writer = writerAt(path, { partBytesMax: 1, image: () => ['i'] })
  for (let nth = 1; nth <= 2; nth++) {
    writer.add(frame(nth, 'a'))
    writer.flush()
    writer.add(frame(nth, 'b'))
  }
  writer.close()
  expect(opened(path).parts).toBe(3)
  return path
}

test('ends before a part that is missing, though a later one is there', () => {
  const path = inThreeParts()
  rmSync(partPath(path, 2))
  const recording = opened(path)
  expect(entriesOf(recording)).toEqual([frame(1, 'a'), frame(1, 'b')])
  expect(recording.damage).toContain(`${path}: the recording was not ended`)
})

test('ends before a part that belongs to another place', () => {
  const path = inThreeParts()
  copyFileSync(partPath(path, 3), partPath(path, 2))
  expect(opened(path).damage).toMatch(/day\.rec\.2: at byte 0 stands block \d, not block \d$/)
})

test('ends a part that lost whole blocks at its end, instead of going on in the next', () => {
  const path = inThreeParts()
  const { blocks } = indexBlocks(path)
  truncateSync(path, blocks.at(-1)!.offset)
  const recording = opened(path)
  expect(entriesOf(recording)).toEqual([frame(1, 'a')])
  expect(recording.damage).toContain('day.rec.2: at byte 0 stands block')
})

test('takes no file for a part of a recording that was ended before it', () => {
  const path = newPath()
  writeRecording(path, [[frame(1, 'a')]])
  writeFileSync(partPath(path, 2), 'something else')
  expect(opened(path)).toMatchObject({ parts: 1, damage: undefined })
})

test('names the block when the file is taken away while it is read', () => {
  const path = newPath()
  writeRecording(path, [[frame(1, 'a')], [frame(2, 'b')]])
  const recording = opened(path)
  const entries = recording.entriesFrom(recording.fromUs)
  expect(entries.next().value).toEqual(frame(1, 'a'))
  rmSync(path)
  expect(entries.next().done).toBe(true)
  expect(recording.damage).toMatch(/day\.rec: the block at byte \d+ cannot be read: ENOENT/)
})
