// Opens a recording with all its parts and reads it from any of its images on. Read by replay.ts. What is damaged ends the
// reading; it is named, and what stands before it is played.
import { existsSync } from 'node:fs'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { indexBlocks, readBlock, type BlockPlace } from './block-file.ts'
import { parseEntry, parseHeader, type RecordingEntry, type RecordingHeader } from './recording-lines.ts'
import { partPath } from './recording-writer.ts'

interface Block extends BlockPlace {
  readonly path: string
  readonly isFirst: boolean
}

export class Recording {
  readonly header: RecordingHeader
  /** Times of the first and the last entry. */
  readonly fromUs: TimeUs
  readonly toUs: TimeUs
  readonly parts: number
  readonly #blocks: readonly Block[]
  #damage: string | undefined

  private constructor(header: RecordingHeader, blocks: readonly Block[], damage: string | undefined) {
    this.header = header
    this.#blocks = blocks
    this.#damage = damage
    this.parts = new Set(blocks.map(({ path }) => path)).size
    this.fromUs = blocks[0]?.firstTimeUs ?? header.startedUs
    this.toUs = this.#lastTimeUs()
  }

  /** The recording that begins with this file, or why it cannot be played. */
  static open(path: string): Result<Recording, string> {
    if (!existsSync(path)) return err(`${path} is no recording: there is no such file`)
    const blocks: Block[] = []
    let damage: string | undefined
    for (let part = 1; damage === undefined && blocks.at(-1)?.isLast !== true; part++) {
      const file = partPath(path, part)
      const last = blocks.at(-1)
      if (last !== undefined && !existsSync(file)) {
        damage = `${last.path}: the recording was not ended; nothing is left of what came after byte ${last.offset + last.length}`
        break
      }
      try {
        const index = indexBlocks(file, last === undefined ? undefined : last.number + 1)
        blocks.push(...index.blocks.map((block, nth) => ({ ...block, path: file, isFirst: nth === 0 })))
        if (index.damage !== undefined) damage = `${file}: ${index.damage}`
      } catch (error) {
        return err(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
      }
      if (blocks.length === 0) break
    }
    const first = blocks[0]
    if (first === undefined) return err(`${path} is no recording: ${damage ?? 'it is empty'}`)
    const text = readBlock(first.path, first)
    if (!text.ok) return err(`${path} cannot be played: ${text.error}`)
    const header = parseHeader(text.value.split('\n', 1)[0] ?? '')
    return header.ok
      ? ok(new Recording(header.value, blocks, damage))
      : err(`${path} cannot be played: ${header.error}`)
  }

  /** Where and how the recording is damaged, as far as it has been read; undefined where it is not. */
  get damage(): string | undefined {
    return this.#damage
  }

  /**
   * The entries from the last image at or before this time on, or from the beginning, block by block as they are asked
   * for. Ends at what is damaged.
   */
  *entriesFrom(timeUs: TimeUs): Generator<RecordingEntry> {
    const start = this.#blocks.findLastIndex((block) => block.isImage && block.firstTimeUs <= timeUs)
    for (const block of this.#blocks.slice(Math.max(0, start))) {
      const text = readBlock(block.path, block)
      if (!text.ok) {
        this.#damage = `${block.path}: ${text.error}`
        return
      }
      const lines = text.value.split('\n')
      for (const [nth, line] of lines.entries()) {
        if ((block.isFirst && nth === 0) || line === '') continue
        const entry = parseEntry(line)
        if (entry === undefined) {
          this.#damage = `${block.path}: line ${nth + 1} of the block at byte ${block.offset} cannot be read`
          return
        }
        yield entry
      }
    }
  }

  #lastTimeUs(): TimeUs {
    const last = this.#blocks.at(-1)
    let lastUs = last?.firstTimeUs ?? this.fromUs
    if (last === undefined) return lastUs
    const text = readBlock(last.path, last)
    for (const line of text.ok ? text.value.split('\n') : []) lastUs = parseEntry(line)?.timeUs ?? lastUs
    return lastUs
  }
}
