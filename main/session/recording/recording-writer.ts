// Writes a recording: lines are gathered into a block, which is on the disk when it is flushed, and a file that has grown
// large is followed by the next part, which can be read alone. Called by recorder.ts, which flushes every second: a crash
// of the machine costs that second; what stands before is whole. After an error nothing more is written.
import { closeSync, existsSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { BLOCK_TEXT_BYTES_MAX, packBlock } from './block-file.ts'
import type { RecordingEntry, RecordingHeader } from './recording-lines.ts'

export interface RecordingWriterOptions {
  readonly path: string
  readonly header: RecordingHeader
  /** A part with more compressed bytes than this after its first image is ended. */
  readonly partBytesMax: number
  /** What a part begins with; asked for whenever one is begun, undefined where nothing is known yet. */
  readonly image: () => readonly string[] | undefined
}

const BLOCK_TEXT_BYTES = 256 * 1024

/** Name of the nth part of a recording, from 1. */
export function partPath(path: string, part: number): string {
  return part === 1 ? path : `${path}.${part}`
}

/** Throws Node's error where the file or a second part exists already, or where it cannot be written. */
export class RecordingWriter {
  readonly #options: RecordingWriterOptions
  /** Undefined once it is closed. */
  #file: number | undefined
  #part = 1
  #partBytes = 0
  #lines: string[] = []
  #textBytes = 0
  #firstTimeUs: TimeUs
  #lastTimeUs: TimeUs
  #blocks = 0
  #bytes = 0

  constructor(options: RecordingWriterOptions) {
    this.#options = options
    this.#firstTimeUs = options.header.startedUs
    this.#lastTimeUs = options.header.startedUs
    const second = partPath(options.path, 2)
    if (existsSync(second)) throw new Error(`${second} exists already`)
    this.#file = this.#begin(options.header.startedUs)
  }

  get part(): number {
    return this.#part
  }

  /** Compressed bytes on the disk, of all parts. */
  get bytes(): number {
    return this.#bytes
  }

  add(entry: RecordingEntry): void {
    // An image stands first in its block, so that a reader finds it without unpacking what is before.
    if ('image' in entry) this.flush()
    this.#line(entry, entry.timeUs)
    if (this.#textBytes >= BLOCK_TEXT_BYTES) this.flush()
    if (this.#partBytes > this.#options.partBytesMax) this.#nextPart(entry.timeUs)
  }

  /** Everything added is on the disk when it returns. */
  flush(): void {
    if (this.#lines.length > 0) this.#write(false)
  }

  /** Ends the recording; what was added is on the disk when it returns. */
  close(): void {
    if (this.#file === undefined) return
    this.#write(true)
    this.#closeFile()
  }

  #begin(nowUs: TimeUs): number {
    const { path, header } = this.#options
    const file = openSync(partPath(path, this.#part), 'wx')
    this.#line({ ...header, startedUs: nowUs }, nowUs)
    return file
  }

  #nextPart(nowUs: TimeUs): void {
    this.flush()
    this.#closeFile()
    this.#part += 1
    this.#file = this.#begin(nowUs)
    this.flush()
    const image = this.#options.image()
    if (image !== undefined) this.#line({ timeUs: nowUs, image: [...image] }, nowUs)
    this.flush()
    this.#partBytes = 0
  }

  #write(isLast: boolean): void {
    const file = this.#file
    if (file === undefined) return
    const isImage = this.#lines[0]?.includes('"image":') === true
    const firstTimeUs = this.#lines.length === 0 ? this.#lastTimeUs : this.#firstTimeUs
    this.#blocks += 1
    const mark = { number: this.#blocks, firstTimeUs, isImage, isLast }
    const block = packBlock(Buffer.from(this.#lines.join('')), mark)
    this.#lines = []
    this.#textBytes = 0
    try {
      // A disk that is nearly full takes a part of it.
      for (let at = 0; at < block.length;) at += writeSync(file, block, at)
      fdatasyncSync(file)
    } catch (error) {
      this.#closeFile()
      throw error
    }
    this.#partBytes += block.length
    this.#bytes += block.length
  }

  #closeFile(): void {
    const file = this.#file
    this.#file = undefined
    if (file !== undefined) closeSync(file)
  }

  #line(value: object, timeUs: TimeUs): void {
    if (this.#lines.length === 0) this.#firstTimeUs = timeUs
    this.#lastTimeUs = timeUs
    const line = `${JSON.stringify(value)}\n`
    const bytes = Buffer.byteLength(line)
    // Only an image could be so large; a reader then begins at the one before it.
    if (bytes > BLOCK_TEXT_BYTES_MAX) return
    this.#lines.push(line)
    this.#textBytes += bytes
  }
}
