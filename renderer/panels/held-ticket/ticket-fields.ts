// The fields of the ticket as typed, and the held order they make. Pure: the time comes in. What the fields must be to each
// other is for the core to say, which says it in words.
import type { InstrumentId, PriceTicks } from '../../../shared/domain/brands.ts'
import type { HeldKind, HeldTerms } from '../../../shared/domain/held-order.ts'
import type { Side } from '../../../shared/domain/order.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import { qtyLots, timeUs } from '../../../shared/math/quantities.ts'
import { integerText } from '../../i18n/number-text.ts'
import { tickText, typedPrice } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { ORDER_QTY_MAX } from '../../store/ladder-hand.ts'

export const heldKinds = [
  'bracket',
  'oco',
  'trailingStop',
  'sliced',
  'twap',
] as const satisfies readonly HeldKind[]

type PriceField = 'entry' | 'limit' | 'target' | 'stop'

const numbers = {
  qty: [1, ORDER_QTY_MAX],
  trail: [1, 100_000],
  protection: [0, 100_000],
  slice: [1, ORDER_QTY_MAX],
  startIn: [0, 10_000],
  over: [1, 10_000],
  slices: [1, 500],
  percent: [1, 100],
} as const
type NumberField = keyof typeof numbers

export type TicketField = PriceField | NumberField
export type TicketFields = Readonly<Record<TicketField, string>>

export interface Ticket {
  readonly kind: HeldKind
  readonly side: Side
  readonly timeInForce: 'day' | 'gtc'
  readonly fields: TicketFields
}

export const emptyFields: TicketFields = {
  ...{ entry: '', limit: '', target: '', stop: '' },
  ...{ qty: '5', trail: '5', protection: '5', slice: '1', startIn: '0', over: '30', slices: '10' },
  percent: '20',
}

/** Which fields a kind has beside its lots, in the order they are filled in. */
export const fieldsOf: Readonly<Record<HeldKind, readonly TicketField[]>> = {
  oco: ['limit', 'stop'],
  bracket: ['entry', 'target', 'stop'],
  trailingStop: ['trail', 'protection'],
  sliced: ['limit', 'slice'],
  twap: ['limit', 'startIn', 'over', 'slices', 'percent'],
}

export interface TicketSetting {
  readonly instrumentId: InstrumentId
  readonly tickSize: Decimal
  readonly nowUs: number
}

export type ReadTicket =
  | { readonly ok: true; readonly terms: HeldTerms }
  | { readonly ok: false; readonly field: TicketField; readonly text: string }

class BadField extends Error {
  readonly field: TicketField

  constructor(field: TicketField, text: string) {
    super(text)
    this.field = field
  }
}

export function readTicket(ticket: Ticket, setting: TicketSetting): ReadTicket {
  try {
    return { ok: true, terms: termsOf(ticket, setting) }
  } catch (error) {
    if (error instanceof BadField) return { ok: false, field: error.field, text: error.message }
    throw error
  }
}

function termsOf({ kind, side, timeInForce, fields }: Ticket, setting: TicketSetting): HeldTerms {
  const price = (field: PriceField): PriceTicks => readPrice(field, fields[field], setting.tickSize)
  const number = (field: NumberField): number => readNumber(field, fields[field])
  const common = { instrumentId: setting.instrumentId, side, orderQty: qtyLots(number('qty')) }
  switch (kind) {
    case 'oco':
      return { kind, ...common, timeInForce, limitPrice: price('limit'), stopPrice: price('stop') }
    case 'bracket':
      return {
        ...{ kind, ...common, timeInForce, entryPrice: price('entry') },
        ...{ targetPrice: price('target'), stopPrice: price('stop') },
      }
    case 'trailingStop':
      return {
        ...{ kind, ...common, timeInForce },
        ...{ trailTicks: number('trail'), protectionTicks: number('protection') },
      }
    case 'sliced':
      return { kind, ...common, timeInForce, limitPrice: price('limit'), sliceQty: qtyLots(number('slice')) }
    case 'twap': {
      const limitPrice = price('limit')
      const startTimeUs = timeUs(setting.nowUs + number('startIn') * 60_000_000)
      const endTimeUs = timeUs(startTimeUs + number('over') * 60_000_000)
      const pace = { slices: number('slices'), participationPercent: number('percent') }
      return { kind, ...common, limitPrice, startTimeUs, endTimeUs, ...pace }
    }
  }
}

function readPrice(field: PriceField, text: string, tickSize: Decimal): PriceTicks {
  const price = typedPrice(text, tickSize)
  if (price !== undefined) return price
  const name = translate(`held.ticket.${field}`)
  throw new BadField(
    field,
    translate('held.ticket.badPrice', { field: name, text, tick: tickText(tickSize) }),
  )
}

function readNumber(field: NumberField, text: string): number {
  const [low, high] = numbers[field]
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : NaN
  if (value >= low && value <= high) return value
  throw new BadField(
    field,
    translate('held.ticket.badNumber', {
      ...{ field: translate(`held.ticket.${field}`), low: integerText(low), high: integerText(high) },
    }),
  )
}
