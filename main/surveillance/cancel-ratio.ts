// The cancel ratio: how many own orders are taken away or changed for one fill, over a window and from a minimum on. An
// order that one mass cancel covers counts like any other: what the book sees is the orders.
import type { ClientOrderId, InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import {
  ALERT_ORDERS_MAX,
  surveillanceRules,
  type CancelRatioAlert,
  type CancelRatioLimits,
} from '../../shared/domain/surveillance.ts'
import type { OwnAct } from './own-flow.ts'
import { WindowCount } from './window-count.ts'

export class CancelRatioWatch {
  readonly #limits: CancelRatioLimits
  readonly #cancels: WindowCount
  readonly #fills: WindowCount
  #newestIds: readonly ClientOrderId[] = []
  #toldUs = -Infinity

  constructor(limits: CancelRatioLimits) {
    this.#limits = limits
    this.#cancels = new WindowCount(limits.windowMs)
    this.#fills = new WindowCount(limits.windowMs)
  }

  filled(nowUs: TimeUs): void {
    this.#fills.add(nowUs)
  }

  /** At most one alert in a window: as long as it goes on it is the same one. */
  pulled({ was }: OwnAct & { kind: 'pulled' }, nowUs: TimeUs): CancelRatioAlert | undefined {
    const { clientOrderId, instrumentId } = was.order
    this.#cancels.add(nowUs)
    const others = this.#newestIds.filter((id) => id !== clientOrderId)
    this.#newestIds = [...others, clientOrderId].slice(-ALERT_ORDERS_MAX)
    const { windowMs, minCancels, timesFills } = this.#limits
    const [cancels, fills] = [this.#cancels.total(nowUs), this.#fills.total(nowUs)]
    if (cancels < minCancels || cancels <= timesFills * fills) return undefined
    if (nowUs - this.#toldUs < windowMs * 1_000) return undefined
    this.#toldUs = nowUs
    return this.#alert(instrumentId, { cancels, fills }, nowUs)
  }

  #alert(
    instrumentId: InstrumentId,
    evidence: CancelRatioAlert['evidence'],
    nowUs: TimeUs,
  ): CancelRatioAlert {
    return {
      ...{ pattern: 'cancelRatio', instrumentId, timeUs: nowUs },
      ...{ orderIds: this.#newestIds, evidence, limits: this.#limits },
      rule: surveillanceRules.cancelRatio,
    }
  }
}
