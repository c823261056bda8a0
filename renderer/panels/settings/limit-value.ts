// Reads the field of a new limit: a whole number within what the limit takes, or the roots that may be traded. Pure.
import { NUMBER_LIMITS, type LimitName, type LimitValue } from '../../../shared/domain/risk-limit.ts'
import { integerText } from '../../i18n/number-text.ts'
import { translate } from '../../i18n/translate.ts'

export type LimitField = { readonly value: LimitValue } | { readonly wrong: string }

export function readLimit(limit: LimitName, text: string): LimitField {
  const words = text.trim()
  if (limit === 'permittedRoots') {
    if (words === 'all') return { value: 'all' }
    const roots = words === '' ? [] : words.split(/[\s,]+/)
    const isEachARoot = roots.every((root) => /^[A-Za-z0-9._-]{1,40}$/.test(root))
    return isEachARoot ? { value: [...new Set(roots)] } : { wrong: translate('limits.badRoots') }
  }
  const { min, max } = NUMBER_LIMITS[limit]
  const value = /^\d{1,15}$/.test(words) ? Number(words) : Number.NaN
  if (value >= min && value <= max) return { value }
  return { wrong: translate('limits.badNumber', { min: integerText(min), max: integerText(max) }) }
}
