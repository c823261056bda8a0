// Price and quantity of one working order as two fields: Enter sends exactly one replace, Esc sends nothing.
import { useState, type KeyboardEvent, type ReactElement } from 'react'
import { Check, Undo2 } from 'lucide-react'
import type { Order } from '../../../shared/domain/order.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { tickSizeOf } from '../../store/instruments.ts'
import { replaceOrder } from '../../store/order-actions.ts'
import { toast } from '../../store/outcome-store.ts'
import { readAmendment } from './amendment.ts'

export interface AmendFormProps {
  readonly order: Order
  readonly onDone: () => void
}

export function AmendForm({ order, onDone }: AmendFormProps): ReactElement {
  const tickSize = tickSizeOf(order.instrumentId)
  const [price, setPrice] = useState(() =>
    order.limitPrice === undefined || tickSize === undefined ? '' : formatPrice(order.limitPrice, tickSize),
  )
  const [qty, setQty] = useState(String(order.orderQty))
  const read = readAmendment({ price, qty }, order, tickSize)
  const send = (): void => {
    if (read.kind === 'change') {
      void replaceOrder(order, read, { origin: 'blotter' })
      onDone()
    } else if (read.kind === 'same') {
      toast({ tone: 'info', title: '', text: translate('blotter.amendSame') })
      onDone()
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.repeat) return
    if (event.key === 'Enter') send()
    if (event.key === 'Escape') onDone()
  }
  return (
    <span className="amend-form" data-testid="amend-form">
      <input
        value={qty}
        aria-label={translate('blotter.amendQty')}
        aria-invalid={read.kind === 'badQty'}
        title={read.kind === 'badQty' ? read.text : undefined}
        data-testid="amend-qty"
        onChange={(event) => {
          setQty(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <span aria-hidden>@</span>
      <input
        value={price}
        autoFocus
        aria-label={translate('blotter.amendPrice')}
        aria-invalid={read.kind === 'badPrice'}
        title={read.kind === 'badPrice' ? read.text : undefined}
        data-testid="amend-price"
        onChange={(event) => {
          setPrice(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <Button kind="icon" label={translate('blotter.amendSend')} onPress={send} testId="amend-send">
        <Check size={14} aria-hidden />
      </Button>
      <Button kind="icon" label={translate('blotter.amendDrop')} onPress={onDone} testId="amend-drop">
        <Undo2 size={13} aria-hidden />
      </Button>
    </span>
  )
}
