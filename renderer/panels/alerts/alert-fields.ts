// The fields of the alert dialog as typed and chosen, and the rule they make; and a rule as fields again. Pure: what is listed
// comes in. What the contracts must be to each other is for the core to say, which says it in words.
import { assertNever } from '../../../shared/domain/assert.ts'
import {
  alertDirections,
  alertKinds,
  alertSessions,
  alertSounds,
  limitEdges,
  limitUnits,
  orderAlerts,
  priceBases,
  rearmPolicies,
  settlementNews,
  type AlertKind,
  type AlertTerms,
  type AskedAlertRule,
} from '../../../shared/domain/alert.ts'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import { formatScaled, parseDecimal } from '../../../shared/math/decimal.ts'
import { formatPrice, parsePrice } from '../../../shared/math/price-text.ts'
import { instrumentId, priceTicks } from '../../../shared/math/quantities.ts'
import { integerText } from '../../i18n/number-text.ts'
import { tickText } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'

/** What can be chosen, by field. */
export const choices = {
  kind: alertKinds,
  basis: priceBases,
  direction: alertDirections,
  edge: limitEdges,
  unit: limitUnits,
  phase: ['halted', 'any', 'preOpen', 'auction', 'continuous', 'closed', 'expired'],
  news: ['any', ...settlementNews],
  currency: ['USD', 'CNY'],
  session: alertSessions,
  event: orderAlerts,
  pattern: ['any', 'layering', 'wash', 'ignition', 'cancelRatio'],
  rearm: rearmPolicies,
  sound: alertSounds,
  alsoIfBeyond: ['no', 'yes'],
} as const
export type ChoiceField = keyof typeof choices
export type Chosen = { readonly [F in ChoiceField]: (typeof choices)[F][number] }

export type TextField = 'instrument' | 'other' | 'of' | 'level' | 'hysteresis' | 'coolDown' | 'note'
export type Typed = Readonly<Record<TextField, string>>

export interface AlertForm {
  readonly chosen: Chosen
  readonly typed: Typed
}

/** What a kind asks for, in the order it is filled in; how it is told is the same for all. */
export const fieldsOf: Readonly<Record<AlertKind, readonly (TextField | ChoiceField)[]>> = {
  price: ['instrument', 'basis', 'direction', 'level', 'hysteresis', 'alsoIfBeyond'],
  spread: ['instrument', 'other', 'direction', 'level', 'hysteresis', 'alsoIfBeyond'],
  slope: ['instrument', 'other', 'direction', 'level', 'hysteresis', 'alsoIfBeyond'],
  width: ['instrument', 'direction', 'level', 'hysteresis', 'alsoIfBeyond'],
  limit: ['instrument', 'edge', 'level', 'unit', 'hysteresis', 'alsoIfBeyond'],
  phase: ['of', 'phase'],
  settlement: ['of', 'news'],
  margin: ['currency', 'level', 'hysteresis', 'alsoIfBeyond'],
  session: ['session', 'level'],
  order: ['event', 'of'],
  surveillance: ['pattern'],
}
export const fieldsOfAll: readonly (TextField | ChoiceField)[] = ['rearm', 'coolDown', 'sound', 'note']

export function isChoice(field: TextField | ChoiceField): field is ChoiceField {
  return Object.hasOwn(choices, field)
}

/** What the field is called: a level is a price, a distance, seconds or a percentage. */
export function fieldLabel(
  field: TextField | ChoiceField,
  { kind, unit }: Pick<Chosen, 'kind' | 'unit'>,
): string {
  if (field === 'level' && kind === 'limit') return translate('alerts.field.within')
  if (field === 'level' && kind === 'session') return translate('alerts.field.seconds')
  if (field === 'level' && kind === 'margin') return translate('alerts.field.percent')
  if (field !== 'hysteresis') return translate(`alerts.field.${field}`)
  if (kind === 'slope' || kind === 'margin') return translate('alerts.field.hysteresisPercent')
  if (kind === 'limit' && unit === 'percent') return translate('alerts.field.hysteresisUnit')
  return translate('alerts.field.hysteresis')
}

export function newForm(instrument: InstrumentId | undefined): AlertForm {
  return {
    chosen: {
      ...{ kind: 'price', basis: 'last', direction: 'above', edge: 'band', unit: 'ticks', phase: 'halted' },
      ...{ news: 'any', currency: 'USD', session: 'market', event: 'filled', pattern: 'any' },
      ...{ rearm: 'afterReturn', sound: 'chime', alsoIfBeyond: 'no' },
    },
    typed: {
      ...{ instrument: instrument ?? '', other: '', of: instrument ?? '', level: '', hysteresis: '2' },
      ...{ coolDown: '60', note: '' },
    },
  }
}

export interface Listing {
  readonly tickSizeOf: (instrumentId: InstrumentId) => Decimal | undefined
  readonly isRoot: (text: string) => boolean
}

export type ReadAlert =
  | { readonly ok: true; readonly rule: AskedAlertRule }
  | { readonly ok: false; readonly field: TextField; readonly text: string }

class BadField extends Error {
  readonly field: TextField

  constructor(field: TextField, text: string) {
    super(text)
    this.field = field
  }
}

export function readAlert(form: AlertForm, listing: Listing): ReadAlert {
  const { chosen, typed } = form
  const { rearm, sound } = chosen
  try {
    const coolDownS = new FieldReader(form, listing).whole('coolDown', 1, 86_400)
    const terms = termsOf(chosen, new FieldReader(form, listing))
    const note = typed.note.trim()
    const alsoIfBeyond = chosen.alsoIfBeyond === 'yes'
    return { ok: true, rule: { terms, isOn: true, note, sound, rearm, coolDownS, alsoIfBeyond } }
  } catch (error) {
    if (error instanceof BadField) return { ok: false, field: error.field, text: error.message }
    throw error
  }
}

function termsOf(chosen: Chosen, read: FieldReader): AlertTerms {
  const { kind, direction } = chosen
  switch (kind) {
    case 'price': {
      const id = read.instrument('instrument')
      const crossing = { direction, level: read.price('level', id), hysteresis: read.ticks('hysteresis') }
      return { kind, instrumentId: id, basis: chosen.basis, ...crossing }
    }
    case 'spread': {
      const [id, otherId] = [read.instrument('instrument'), read.instrument('other')]
      const crossing = { direction, level: read.price('level', id), hysteresis: read.ticks('hysteresis') }
      return { kind, instrumentId: id, otherId, ...crossing }
    }
    case 'slope': {
      const [id, otherId] = [read.instrument('instrument'), read.instrument('other')]
      const crossing = { direction, level: read.percent('level'), hysteresis: read.percent('hysteresis', 0) }
      return { kind, instrumentId: id, otherId, ...crossing }
    }
    case 'width': {
      const id = read.instrument('instrument')
      return {
        kind,
        instrumentId: id,
        direction,
        level: read.ticks('level'),
        hysteresis: read.ticks('hysteresis'),
      }
    }
    case 'limit': {
      const { edge, unit } = chosen
      const id = read.instrument('instrument')
      const distance = (field: 'level' | 'hysteresis'): number =>
        unit === 'ticks' ? read.ticks(field) : read.percent(field, 0)
      return {
        kind,
        instrumentId: id,
        edge,
        unit,
        level: distance('level'),
        hysteresis: distance('hysteresis'),
      }
    }
    case 'phase':
      return { kind, of: read.listed('of'), ...(chosen.phase === 'any' ? {} : { phase: chosen.phase }) }
    case 'settlement':
      return { kind, of: read.listed('of'), ...(chosen.news === 'any' ? {} : { news: chosen.news }) }
    case 'margin': {
      const level = read.whole('level', 1, 1_000)
      return { kind, currency: chosen.currency, level, hysteresis: read.whole('hysteresis', 0, 1_000) }
    }
    case 'session':
      return { kind, session: chosen.session, level: read.whole('level', 1, 86_400) }
    case 'order': {
      const of = read.isEmpty('of') ? {} : { of: read.listed('of') }
      return { kind, event: chosen.event, ...of }
    }
    case 'surveillance':
      return { kind, ...(chosen.pattern === 'any' ? {} : { pattern: chosen.pattern }) }
    default:
      return assertNever(kind)
  }
}

/** Reads what was typed, or throws a BadField that says what the field takes. */
class FieldReader {
  readonly #form: AlertForm
  readonly #listing: Listing

  constructor(form: AlertForm, listing: Listing) {
    this.#form = form
    this.#listing = listing
  }

  isEmpty(field: TextField): boolean {
    return this.#text(field) === ''
  }

  instrument(field: TextField): InstrumentId {
    const text = this.#text(field).toUpperCase()
    if (isSymbol(text) && this.#listing.tickSizeOf(instrumentId(text)) !== undefined)
      return instrumentId(text)
    throw this.#bad(field, translate('alerts.dialog.badContract', { field: this.#label(field), text }))
  }

  /** A contract or a product. */
  listed(field: TextField): string {
    const text = this.#text(field).toUpperCase()
    const { isRoot, tickSizeOf } = this.#listing
    if (isRoot(text) || (isSymbol(text) && tickSizeOf(instrumentId(text)) !== undefined)) return text
    throw this.#bad(field, translate('alerts.dialog.badOf', { field: this.#label(field), text }))
  }

  /** In ticks of the instrument. */
  price(field: TextField, id: InstrumentId): number {
    const tickSize = this.#listing.tickSizeOf(id)
    const text = this.#text(field)
    const price = tickSize === undefined ? undefined : parsePrice(text, tickSize)
    if (price !== undefined) return price
    const tick = tickSize === undefined ? '' : tickText(tickSize)
    throw this.#bad(field, translate('alerts.dialog.badPrice', { field: this.#label(field), text, tick }))
  }

  ticks(field: TextField): number {
    return this.whole(field, 0, 100_000)
  }

  whole(field: TextField, low: number, high: number): number {
    const text = this.#text(field)
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN
    if (value >= low && value <= high) return value
    const words = { field: this.#label(field), low: integerText(low), high: integerText(high) }
    throw this.#bad(field, translate('alerts.dialog.badNumber', words))
  }

  /** In hundredths of a percent. */
  percent(field: TextField, low = -1_000_000): number {
    const decimal = parseDecimal(this.#text(field))
    const value =
      decimal === undefined || decimal.scale > 2 ? NaN : decimal.mantissa * 10 ** (2 - decimal.scale)
    if (value >= low && value <= 1_000_000) return value
    throw this.#bad(field, translate('alerts.dialog.badPercent', { field: this.#label(field) }))
  }

  /** The minus sign of the screen is read like the keyboard's. */
  #text(field: TextField): string {
    return this.#form.typed[field].trim().replace('−', '-')
  }

  #label(field: TextField): string {
    return fieldLabel(field, this.#form.chosen)
  }

  #bad(field: TextField, text: string): BadField {
    return new BadField(field, text)
  }
}

/** As many characters as a symbol has at most. */
function isSymbol(text: string): boolean {
  return text.length > 0 && text.length <= 40
}

/** A rule as the fields that made it. */
export function formOf(rule: AskedAlertRule, listing: Pick<Listing, 'tickSizeOf'>): AlertForm {
  const { terms, rearm, sound, coolDownS, note } = rule
  const { chosen, typed } = newForm(undefined)
  const any = { phase: 'any', news: 'any', pattern: 'any' } as const
  return {
    chosen: { ...chosen, ...any, ...terms, rearm, sound, alsoIfBeyond: rule.alsoIfBeyond ? 'yes' : 'no' },
    typed: { ...typed, ...typedOf(terms, listing), coolDown: String(coolDownS), note },
  }
}

function typedOf(terms: AlertTerms, { tickSizeOf }: Pick<Listing, 'tickSizeOf'>): Partial<Typed> {
  const names = {
    ...('instrumentId' in terms ? { instrument: terms.instrumentId } : {}),
    ...('otherId' in terms ? { other: terms.otherId } : {}),
    of: 'of' in terms ? terms.of : '',
  }
  if (!('level' in terms)) return names
  const hysteresis = 'hysteresis' in terms ? terms.hysteresis : 0
  const isPercent = terms.kind === 'slope' || (terms.kind === 'limit' && terms.unit === 'percent')
  if (isPercent) return { ...names, level: percentText(terms.level), hysteresis: percentText(hysteresis) }
  const tickSize =
    terms.kind === 'price' || terms.kind === 'spread' ? tickSizeOf(terms.instrumentId) : undefined
  const level = tickSize === undefined ? String(terms.level) : formatPrice(priceTicks(terms.level), tickSize)
  return { ...names, level, hysteresis: String(hysteresis) }
}

function percentText(hundredths: number): string {
  return formatScaled(BigInt(hundredths), 2)
}
