// What a WebSocket hands over as plain bytes, and those as text. Used by whoever reads frames.
import type { RawData } from 'ws'

/** The bytes of a message, copied only where the socket holds them in pieces. */
export function frameBytes(data: RawData): Uint8Array {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data)
}

/** The bytes read as UTF-8. */
export function frameText(frame: Uint8Array): string {
  return Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('utf8')
}
