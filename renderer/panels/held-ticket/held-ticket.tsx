// The ticket of orders held on this PC, for the ladder's contract: a kind, its few fields, and in words what of it rests at
// the exchange. Enter holds it, Esc leaves it.
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { DialogForm } from '../../kit/dialog-form.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { coreNowUs } from '../../store/core-link.ts'
import { placeHeld } from '../../store/held-actions.ts'
import { tickSizeOf } from '../../store/instruments.ts'
import { activeLadder, orderQtyAt } from '../../store/ladder-hand.ts'
import { useActiveLadder } from '../../store/use-ladder.ts'
import { showPanel } from '../../store/workspace-panels.ts'
import { instrumentOf, workspaceStore } from '../../store/workspace.ts'
import { emptyFields, fieldsOf, heldKinds, readTicket } from './ticket-fields.ts'
import type { Ticket, TicketField } from './ticket-fields.ts'
import './held-ticket.css'

export function HeldTicket({ onClose }: { readonly onClose: () => void }): ReactElement {
  const ladder = useActiveLadder() ?? ''
  const instrumentId = useStore(workspaceStore, (state) => instrumentOf(state, ladder))
  const tickSize = tickSizeOf(instrumentId)
  return (
    <Dialog
      title={translate('held.ticket.title', { instrument: instrumentId ?? '' })}
      closeLabel={translate('held.ticket.close')}
      onClose={onClose}
      testId="held-ticket"
    >
      {instrumentId === undefined || tickSize === undefined ? (
        <p>{translate('held.ticket.noContract')}</p>
      ) : (
        <TicketForm instrumentId={instrumentId} tickSize={tickSize} onClose={onClose} />
      )}
    </Dialog>
  )
}

interface TicketFormProps {
  readonly instrumentId: InstrumentId
  readonly tickSize: Decimal
  readonly onClose: () => void
}

function TicketForm({ instrumentId, tickSize, onClose }: TicketFormProps): ReactElement {
  const [ticket, setTicket] = useState<Ticket>(() => ({
    ...{ kind: 'bracket', side: 'buy', timeInForce: 'gtc' },
    fields: { ...emptyFields, qty: String(orderQtyAt(activeLadder() ?? '')) },
  }))
  const [refusal, setRefusal] = useState<{ readonly text: string; readonly field?: TicketField }>()
  const change = (changed: Partial<Ticket>): void => {
    setTicket({ ...ticket, ...changed })
    setRefusal(undefined)
  }
  const go = (): void => {
    const read = readTicket(ticket, { instrumentId, tickSize, nowUs: coreNowUs() ?? 0 })
    if (!read.ok) {
      setRefusal(read)
      return
    }
    void placeHeld(read.terms).then((why) => {
      if (why !== undefined) {
        setRefusal({ text: why })
        return
      }
      showPanel('held')
      onClose()
    })
  }
  const fields: readonly TicketField[] = ['qty', ...fieldsOf[ticket.kind]]
  return (
    <DialogForm
      className="held-ticket"
      refusal={refusal?.text}
      testId="held-refusal"
      leave={{ text: translate('held.ticket.leave'), onPress: onClose, testId: 'held-leave' }}
      go={{ text: translate('held.ticket.place'), onPress: go, testId: 'held-place', kind: 'armed' }}
    >
      <Choice
        name="kind"
        values={heldKinds}
        chosen={ticket.kind}
        text={(kind) => translate(`held.kind.${kind}`)}
        choose={(kind) => {
          change({ kind })
        }}
      />
      <p className="quiet" data-testid="held-where">
        {translate(`held.where.${ticket.kind}`)}
      </p>
      <Choice
        name="side"
        values={['buy', 'sell']}
        chosen={ticket.side}
        text={(side) => translate(`side.${side}`)}
        choose={(side) => {
          change({ side })
        }}
      />
      {ticket.kind !== 'twap' && (
        <Choice
          name="timeInForce"
          values={['gtc', 'day']}
          chosen={ticket.timeInForce}
          text={(timeInForce) => translate(`timeInForce.${timeInForce}`)}
          choose={(timeInForce) => {
            change({ timeInForce })
          }}
        />
      )}
      <div className="held-fields dialog-fields">
        {fields.map((field) => (
          <label key={field}>
            <span>{translate(`held.ticket.${field}`)}</span>
            <input
              value={ticket.fields[field]}
              maxLength={16}
              spellCheck={false}
              autoFocus={field === fields[1]}
              aria-invalid={refusal?.field === field}
              data-testid={`held-${field}`}
              onChange={(event) => {
                change({ fields: { ...ticket.fields, [field]: event.target.value } })
              }}
            />
          </label>
        ))}
      </div>
    </DialogForm>
  )
}

interface ChoiceProps<Value extends string> {
  readonly name: 'kind' | 'side' | 'timeInForce'
  readonly values: readonly Value[]
  readonly chosen: Value
  readonly text: (value: Value) => string
  readonly choose: (value: Value) => void
}

function Choice<Value extends string>(props: ChoiceProps<Value>): ReactElement {
  const { name, values, chosen, text, choose } = props
  return (
    <div className="choices" role="group" aria-label={translate(`held.ticket.${name}`)}>
      {values.map((value) => (
        <Button
          key={value}
          pressed={value === chosen}
          onPress={() => {
            choose(value)
          }}
          testId={`held-${name}-${value}`}
        >
          {text(value)}
        </Button>
      ))}
    </div>
  )
}
