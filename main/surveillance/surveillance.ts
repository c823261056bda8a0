// Watches the desk's own flow for what a market-abuse rule would ask about, instrument by instrument, and answers with
// alerts. Owned by main/core, which feeds every own order as it stands after each record, every fill, and each tick.
// Deterministic: times and the market come in with the events. It decides nothing: no order waits for it. What was before
// it was there (recovery, reports caught up with after a login) is learnt and not judged.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { Fill, Order } from '../../shared/domain/order.ts'
import type { SurveillanceAlert } from '../../shared/domain/surveillance.ts'
import { CancelRatioWatch } from './cancel-ratio.ts'
import { IgnitionWatch } from './ignition.ts'
import { LayeringWatch } from './layering.ts'
import { OwnFlow, type Moment, type OwnAct, type Touch } from './own-flow.ts'
import { limitValues, type SurveillanceSettings } from './surveillance-settings.ts'
import { WashWatch } from './wash.ts'

/** The instruments the desk acted in last; one that falls out of them begins anew. */
export const INSTRUMENTS_MAX = 256

interface Watched {
  readonly flow: OwnFlow
  readonly layering: LayeringWatch
  readonly wash: WashWatch
  readonly ignition: IgnitionWatch
  readonly cancelRatio: CancelRatioWatch
}

export class Surveillance {
  readonly #settings: SurveillanceSettings
  /** The one acted in last at the end. */
  readonly #watched = new Map<InstrumentId, Watched>()

  constructor(settings: SurveillanceSettings) {
    this.#settings = settings
  }

  /** How many instruments are watched. */
  get instrumentCount(): number {
    return this.#watched.size
  }

  /** An order as it stands, without a judgement on how it came to. */
  learn(order: Order, moment: Moment): void {
    this.#of(order.instrumentId).flow.take(order, moment)
  }

  /** An order as it stands after something happened to it now; before its fill where that was one. */
  order(order: Order, moment: Moment): readonly SurveillanceAlert[] {
    const watched = this.#of(order.instrumentId)
    const act = watched.flow.take(order, moment)
    return act === undefined ? [] : acted(watched, act, moment.nowUs)
  }

  fill(fill: Fill, moment: Moment): readonly SurveillanceAlert[] {
    const { flow, layering, wash, ignition, cancelRatio } = this.#of(fill.instrumentId)
    layering.filled(fill, flow, moment)
    cancelRatio.filled(moment.nowUs)
    return told(wash.filled(fill, moment), ignition.filled(fill, flow, moment))
  }

  /** To be called several times a second: what shows only as time passes. */
  tick(nowUs: TimeUs, touchOf: (instrumentId: InstrumentId) => Touch): readonly SurveillanceAlert[] {
    return [...this.#watched].flatMap(([instrumentId, { flow, wash, ignition }]) =>
      told(wash.resting(flow, nowUs), ignition.looked({ nowUs, touch: touchOf(instrumentId) })),
    )
  }

  #of(instrumentId: InstrumentId): Watched {
    const watched = this.#watched.get(instrumentId) ?? newWatched(this.#settings)
    this.#watched.delete(instrumentId)
    this.#watched.set(instrumentId, watched)
    const [longestAgo] = this.#watched.keys()
    if (this.#watched.size > INSTRUMENTS_MAX && longestAgo !== undefined) this.#watched.delete(longestAgo)
    return watched
  }
}

function newWatched({ layering, wash, ignition, cancelRatio }: SurveillanceSettings): Watched {
  return {
    flow: new OwnFlow(),
    layering: new LayeringWatch(limitValues(layering)),
    wash: new WashWatch(limitValues(wash)),
    ignition: new IgnitionWatch(limitValues(ignition)),
    cancelRatio: new CancelRatioWatch(limitValues(cancelRatio)),
  }
}

function acted(watched: Watched, act: OwnAct, nowUs: TimeUs): readonly SurveillanceAlert[] {
  const { flow, layering, wash, cancelRatio } = watched
  return act.kind === 'prevented'
    ? told(wash.prevented(act, flow, nowUs))
    : told(layering.pulled(act, nowUs), cancelRatio.pulled(act, nowUs))
}

function told(...alerts: readonly (SurveillanceAlert | undefined)[]): readonly SurveillanceAlert[] {
  return alerts.filter((alert) => alert !== undefined)
}
