// What the clearing knows of the listed instruments, by root: terms, newest settlement, open interest, margin rates.
// Owned by Clearing, which changes it at the end of a day; read by the accounts.
import { assert } from '../../../shared/domain/assert.ts'
import type { InstrumentId, IsoDate, PriceTicks } from '../../../shared/domain/brands.ts'
import type { Currency, Instrument } from '../../../shared/domain/instrument.ts'
import type { MarginParameters } from '../../../shared/domain/margin-parameters.ts'
import { marginRates, type MarginRates } from '../../../shared/math/margin.ts'
import { nextBusinessDay } from '../session/trading-sessions.ts'
import { deliveryProgress, type DeliveryProgress } from '../settlement/final-settlement.ts'
import { positionLimitsOf, type PositionLimits } from './paper-terms.ts'

/** The fields of an instrument that clearing needs, for snapshots as well. */
export type ClearedInstrument = Pick<
  Instrument,
  'instrumentId' | 'root' | 'currency' | 'tickValueMinor' | 'deliveryStart' | 'combination'
>

export interface ClearedOutright {
  readonly instrument: ClearedInstrument
  readonly root: ClearedRoot
  /** Rises in listing order. */
  readonly rank: number
  /** The newest settlement. */
  settlement: PriceTicks
  progress: DeliveryProgress
  /** The delivery month runs on the trading day that is traded now. */
  isInDelivery: boolean
  /** Lots held long over all accounts. */
  openInterest: number
}

export class ClearedRoot {
  readonly root: string
  readonly currency: Currency
  readonly limits: PositionLimits
  /** In listing order. */
  readonly outrights = new Map<InstrumentId, ClearedOutright>()
  readonly combinations = new Map<InstrumentId, ClearedInstrument>()
  /** The smallest of the limits: who is within it breaks none. */
  readonly leastLimit: number
  private listed = 0
  rates: MarginRates = { scanMinor: 0, interMonthMinor: 0, deliveryMonthMinor: 0 }

  constructor(root: string, currency: Currency) {
    this.root = root
    this.currency = currency
    this.limits = positionLimitsOf(root)
    const { spotMonth, singleMonth, allMonths } = this.limits
    this.leastLimit = Math.min(spotMonth, singleMonth, allMonths)
  }

  /** The most that the margin rises by for one lot more, whatever else is held. */
  get lotMinor(): number {
    const { scanMinor, interMonthMinor, deliveryMonthMinor } = this.rates
    return scanMinor + interMonthMinor + deliveryMonthMinor
  }

  list(instrument: ClearedInstrument, settlement: PriceTicks, settledDate: IsoDate): void {
    assert(!this.outrights.has(instrument.instrumentId), `${instrument.instrumentId} is listed once`)
    const { deliveryStart } = instrument
    const contract: ClearedOutright = {
      instrument,
      root: this,
      rank: this.listed++,
      settlement,
      ...standing(deliveryStart, settledDate),
      openInterest: 0,
    }
    this.outrights.set(instrument.instrumentId, contract)
  }

  listCombination(instrument: ClearedInstrument): void {
    for (const leg of instrument.combination?.legs ?? [])
      assert(this.outrights.has(leg.instrumentId), `${leg.instrumentId} is listed before its combinations`)
    this.combinations.set(instrument.instrumentId, instrument)
  }

  /** A contract that has ended, and the combinations it is part of. */
  unlist(instrumentId: InstrumentId): void {
    this.outrights.delete(instrumentId)
    for (const [id, { combination }] of this.combinations) {
      if (combination?.legs.some((leg) => leg.instrumentId === instrumentId)) this.combinations.delete(id)
    }
  }

  /** Outright or combination. */
  lists(instrumentId: InstrumentId): boolean {
    return this.outrights.has(instrumentId) || this.combinations.has(instrumentId)
  }

  outright(instrumentId: InstrumentId): ClearedOutright {
    const contract = this.outrights.get(instrumentId)
    assert(contract !== undefined, 'a contract that is looked for is a listed outright')
    return contract
  }

  /** Lots of outrights that one lot moves: 1 for an outright, the sum of the legs' for a combination. */
  legLots(instrumentId: InstrumentId): number {
    const combination = this.combinations.get(instrumentId)?.combination
    if (combination === undefined) return 1
    let lots = 0
    for (const { ratio } of combination.legs) lots += Math.abs(ratio)
    return lots
  }

  startDay(settledDate: IsoDate): void {
    for (const contract of this.outrights.values())
      Object.assign(contract, standing(contract.instrument.deliveryStart, settledDate))
  }

  /** The rates follow the dearest month, so that one set of figures serves the whole root. */
  setRates(parameters: MarginParameters): void {
    let dearest: ClearedOutright | undefined
    for (const contract of this.outrights.values()) {
      if (dearest === undefined || Math.abs(contract.settlement) > Math.abs(dearest.settlement))
        dearest = contract
    }
    if (dearest === undefined) return
    const { tickValueMinor } = dearest.instrument
    this.rates = marginRates(parameters, { referenceTicks: dearest.settlement, tickValueMinor })
  }
}

function standing(
  deliveryStart: IsoDate,
  settledDate: IsoDate,
): { readonly progress: DeliveryProgress; readonly isInDelivery: boolean } {
  return {
    progress: deliveryProgress(deliveryStart, settledDate),
    isInDelivery: deliveryStart <= nextBusinessDay(settledDate),
  }
}
