// Writes a recording: lines are gathered into a block, a block is on the disk a second later at the latest, and a file that
// has grown large is followed by the next part, which can be read alone. Called by recorder.ts. A crash of the machine
// costs the last second; what stands before is whole.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { BLOCK_TEXT_BYTES_MAX, packBlock } from './block-file.ts'
import type { RecordingEntry, RecordingHeader } from './recording-lines.ts'

export interface RecordingWriterOptions {
  readonly path: string
  readonly header: RecordingHeader
  /** A part with more compressed bytes than this is ended. */
  readonly partBytesMax: number
  /** What a part begins with; asked for whenever one is begun, undefined where nothing is known yet. */
  readonly image: () => readonly string[] | undefined
}

const BLOCK_TEXT_BYTES = 256 * 1024
const BLOCK_AGE_US = 1_000_000

/** Name of the nth part of a recording, from 1. */
export function partPath(path: string, part: number): string {
  return part === 1 ? path : `${path}.${part}`
}

/** Throws Node's error where the file exists already or cannot be written. */
export class RecordingWriter {
  readonly #options: RecordingWriterOptions
  #file: number
  #part = 1
  #partBytes = 0
  #lines: string[] = []
  #textBytes = 0
  #firstTimeUs: TimeUs
  #entries = 0
  #bytes = 0

  constructor(options: RecordingWriterOptions) {
    this.#options = options
    this.#firstTimeUs = options.header.startedUs
    this.#file = this.#begin(options.header.startedUs)
  }

  get part(): number {
    return this.#part
  }

  /** Lines written or about to be. */
  get entries(): number {
    return this.#entries
  }

  /** Compressed bytes on the disk, of all parts. */
  get bytes(): number {
    return this.#bytes
  }

  add(entry: RecordingEntry): void {
    // An image stands first in its block, so that a reader finds it without unpacking what is before.
    if ('image' in entry) this.flush()
    this.#line(entry, entry.timeUs)
    this.#entries += 1
    if (this.#textBytes >= BLOCK_TEXT_BYTES || entry.timeUs - this.#firstTimeUs >= BLOCK_AGE_US) this.flush()
    if (this.#partBytes > this.#options.partBytesMax) this.#nextPart(entry.timeUs)
  }

  /** To be called about once a second: what is a second old is written. */
  tick(nowUs: TimeUs): void {
    if (nowUs - this.#firstTimeUs >= BLOCK_AGE_US) this.flush()
  }

  /** Everything added is on the disk when it returns. */
  flush(): void {
    if (this.#lines.length === 0) return
    const text = Buffer.from(this.#lines.join(''))
    const block = packBlock(text, this.#firstTimeUs, this.#lines[0]?.includes('"image":') === true)
    this.#lines = []
    this.#textBytes = 0
    writeSync(this.#file, block)
    fdatasyncSync(this.#file)
    this.#partBytes += block.length
    this.#bytes += block.length
  }

  close(): void {
    this.flush()
    closeSync(this.#file)
  }

  #begin(nowUs: TimeUs): number {
    const { path, header } = this.#options
    const file = openSync(partPath(path, this.#part), 'wx')
    this.#line({ ...header, startedUs: nowUs }, nowUs)
    return file
  }

  #nextPart(nowUs: TimeUs): void {
    this.close()
    this.#part += 1
    this.#partBytes = 0
    this.#file = this.#begin(nowUs)
    this.flush()
    const image = this.#options.image()
    if (image !== undefined) this.#line({ timeUs: nowUs, image: [...image] }, nowUs)
    this.flush()
  }

  #line(value: object, timeUs: TimeUs): void {
    if (this.#lines.length === 0) this.#firstTimeUs = timeUs
    const line = `${JSON.stringify(value)}\n`
    const bytes = Buffer.byteLength(line)
    // Only an image could be so large; a reader then begins at the one before it.
    if (bytes > BLOCK_TEXT_BYTES_MAX) return
    this.#lines.push(line)
    this.#textBytes += bytes
  }
}
