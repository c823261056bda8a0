// What stands of the acts that stop a desk: whether trading is stopped, which positions are being flattened, what the
// venue is to do when the order session drops. Changed by journal records only, live and at recovery alike; owned by
// main/core.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { assertNever } from '../../shared/domain/assert.ts'
import type { ControlRecord } from './control-records.ts'
import { Flattening } from './flatten.ts'

export interface TradingStop {
  readonly sinceUs: TimeUs
  readonly who: string
  /** Where it was asked for. */
  readonly origin: string
}

export class DeskControls {
  readonly #flattenings = new Map<InstrumentId, Flattening>()
  #stopped: TradingStop | undefined
  #cancelOnDisconnect = false

  /** Latched: only a person's word ends it, a restart does not. */
  get stopped(): TradingStop | undefined {
    return this.#stopped
  }

  /** What the next login asks for. */
  get cancelOnDisconnect(): boolean {
    return this.#cancelOnDisconnect
  }

  get flattenings(): readonly Flattening[] {
    return [...this.#flattenings.values()]
  }

  isFlattening(instrumentId: InstrumentId): boolean {
    return this.#flattenings.has(instrumentId)
  }

  apply(record: ControlRecord): void {
    switch (record.kind) {
      case 'tradingStopped':
        this.#stopped ??= { sinceUs: record.timeUs, who: record.who, origin: record.origin }
        return
      case 'tradingRearmed':
        this.#stopped = undefined
        return
      case 'flattenStarted':
        this.#flattenings.set(record.instrumentId, new Flattening(record.instrumentId, record.timeUs))
        return
      case 'flattenEnded':
        this.#flattenings.delete(record.instrumentId)
        return
      case 'cancelOnDisconnectSet':
        this.#cancelOnDisconnect = record.isOn
        return
      default:
        assertNever(record)
    }
  }
}
