// A payload as a WebSocket frame from a server (RFC 6455, section 5.2: final, not masked), whole, so that the same bytes
// can be written to every client that gets it. Control frames stay with the library: on a socket without compression
// it writes each at once and whole, so the two never mix. Called by outgoing.ts.

const FINAL_TEXT = 0x81
const FINAL_BINARY = 0x82
const LENGTH_16 = 126
const LENGTH_64 = 127

export function webSocketFrame(payload: Uint8Array, kind: 'text' | 'binary'): Buffer {
  const { length } = payload
  const headerBytes = length < LENGTH_16 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerBytes + length)
  frame[0] = kind === 'text' ? FINAL_TEXT : FINAL_BINARY
  if (headerBytes === 2) {
    frame[1] = length
  } else if (headerBytes === 4) {
    frame[1] = LENGTH_16
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = LENGTH_64
    frame.writeUInt32BE(0, 2)
    frame.writeUInt32BE(length, 6)
  }
  frame.set(payload, headerBytes)
  return frame
}
