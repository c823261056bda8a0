// A market that says what a test tells it to, and rules to hold against it.
import type { AlertRule, AlertTerms, PriceAlert } from '../../shared/domain/alert.ts'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import { instrumentId, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import { AlertBook, type Look } from './alert-book.ts'
import type { AlertWorld, InstrumentView } from './gauge.ts'

export const F27 = instrumentId('H100F27')
export const G27 = instrumentId('H100G27')

export function rule(terms: AlertTerms, more: Partial<AlertRule> = {}): AlertRule {
  return {
    ...{ ruleId: 'r1', terms, isOn: true, note: '', sound: 'chime', rearm: 'afterReturn', coolDownS: 1 },
    ...{ alsoIfBeyond: false, changedUs: timeUs(0), ...more },
  }
}

/** The last price, at 220 or above, armed again at 218. */
export const OVER_220: PriceAlert = {
  ...{ kind: 'price', instrumentId: F27, basis: 'last', direction: 'above' },
  ...{ level: 220, hysteresis: 2 },
}

export class StagedMarket implements AlertWorld {
  readonly book = new AlertBook()
  readonly views = new Map<InstrumentId, InstrumentView>()
  margin: number | undefined
  silentS: number | undefined = 0
  nowUs = 1_000_000

  view(id: InstrumentId): InstrumentView | undefined {
    return this.views.get(id)
  }
  marginPercent(): number | undefined {
    return this.margin
  }
  notLiveS(): number | undefined {
    return this.silentS
  }

  /** The instrument as it stands two seconds later; the book looks at it. */
  shows(id: InstrumentId, view: Partial<InstrumentView>): Look {
    const listed = {
      isLive: true,
      root: 'H100',
      currency: 'USD',
      tickSize: { mantissa: 1, scale: 2 },
    } as const
    this.views.set(id, { ...listed, ...view })
    this.nowUs += 2_000_000
    return this.book.lookAt([id], this, timeUs(this.nowUs))
  }

  /** What is raised as the last price goes this way; `old` where the data are. */
  trades(...prices: readonly (number | 'old')[]): readonly (string | undefined)[] {
    return prices.map((price) => {
      const { raised } = this.shows(F27, price === 'old' ? { isLive: false } : { last: priceTicks(price) })
      const params = raised[0]?.said.params
      return params !== undefined && 'price' in params ? params.price : undefined
    })
  }

  looksAtDesk(): Look {
    this.nowUs += 2_000_000
    return this.book.lookAtDesk(this, timeUs(this.nowUs))
  }
}
