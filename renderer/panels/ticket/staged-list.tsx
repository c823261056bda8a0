// Orders that were put aside, below the ticket: each is sent or taken off alone, or all are sent together. Sending all asks once
// more, with how many they are; what was refused stays, with why.
import { Send, X } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { StagedOrder } from '../../../shared/desk/staged-orders.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { staged } from '../../store/documents.ts'
import { tickSizeOf } from '../../store/instruments.ts'
import { previewedWords } from '../../store/placed-order.ts'
import { sendStaged, stagedRefusals, unstage } from '../../store/staged-orders.ts'

/** A second press later than this is a first one. */
const SURE_MS = 5_000

export function StagedList(): ReactElement | null {
  const { orders } = useStore(staged.store)
  const [isAsked, setAsked] = useState(false)
  useEffect(() => {
    if (!isAsked) return undefined
    const timer = window.setTimeout(() => {
      setAsked(false)
    }, SURE_MS)
    return () => {
      window.clearTimeout(timer)
    }
  }, [isAsked, orders])
  if (orders.length === 0) return null
  const sendAll = (): void => {
    if (isAsked) void sendStaged(orders)
    setAsked(!isAsked)
  }
  return (
    <section className="ticket-staged" aria-label={translate('ticket.staged')} data-testid="staged">
      <header>
        <span>{translate('ticket.stagedCount', { count: orders.length })}</span>
        <Button
          onPress={() => {
            unstage(orders.map(({ id }) => id))
          }}
          testId="staged-clear"
        >
          {translate('ticket.dropAll')}
        </Button>
        <Button kind={isAsked ? 'armed' : 'plain'} onPress={sendAll} testId="staged-send-all">
          {isAsked ? translate('ticket.sendAllSure', { count: orders.length }) : translate('ticket.sendAll')}
        </Button>
      </header>
      <ol>
        {orders.map((one) => (
          <StagedRow key={one.id} staged={one} />
        ))}
      </ol>
    </section>
  )
}

function StagedRow({ staged: one }: { readonly staged: StagedOrder }): ReactElement {
  const why = useStore(stagedRefusals, (refusals) => refusals[one.id])
  const words = previewedWords(one.order, tickSizeOf(one.order.instrumentId))
  return (
    <li data-testid="staged-order">
      <span title={words} className={one.order.side}>
        {words}
      </span>
      <Button
        kind="icon"
        label={translate('ticket.sendOneHint', { words })}
        title={translate('ticket.sendOneHint', { words })}
        onPress={() => void sendStaged([one])}
        testId="staged-send"
      >
        <Send size={13} aria-hidden />
      </Button>
      <Button
        kind="icon"
        label={translate('ticket.dropOne', { words })}
        title={translate('ticket.dropOne', { words })}
        onPress={() => {
          unstage([one.id])
        }}
        testId="staged-drop"
      >
        <X size={14} aria-hidden />
      </Button>
      {why !== undefined && <span className="ticket-staged-why">{why}</span>}
    </li>
  )
}
