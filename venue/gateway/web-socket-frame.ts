// A payload as a WebSocket frame from a server (RFC 6455, section 5.2: final, not masked), whole, so that the same bytes
// can be written to every client that gets it. Control frames stay with the library: on a socket without compression
// it writes each at once and whole, so the two never mix. Called by outgoing.ts.

const FINAL_TEXT = 0x81
const FINAL_BINARY = 0x82
const LENGTH_16 = 126
const LENGTH_64 = 127

export function webSocketFrame(payload: Uint8Array): Buffer {
  const { frame, headerBytes } = frameFor(payload.length, FINAL_BINARY)
  frame.set(payload, headerBytes)
  return frame
}

/** The same for a text, written into its frame without a copy in between. */
export function webSocketTextFrame(text: string): Buffer {
  const { frame, headerBytes } = frameFor(Buffer.byteLength(text), FINAL_TEXT)
  frame.write(text, headerBytes)
  return frame
}

/** Room for a payload of so many bytes, behind its header. */
function frameFor(length: number, kind: number): { readonly frame: Buffer; readonly headerBytes: number } {
  const headerBytes = length < LENGTH_16 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerBytes + length)
  frame[0] = kind
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
  return { frame, headerBytes }
}
