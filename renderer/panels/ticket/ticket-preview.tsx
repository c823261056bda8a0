// What the order would come to now, line by line; each keeps its place while nothing is known.
import type { ReactElement } from 'react'
import type { Instrument } from '../../../shared/domain/instrument.ts'
import type { OrderPreview } from '../../../shared/ui-wire/order-preview.ts'
import { amountText, signedText } from '../../i18n/number-text.ts'
import { lotsText } from '../../i18n/order-text.ts'
import { DASH, meanText } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'

export interface TicketPreviewProps {
  readonly instrument: Instrument
  readonly preview: OrderPreview | undefined
}

export function TicketPreview({ instrument, preview }: TicketPreviewProps): ReactElement {
  const { currency } = instrument
  return (
    <dl className="ticket-preview" data-testid="ticket-preview">
      <Line name="tradesNow" text={tradesNowText(instrument, preview)} />
      <Line name="slippage" text={money(preview?.tradesNow?.slippageMinor)} unit={currency} />
      <Line name="value" text={money(preview?.valueMinor)} unit={currency} />
      <Line name="fee" text={money(preview?.feeMinor)} unit={currency} />
      <Line
        name="margin"
        text={preview === undefined ? DASH : change(amountText, preview.marginMinor)}
        unit={currency}
      />
      <Line
        name="position"
        text={preview?.netQty === undefined ? DASH : change(signedText, preview.netQty)}
      />
    </dl>
  )
}

interface LineProps {
  readonly name: 'tradesNow' | 'slippage' | 'value' | 'fee' | 'margin' | 'position'
  readonly text: string
  readonly unit?: string
}

function Line({ name, text, unit }: LineProps): ReactElement {
  return (
    <div title={translate(`ticket.hint.${name}`)}>
      <dt>{translate(`ticket.${name}`)}</dt>
      <dd data-testid={`preview-${name}`}>
        {text}
        {unit !== undefined && text !== DASH && <span className="quiet"> {unit}</span>}
      </dd>
    </div>
  )
}

function tradesNowText({ tickSize }: Instrument, preview: OrderPreview | undefined): string {
  if (preview === undefined) return DASH
  const { tradesNow } = preview
  if (tradesNow === undefined) return translate('ticket.nothingNow')
  return translate('ticket.tradesAt', {
    lots: lotsText(tradesNow.lots),
    price: meanText(tradesNow, tickSize),
  })
}

function money(minor: bigint | undefined): string {
  return minor === undefined ? DASH : amountText(minor)
}

function change<Value>(
  text: (value: Value) => string,
  of: { readonly before: Value; readonly after: Value },
): string {
  return translate('ticket.fromTo', { before: text(of.before), after: text(of.after) })
}
