// A rule as a person reads it: the condition in a few words. What is told when it is raised is alert-words of shared.
import { assertNever } from '../../shared/domain/assert.ts'
import type { AlertTerms } from '../../shared/domain/alert.ts'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import { formatScaled, type Decimal } from '../../shared/math/decimal.ts'
import { priceTicks } from '../../shared/math/quantities.ts'
import { decimalText, integerText } from './number-text.ts'
import { priceText } from './price-view.ts'
import { translate } from './translate.ts'

export function alertTermsText(
  terms: AlertTerms,
  tickSizeOf: (instrumentId: InstrumentId) => Decimal | undefined,
): string {
  switch (terms.kind) {
    case 'price': {
      const { instrumentId: instrument, basis, direction } = terms
      const level = priceText(priceTicks(terms.level), tickSizeOf(instrument))
      const words = { basis: translate(`alerts.choice.basis.${basis}`), direction: directionText(direction) }
      return translate('alerts.rule.price', { instrument, level, ...words })
    }
    case 'spread': {
      const { instrumentId: instrument, otherId: other } = terms
      const level = priceText(priceTicks(terms.level), tickSizeOf(instrument))
      return translate('alerts.rule.spread', {
        ...{ instrument, other, level, direction: directionText(terms.direction) },
      })
    }
    case 'slope': {
      const { instrumentId: instrument, otherId: other, level } = terms
      return translate('alerts.rule.slope', {
        ...{ instrument, other, level: percentText(level), direction: directionText(terms.direction) },
      })
    }
    case 'width': {
      const { instrumentId: instrument, level } = terms
      const direction = directionText(terms.direction)
      return translate('alerts.rule.width', { instrument, level: integerText(level), direction })
    }
    case 'limit': {
      const { instrumentId: instrument, level, unit } = terms
      const edge = translate(`alerts.choice.edge.${terms.edge}`)
      return unit === 'ticks'
        ? translate('alerts.rule.limitTicks', { instrument, edge, level: integerText(level) })
        : translate('alerts.rule.limitPercent', { instrument, edge, level: percentText(level) })
    }
    case 'phase': {
      const phase = translate(`alerts.choice.phase.${terms.phase ?? 'any'}`)
      return translate('alerts.rule.phase', { of: terms.of, phase })
    }
    case 'settlement': {
      const news = translate(`alerts.choice.news.${terms.news ?? 'any'}`)
      return translate('alerts.rule.settlement', { of: terms.of, news })
    }
    case 'margin':
      return translate('alerts.rule.margin', { currency: terms.currency, level: integerText(terms.level) })
    case 'session': {
      const session = translate(`alerts.choice.session.${terms.session}`)
      return translate('alerts.rule.session', { session, level: integerText(terms.level) })
    }
    case 'order': {
      const event = translate(`alerts.choice.event.${terms.event}`)
      return terms.of === undefined
        ? translate('alerts.rule.order', { event })
        : translate('alerts.rule.orderOf', { event, of: terms.of })
    }
    case 'surveillance': {
      const pattern = translate(`alerts.choice.pattern.${terms.pattern ?? 'any'}`)
      return translate('alerts.rule.surveillance', { pattern })
    }
    default:
      return assertNever(terms)
  }
}

function directionText(direction: 'above' | 'below'): string {
  return translate(`alerts.choice.direction.${direction}`)
}

/** Of hundredths of a percent, without zeros that say nothing. */
function percentText(hundredths: number): string {
  return decimalText(formatScaled(BigInt(hundredths), 2).replace(/\.?0+$/, ''))
}
