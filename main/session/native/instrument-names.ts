// The listed instruments by the bytes of their symbols, so that a quick reader finds one without making a string. Pure.
// Invariant: a symbol with other than ASCII letters is never found; frames that name it are read by the general parser.
import type { InstrumentId } from '../../../shared/domain/brands.ts'

interface Name {
  readonly id: InstrumentId
  readonly bytes: Uint8Array
}

export class InstrumentNames {
  readonly #names = new Map<number, Name>()

  /** One instrument more. */
  add(id: InstrumentId): void {
    const bytes = ascii(id)
    this.#names.set(
      bytes.reduce((code, byte) => mixed(code, byte), 0),
      { id, bytes },
    )
  }

  /** The listed instruments, in place of those before. */
  replace(instruments: readonly InstrumentId[]): void {
    this.#names.clear()
    for (const id of instruments) this.add(id)
  }

  /** The instrument whose symbol is `frame[from … to)`; undefined for any other bytes. */
  find(frame: Uint8Array, from: number, to: number): InstrumentId | undefined {
    let code = 0
    for (let at = from; at < to; at++) code = mixed(code, frame[at] ?? 0)
    const name = this.#names.get(code)
    if (name?.bytes.length !== to - from) return undefined
    for (let nth = 0; nth < name.bytes.length; nth++) {
      if (name.bytes[nth] !== frame[from + nth]) return undefined
    }
    return name.id
  }
}

/** The bytes of an ASCII text; other letters become 0, which no frame has in a symbol. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => (letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : 0))
}

function mixed(code: number, byte: number): number {
  return (Math.imul(code, 31) + byte) | 0
}
