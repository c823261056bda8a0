// A file of gzip members, each a block of lines that can be read without the others: `zcat` reads the whole, and what a
// crash cut off or a disk damaged costs the block it hit. Each member's header has a field of ours (RFC 1952, 2.3.1.1)
// with the member's length and the time of its first line, so that a reader finds its way without unpacking anything.
// Used by recording-writer.ts and recording-reader.ts.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { timeUs } from '../../../shared/math/quantities.ts'

/** Where a block lies and when it begins. */
export interface BlockPlace {
  readonly offset: number
  /** Bytes of the whole member. */
  readonly length: number
  readonly firstTimeUs: TimeUs
  /** Its first line is an image: one can begin here. */
  readonly isImage: boolean
}

/** A block holds at most this much text; a longer one is refused before it is unpacked. */
export const BLOCK_TEXT_BYTES_MAX = 64 * 1024 * 1024
/** Fixed part of a member's header, with the length of the extra field. */
const HEADER_BYTES = 12
/** Identifier of the field and its length; the member's length, the time, whether it begins with an image. */
const EXTRA_BYTES = 4 + 4 + 8 + 1
const TRAILER_BYTES = 8
const [GZIP_1, GZIP_2, DEFLATE, HAS_EXTRA, UNKNOWN_SYSTEM] = [0x1f, 0x8b, 8, 4, 255]
const [FIELD_1, FIELD_2] = [0x54, 0x4e]

/** The bytes of one block. `text` is UTF-8 of at most BLOCK_TEXT_BYTES_MAX bytes. */
export function packBlock(text: Buffer, firstTimeUs: TimeUs, isImage: boolean): Buffer {
  const body = deflateRawSync(text)
  const length = HEADER_BYTES + EXTRA_BYTES + body.length + TRAILER_BYTES
  const block = Buffer.alloc(length)
  block.set([GZIP_1, GZIP_2, DEFLATE, HAS_EXTRA, 0, 0, 0, 0, 0, UNKNOWN_SYSTEM])
  block.writeUInt16LE(EXTRA_BYTES, 10)
  block.set([FIELD_1, FIELD_2, EXTRA_BYTES - 4, 0], HEADER_BYTES)
  block.writeUInt32LE(length, HEADER_BYTES + 4)
  block.writeBigUInt64LE(BigInt(firstTimeUs), HEADER_BYTES + 8)
  block[HEADER_BYTES + 16] = isImage ? 1 : 0
  block.set(body, HEADER_BYTES + EXTRA_BYTES)
  block.writeUInt32LE(crc32(text), length - 8)
  block.writeUInt32LE(text.length, length - 4)
  return block
}

export interface BlockIndex {
  readonly blocks: readonly BlockPlace[]
  /** What follows the last block that stands whole, in words; undefined when nothing does. */
  readonly damage: string | undefined
}

/** Walks the headers of the file. Throws Node's error when it cannot be read at all. */
export function indexBlocks(path: string): BlockIndex {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    const blocks: BlockPlace[] = []
    let offset = 0
    while (offset < size) {
      const place = placeAt(readAt(file, offset, HEADER_BYTES + EXTRA_BYTES), offset)
      if (place === undefined)
        return { blocks, damage: `what stands at byte ${offset} of ${size} is no block of a recording` }
      if (offset + place.length > size)
        return { blocks, damage: `the block at byte ${offset} is cut off ${size - offset} bytes in` }
      blocks.push(place)
      offset += place.length
    }
    return { blocks, damage: undefined }
  } finally {
    closeSync(file)
  }
}

/** The text of a block, or what is wrong with it. */
export function readBlock(path: string, { offset, length }: BlockPlace): Result<string, string> {
  const file = openSync(path, 'r')
  try {
    const block = readAt(file, offset, length)
    const bad = err(`the block at byte ${offset} is damaged`)
    if (block.length !== length || block.readUInt32LE(length - 4) > BLOCK_TEXT_BYTES_MAX) return bad
    const body = block.subarray(HEADER_BYTES + EXTRA_BYTES, length - TRAILER_BYTES)
    const text = inflated(body)
    if (text?.length !== block.readUInt32LE(length - 4)) return bad
    return crc32(text) === block.readUInt32LE(length - 8) ? ok(text.toString('utf8')) : bad
  } finally {
    closeSync(file)
  }
}

function placeAt(head: Buffer, offset: number): BlockPlace | undefined {
  const isBlock =
    head.length === HEADER_BYTES + EXTRA_BYTES &&
    [GZIP_1, GZIP_2, DEFLATE, HAS_EXTRA].every((byte, at) => head[at] === byte) &&
    head.readUInt16LE(10) === EXTRA_BYTES &&
    head[HEADER_BYTES] === FIELD_1 &&
    head[HEADER_BYTES + 1] === FIELD_2
  if (!isBlock) return undefined
  const length = head.readUInt32LE(HEADER_BYTES + 4)
  const time = Number(head.readBigUInt64LE(HEADER_BYTES + 8))
  const isPossible = length >= HEADER_BYTES + EXTRA_BYTES + TRAILER_BYTES && Number.isSafeInteger(time)
  return isPossible
    ? { offset, length, firstTimeUs: timeUs(time), isImage: head[HEADER_BYTES + 16] === 1 }
    : undefined
}

function inflated(body: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(body, { maxOutputLength: BLOCK_TEXT_BYTES_MAX })
  } catch {
    return undefined
  }
}

/** Fewer bytes than asked for where the file ends. */
function readAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let read = 0
  while (read < length) {
    const got = readSync(file, bytes, read, length - read, offset + read)
    if (got === 0) break
    read += got
  }
  return bytes.subarray(0, read)
}
