// Recordings for the tests of this folder: written by the real writer into a folder of the test's own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { timeUs } from '../../../shared/math/quantities.ts'
import type { RecordingEntry } from './recording-lines.ts'
import { Recording } from './recording-reader.ts'
import { RecordingWriter, type RecordingWriterOptions } from './recording-writer.ts'

export const START_US = 1_800_000_000_000_000

const folders: string[] = []

/** A file name in a new folder, which is gone after the test. */
export function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenor-recording-'))
  folders.push(folder)
  return join(folder, 'day.rec')
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** So many milliseconds after the recording began. */
export function at(ms: number): TimeUs {
  return timeUs(START_US + ms * 1_000)
}

export function frame(ms: number, message: unknown): RecordingEntry {
  return { timeUs: at(ms), frame: typeof message === 'string' ? message : JSON.stringify(message) }
}

export function image(ms: number, messages: readonly unknown[]): RecordingEntry {
  return { timeUs: at(ms), image: messages.map((message) => JSON.stringify(message)) }
}

export function writerAt(path: string, change: Partial<RecordingWriterOptions> = {}): RecordingWriter {
  return new RecordingWriter({
    path,
    header: { recording: 1, protocol: 'tenor.v1', venueUrl: 'ws://127.0.0.1:7700', startedUs: at(0) },
    partBytesMax: Number.MAX_SAFE_INTEGER,
    image: () => undefined,
    ...change,
  })
}

/** Writes an ended recording, a block for each list of entries. */
export function writeRecording(path: string, blocks: readonly (readonly RecordingEntry[])[]): void {
  const writer = writerAt(path)
  for (const entries of blocks) {
    for (const entry of entries) writer.add(entry)
    writer.flush()
  }
  writer.close()
}

export function opened(path: string): Recording {
  const recording = Recording.open(path)
  if (!recording.ok) throw new Error(recording.error)
  return recording.value
}

export function entriesOf(recording: Recording): readonly RecordingEntry[] {
  return [...recording.entriesFrom(recording.fromUs)]
}
