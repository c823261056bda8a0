// Joins the texts of messages into frames within the protocol's limits. Called by every channel when it sends.
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'

/** A character is at most three bytes of UTF-8, so a frame of this length is never too large. */
const FRAME_CHARS_MAX = Math.floor(WIRE_LIMITS.venueFrameBytesMax / 3)

/** One frame per call where it fits: a single message as it is, several as an array in order. */
export function framesOf(texts: readonly string[]): string[] {
  const frames: string[] = []
  let from = 0
  let chars = 0
  for (let to = 0; to < texts.length; to++) {
    const length = (texts[to] ?? '').length + 1
    const isFull = to - from === WIRE_LIMITS.messagesPerFrameMax || chars + length > FRAME_CHARS_MAX
    if (to > from && isFull) {
      frames.push(frameOf(texts.slice(from, to)))
      from = to
      chars = 0
    }
    chars += length
  }
  if (from < texts.length) frames.push(frameOf(texts.slice(from)))
  return frames
}

function frameOf(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(',')}]`
}
