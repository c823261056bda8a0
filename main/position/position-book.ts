// Every position of the account, made from fills only: applied as they come, and applied again in the same order where
// the venue took one back or changed it, so that the book is as if that had been known from the start. OrderStore has
// already dropped fills seen before. Owned by main/core, which hands in its effects and the venue's definitions, in
// either order.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { Fill, HeldPosition } from '../../shared/domain/order.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { InstrumentPosition } from './instrument-position.ts'
import { legFills } from './leg-fills.ts'

/** A definition that would change what booked trades were worth. The first one stands. */
export interface TickValueChanged {
  readonly kind: 'tickValueChanged'
  readonly instrumentId: InstrumentId
  readonly was: number
  readonly now: number
}

export class PositionBook {
  #positions = new Map<InstrumentId, InstrumentPosition>()
  readonly #definitions = new Map<InstrumentId, Instrument>()
  #version = 0

  /** Grows with every fill and every definition that gives a waiting position its money. */
  get version(): number {
    return this.#version
  }

  /** Makes the value of a tick known. Saying the same again is nothing; saying another is refused. */
  define(instrument: Instrument): Result<void, TickValueChanged> {
    const { instrumentId, tickValueMinor: now } = instrument
    const position = this.#positions.get(instrumentId)
    const was = position?.tickValueMinor
    if (was !== undefined && was !== now) return err({ kind: 'tickValueChanged', instrumentId, was, now })
    this.#definitions.set(instrumentId, instrument)
    if (position?.isWaiting === true) {
      position.define(now)
      this.#version += 1
    }
    return ok(undefined)
  }

  /** Books a fill; of a combination its legs, which is where the position is. */
  apply(fill: Fill): void {
    for (const part of partsOf(fill)) this.#book(part)
    this.#version += 1
  }

  /** Makes these instruments' positions anew; `fills` are all that count, in the order in which they were told. */
  rebuild(instruments: ReadonlySet<InstrumentId>, fills: Iterable<Fill>): void {
    const before = this.#positions
    this.#positions = new Map()
    for (const fill of fills) {
      for (const part of partsOf(fill)) {
        const kept = instruments.has(part.instrumentId) ? undefined : before.get(part.instrumentId)
        if (kept === undefined) this.#book(part)
        else this.#positions.set(part.instrumentId, kept)
      }
    }
    this.#version += 1
  }

  #book(fill: Fill): void {
    let position = this.#positions.get(fill.instrumentId)
    if (position === undefined) {
      position = new InstrumentPosition()
      const definition = this.#definitions.get(fill.instrumentId)
      if (definition !== undefined) position.define(definition.tickValueMinor)
      this.#positions.set(fill.instrumentId, position)
    }
    position.apply(fill)
  }

  position(instrumentId: InstrumentId): InstrumentPosition | undefined {
    return this.#positions.get(instrumentId)
  }

  /** Lots held, positive when long; 0 for an instrument never traded. */
  netQty(instrumentId: InstrumentId): number {
    return this.#positions.get(instrumentId)?.netQty ?? 0
  }

  /** Lots by instrument where they are not zero, defined or not. */
  held(): readonly HeldPosition[] {
    return [...this.#positions]
      .map(([instrumentId, { netQty }]) => ({ instrumentId, netQty }))
      .filter(({ netQty }) => netQty !== 0)
  }

  /** Every instrument ever traded whose definition is known, in the order of the first fill. */
  defined(): readonly { readonly instrument: Instrument; readonly position: InstrumentPosition }[] {
    return [...this.#positions].flatMap(([instrumentId, position]) => {
      const instrument = this.#definitions.get(instrumentId)
      return instrument === undefined ? [] : [{ instrument, position }]
    })
  }

  /** Instruments traded and not defined: their lots are known, their money is not. To be shown as such. */
  undefinedInstruments(): readonly { readonly instrumentId: InstrumentId; readonly netQty: number }[] {
    return [...this.#positions]
      .filter(([instrumentId]) => !this.#definitions.has(instrumentId))
      .map(([instrumentId, position]) => ({ instrumentId, netQty: position.netQty }))
  }
}

/** What a fill books: itself, or of a combination its legs. */
function partsOf(fill: Fill): readonly Fill[] {
  return fill.legs === undefined ? [fill] : legFills(fill, fill.legs)
}
