import { closeSync, existsSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { indexBlocks } from './block-file.ts'
import { partPath } from './recording-writer.ts'
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

test('writes gzip members that together unpack to the lines, the header first', () => {
  const path = newPath()
  writeRecording(path, [[frame(1, { a: 'ü' })], [image(2, [{ b: 2 }]), frame(3, 'no JSON\n')], []])
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { recording: 1, protocol: 'tenor.v1', venueUrl: 'ws://127.0.0.1:7700', startedUs: at(0) },
    { timeUs: at(1), frame: '{"a":"ü"}' },
    { timeUs: at(2), image: ['{"b":2}'] },
    { timeUs: at(3), frame: 'no JSON\n' },
  ])
})

test('has everything on the disk that was added before a flush', () => {
  const path = newPath()
  const writer = writerAt(path)
  writer.add(frame(1, 'one'))
  expect(readFileSync(path).length).toBe(0)
  writer.flush()
  writer.add(frame(2, 'two'))
  const recording = opened(path)
  expect(entriesOf(recording)).toEqual([frame(1, 'one')])
  expect(recording.damage).toContain('was not ended')
  writer.close()
  expect(entriesOf(opened(path))).toEqual([frame(1, 'one'), frame(2, 'two')])
  expect(opened(path).damage).toBeUndefined()
})

test('writes a block by itself when much has been gathered', () => {
  const path = newPath()
  const writer = writerAt(path)
  writer.add(frame(1, 'x'.repeat(300_000)))
  expect(entriesOf(opened(path))).toHaveLength(1)
  writer.close()
})

test('puts an image first in its block, and says so in the block’s header', () => {
  const path = newPath()
  writeRecording(path, [[frame(1, '{"image":[]}'), image(2, ['a']), frame(3, 'c')]])
  const { blocks } = indexBlocks(path)
  expect(blocks.map(({ isImage }) => isImage)).toEqual([false, true, false])
  const fromImage = [...opened(path).entriesFrom(at(2))]
  expect(fromImage).toEqual([image(2, ['a']), frame(3, 'c')])
  expect([...opened(path).entriesFrom(at(1))]).toHaveLength(3)
})

test('goes on in parts that are read as one, and each of which can be played alone', () => {
  const path = newPath()
  let frames = 0
  const writer = writerAt(path, { partBytesMax: 1, image: () => [`after ${frames}`] })
  for (frames = 1; frames <= 3; frames++) {
    writer.add(frame(frames, `frame ${frames}`))
    writer.flush()
    writer.add(frame(frames, 'next'))
  }
  writer.close()
  expect(writer.part).toBe(4)
  expect(readdirSync(dirname(path)).sort()).toEqual(['day.rec', 'day.rec.2', 'day.rec.3', 'day.rec.4'])
  const whole = opened(path)
  expect(whole.parts).toBe(4)
  expect(entriesOf(whole).map((entry) => ('frame' in entry ? entry.frame : entry))).toEqual([
    ...['frame 1', 'next', { timeUs: at(1), image: ['after 1'] }],
    ...['frame 2', 'next', { timeUs: at(2), image: ['after 2'] }],
    ...['frame 3', 'next', { timeUs: at(3), image: ['after 3'] }],
  ])
  expect(whole.damage).toBeUndefined()
  const second = opened(partPath(path, 2))
  expect(second.header).toMatchObject({ recording: 1, startedUs: at(1) })
  expect(entriesOf(second)[0]).toEqual({ timeUs: at(1), image: ['after 1'] })
  expect(entriesOf(second)).toHaveLength(3)
})

test('does not begin a part for its image alone, however large that is', () => {
  const path = newPath()
  const writer = writerAt(path, { partBytesMax: 100, image: () => [`${Math.PI}`.repeat(1_000)] })
  const noise = Array.from({ length: 400 }, (_, nth) => Math.sin(nth).toString()).join()
  writer.add(frame(1, noise))
  writer.flush()
  for (let nth = 2; nth < 10; nth++) writer.add(frame(nth, 'small'))
  writer.close()
  expect(writer.part).toBe(2)
})

test('counts the bytes that are on the disk', () => {
  const path = newPath()
  const writer = writerAt(path, { partBytesMax: 1, image: () => ['i'] })
  for (let nth = 1; nth < 4; nth++) {
    writer.add(frame(nth, 'x'))
    writer.flush()
  }
  writer.close()
  const parts = Array.from({ length: writer.part }, (_, nth) => readFileSync(partPath(path, nth + 1)).length)
  expect(writer.bytes).toBe(parts.reduce((sum, bytes) => sum + bytes))
})

test('refuses a file that exists and leaves it as it was', () => {
  const path = newPath()
  writeFileSync(path, 'my notes')
  expect(() => writerAt(path)).toThrow(/EEXIST/)
  expect(readFileSync(path, 'utf8')).toBe('my notes')
})

test('refuses to begin where the second part would meet a file, and makes nothing', () => {
  const path = newPath()
  writeFileSync(`${path}.2`, 'my notes')
  expect(() => writerAt(path)).toThrow(/day\.rec\.2 exists already/)
  expect(existsSync(path)).toBe(false)
})

test('writes nothing more, into no other file either, after a part could not be made', () => {
  const path = newPath()
  const writer = writerAt(path, { partBytesMax: 1 })
  writer.add(frame(1, 'one'))
  writer.flush()
  writeFileSync(`${path}.2`, 'my notes')
  expect(() => writer.add(frame(2, 'two'))).toThrow(/EEXIST/)
  const other = `${path}.other`
  const file = openSync(other, 'wx')
  writer.close()
  closeSync(file)
  expect(readFileSync(other).length).toBe(0)
  expect(readFileSync(`${path}.2`, 'utf8')).toBe('my notes')
  expect(entriesOf(opened(path))).toEqual([frame(1, 'one'), frame(2, 'two')])
})
