// A file of gzip members, each a block of lines that can be read without the others: `zcat` reads the whole, and what a
// crash cut off or a disk damaged costs the block it hit. Each member's header has a field of ours (RFC 1952, 2.3.1.1)
// with what a reader needs to find its way without unpacking anything, and a checksum of the header. Used by
// recording-writer.ts and recording-reader.ts.
// Invariant: a block follows the one whose number is one less, also in another file; nothing is missing between them.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { timeUs } from '../../../shared/math/quantities.ts'

export interface BlockMark {
  /** From 1, through all parts of a recording. */
  readonly number: number
  readonly firstTimeUs: TimeUs
  /** Its first line is an image: one can begin here. */
  readonly isImage: boolean
  /** The recording was ended with it. */
  readonly isLast: boolean
}

/** Where a block lies and what it is. */
export interface BlockPlace extends BlockMark {
  readonly offset: number
  /** Bytes of the whole member. */
  readonly length: number
}

/** A block holds at most this much text; a longer one is refused before it is unpacked. */
export const BLOCK_TEXT_BYTES_MAX = 64 * 1024 * 1024
/** Fixed part of a member's header, with the length of the extra field. */
const HEADER_BYTES = 12
/** Identifier of the field and its length; the member's length, the time, the number, flags, CRC-32 of all before it. */
const EXTRA_BYTES = 4 + 4 + 8 + 4 + 1 + 4
const HEAD_BYTES = HEADER_BYTES + EXTRA_BYTES
const TRAILER_BYTES = 8
const [LENGTH_AT, TIME_AT, NUMBER_AT, FLAGS_AT, CRC_AT] = [16, 20, 28, 32, 33]
const [IMAGE_FLAG, LAST_FLAG] = [1, 2]
const [GZIP_1, GZIP_2, DEFLATE, HAS_EXTRA, UNKNOWN_SYSTEM] = [0x1f, 0x8b, 8, 4, 255]
const [FIELD_1, FIELD_2] = [0x54, 0x4e]

/** The bytes of one block. `text` is UTF-8 of at most BLOCK_TEXT_BYTES_MAX bytes. */
export function packBlock(text: Buffer, { firstTimeUs, number, isImage, isLast }: BlockMark): Buffer {
  const body = deflateRawSync(text)
  const length = HEAD_BYTES + body.length + TRAILER_BYTES
  const block = Buffer.alloc(length)
  block.set([GZIP_1, GZIP_2, DEFLATE, HAS_EXTRA, 0, 0, 0, 0, 0, UNKNOWN_SYSTEM])
  block.writeUInt16LE(EXTRA_BYTES, 10)
  block.set([FIELD_1, FIELD_2, EXTRA_BYTES - 4, 0], HEADER_BYTES)
  block.writeUInt32LE(length, LENGTH_AT)
  block.writeBigUInt64LE(BigInt(firstTimeUs), TIME_AT)
  block.writeUInt32LE(number, NUMBER_AT)
  block[FLAGS_AT] = (isImage ? IMAGE_FLAG : 0) + (isLast ? LAST_FLAG : 0)
  block.writeUInt32LE(crc32(block.subarray(0, CRC_AT)), CRC_AT)
  block.set(body, HEAD_BYTES)
  block.writeUInt32LE(crc32(text), length - 8)
  block.writeUInt32LE(text.length, length - 4)
  return block
}

export interface BlockIndex {
  readonly blocks: readonly BlockPlace[]
  /** What follows the last block that stands whole, in words; undefined when nothing does. */
  readonly damage: string | undefined
}

/**
 * Walks the headers of the file, whose first block has this number where it is known. Throws Node's error when the file
 * cannot be read at all.
 */
export function indexBlocks(path: string, firstNumber?: number): BlockIndex {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    const blocks: BlockPlace[] = []
    let offset = 0
    while (offset < size) {
      const place = placeAt(readAt(file, offset, HEAD_BYTES), offset)
      if (place === undefined)
        return { blocks, damage: `what stands at byte ${offset} of ${size} is no block of a recording` }
      const before = blocks.at(-1)
      const number = before === undefined ? firstNumber : before.number + 1
      if (number !== undefined && place.number !== number)
        return { blocks, damage: `at byte ${offset} stands block ${place.number}, not block ${number}` }
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

/** The text of a block, or what is wrong with it. Never throws. */
export function readBlock(path: string, { offset, length }: BlockPlace): Result<string, string> {
  try {
    const block = bytesOf(path, offset, length)
    const bad = err(`the block at byte ${offset} is damaged`)
    if (block.length !== length || block.readUInt32LE(length - 4) > BLOCK_TEXT_BYTES_MAX) return bad
    const text = inflated(block.subarray(HEAD_BYTES, length - TRAILER_BYTES))
    if (text?.length !== block.readUInt32LE(length - 4)) return bad
    return crc32(text) === block.readUInt32LE(length - 8) ? ok(text.toString('utf8')) : bad
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return err(`the block at byte ${offset} cannot be read: ${why}`)
  }
}

function placeAt(head: Buffer, offset: number): BlockPlace | undefined {
  const isBlock =
    head.length === HEAD_BYTES &&
    [GZIP_1, GZIP_2, DEFLATE, HAS_EXTRA].every((byte, at) => head[at] === byte) &&
    head.readUInt16LE(10) === EXTRA_BYTES &&
    head[HEADER_BYTES] === FIELD_1 &&
    head[HEADER_BYTES + 1] === FIELD_2 &&
    head.readUInt32LE(CRC_AT) === crc32(head.subarray(0, CRC_AT))
  if (!isBlock) return undefined
  const [length, number] = [head.readUInt32LE(LENGTH_AT), head.readUInt32LE(NUMBER_AT)]
  const time = Number(head.readBigUInt64LE(TIME_AT))
  const flags = head.readUInt8(FLAGS_AT)
  if (length < HEAD_BYTES + TRAILER_BYTES || !Number.isSafeInteger(time)) return undefined
  return {
    ...{ offset, length, number, firstTimeUs: timeUs(time) },
    isImage: (flags & IMAGE_FLAG) !== 0,
    isLast: (flags & LAST_FLAG) !== 0,
  }
}

function bytesOf(path: string, offset: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    return readAt(file, offset, length)
  } finally {
    closeSync(file)
  }
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
