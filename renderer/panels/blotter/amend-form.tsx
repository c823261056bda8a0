// Quantity and prices of one working order as fields: Enter sends exactly one replace, Esc sends nothing.
import { useState, type KeyboardEvent, type ReactElement } from 'react'
import { Check, Undo2 } from 'lucide-react'
import type { Order } from '../../../shared/domain/order.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { tickSizeOf } from '../../store/instruments.ts'
import { replaceOrder } from '../../store/order-actions.ts'
import { toast } from '../../store/outcome-store.ts'
import { amendFields, readAmendment, type AmendField } from './amendment.ts'

export interface AmendFormProps {
  readonly order: Order
  readonly onDone: () => void
}

export function AmendForm({ order, onDone }: AmendFormProps): ReactElement {
  const tickSize = tickSizeOf(order.instrumentId)
  const [fields, setFields] = useState(() => amendFields(order, tickSize))
  const read = readAmendment(fields, order, tickSize)
  const send = (): void => {
    if (read.kind === 'change') {
      void replaceOrder(order, read.change, { origin: 'blotter' })
      onDone()
    } else if (read.kind === 'same') {
      toast({ tone: 'info', title: '', text: translate('blotter.amendSame') })
      onDone()
    } else toast({ tone: 'danger', title: '', text: read.text })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.repeat) return
    if (event.key === 'Enter') send()
    if (event.key === 'Escape') onDone()
  }
  const shown = FIELDS.filter(({ name }) => fields[name] !== undefined)
  return (
    <span className="amend-form" data-testid="amend-form">
      {shown.map(({ name, label, before }, nth) => (
        <span className="amend-field" key={name}>
          {before !== undefined && <span aria-hidden>{translate(before)}</span>}
          <input
            value={fields[name]}
            // The price is what is amended most.
            autoFocus={nth === shown.length - 1}
            aria-label={translate(label)}
            aria-invalid={read.kind === 'bad' && read.field === name}
            title={read.kind === 'bad' && read.field === name ? read.text : undefined}
            data-testid={`amend-${name}`}
            onChange={(event) => {
              setFields({ ...fields, [name]: event.target.value })
            }}
            onKeyDown={onKeyDown}
          />
        </span>
      ))}
      <Button kind="icon" label={translate('blotter.amendSend')} onPress={send} testId="amend-send">
        <Check size={14} aria-hidden />
      </Button>
      <Button kind="icon" label={translate('blotter.amendDrop')} onPress={onDone} testId="amend-drop">
        <Undo2 size={13} aria-hidden />
      </Button>
    </span>
  )
}

const FIELDS = [
  { name: 'qty', label: 'blotter.amendQty', before: undefined },
  { name: 'stop', label: 'blotter.amendStop', before: 'orderType.stop' },
  { name: 'price', label: 'blotter.amendPrice', before: 'blotter.at' },
] as const satisfies readonly {
  readonly name: AmendField
  readonly label: string
  readonly before: unknown
}[]
