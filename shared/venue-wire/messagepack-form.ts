// Looks over MessagePack bytes before anything is built from them: exactly one value, made of nil, booleans, numbers,
// texts and arrays, not nested too deep. A decoder takes memory for the length that an array claims, so bytes from a
// stranger are walked first; the walk takes none. Called by binary-frame.ts.

/** The deepest message is a frame, a message, a definition, its combination, the legs, a leg. */
const DEPTH_MAX = 8

/** What keeps the bytes from being a frame, in words; undefined when nothing does. */
export function messagePackProblem(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  /** Values still to come in each array that is open. */
  const open: number[] = []
  let at = 0
  do {
    const head = bytes[at]
    if (head === undefined) return 'The bytes end before the frame does.'
    const size = sizeOf(head)
    if (size === undefined) return `Byte ${at} begins a kind of value that the protocol does not use.`
    if (at + 1 + size.lengthBytes > bytes.length) return 'The bytes end before the frame does.'
    const length = size.lengthBytes === 0 ? size.length : readLength(view, at + 1, size.lengthBytes)
    at += 1 + size.lengthBytes
    if (size.isArray) {
      // Every value takes a byte at least.
      if (length > bytes.length - at) return 'An array claims more than the frame holds.'
      if (open.length === DEPTH_MAX) return `Arrays are nested more than ${DEPTH_MAX} deep.`
      open.push(length + 1)
    } else {
      at += length
      if (at > bytes.length) return 'The bytes end before the frame does.'
    }
    while (open.length > 0) {
      const left = (open.pop() ?? 0) - 1
      if (left === 0) continue
      open.push(left)
      break
    }
  } while (open.length > 0)
  return at === bytes.length ? undefined : `${bytes.length - at} bytes follow the frame.`
}

interface ValueSize {
  readonly isArray: boolean
  /** Bytes after the head, or values of an array; where `lengthBytes` is 0 it is known from the head. */
  readonly length: number
  /** Bytes in which the length is written after the head. */
  readonly lengthBytes: 0 | 1 | 2 | 4
}

function readLength(view: DataView, at: number, lengthBytes: 1 | 2 | 4): number {
  if (lengthBytes === 1) return view.getUint8(at)
  return lengthBytes === 2 ? view.getUint16(at) : view.getUint32(at)
}

const plain = (length: number): ValueSize => ({ isArray: false, length, lengthBytes: 0 })
const text = (lengthBytes: 1 | 2 | 4): ValueSize => ({ isArray: false, length: 0, lengthBytes })
const array = (lengthBytes: 2 | 4): ValueSize => ({ isArray: true, length: 0, lengthBytes })

/** By the first byte of a value, after the MessagePack specification; maps, binary and extensions are not used. */
const sizes: readonly (ValueSize | undefined)[] = Array.from({ length: 256 }, (_, head) => {
  if (head <= 0x7f || head >= 0xe0) return plain(0)
  if (head >= 0x90 && head <= 0x9f) return { isArray: true, length: head - 0x90, lengthBytes: 0 }
  if (head >= 0xa0 && head <= 0xbf) return plain(head - 0xa0)
  return new Map([
    [0xc0, plain(0)],
    [0xc2, plain(0)],
    [0xc3, plain(0)],
    [0xca, plain(4)],
    [0xcb, plain(8)],
    [0xcc, plain(1)],
    [0xcd, plain(2)],
    [0xce, plain(4)],
    [0xcf, plain(8)],
    [0xd0, plain(1)],
    [0xd1, plain(2)],
    [0xd2, plain(4)],
    [0xd3, plain(8)],
    [0xd9, text(1)],
    [0xda, text(2)],
    [0xdb, text(4)],
    [0xdc, array(2)],
    [0xdd, array(4)],
  ]).get(head)
})

function sizeOf(head: number): ValueSize | undefined {
  return sizes[head]
}
