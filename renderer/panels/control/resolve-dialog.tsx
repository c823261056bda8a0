// Where asking the exchange has settled nothing a person decides, in words: an order of unknown fate has ended, or the
// exchange's position is the true one. Enter in a field does it, Esc leaves it.
import { useState, type ReactElement, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { PriceTicks } from '../../../shared/domain/brands.ts'
import type { Order } from '../../../shared/domain/order.ts'
import type { Difference } from '../../../shared/ui-wire/reconciliation.ts'
import { WHY_LENGTH_MAX } from '../../../shared/ui-wire/resolve-commands.ts'
import { signedText } from '../../i18n/number-text.ts'
import { existingOrderWords, lotsText } from '../../i18n/order-text.ts'
import { priceText, tickText, typedPrice } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { DialogForm } from '../../kit/dialog-form.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { adoptPosition, resolveOrder } from '../../store/control-actions.ts'
import { tickSizeOf } from '../../store/instruments.ts'
import { positionsStore } from '../../store/topic-stores.ts'
import { uiStore } from '../../store/ui-store.ts'
import './control.css'

interface Closable {
  readonly onClose: () => void
}

export function ResolveDialog({ onClose }: Closable): ReactElement | null {
  const resolving = useStore(uiStore, (state) => state.resolving)
  if (resolving === undefined) return null
  return resolving.kind === 'order' ? (
    <EndOrder order={resolving.order} onClose={onClose} />
  ) : (
    <AdoptPosition difference={resolving.difference} onClose={onClose} />
  )
}

function EndOrder({ order, onClose }: Closable & { readonly order: Order }): ReactElement {
  const words = existingOrderWords(order, tickSizeOf(order.instrumentId))
  return (
    <Decision
      title={translate('resolve.orderTitle')}
      what={translate('resolve.orderWhat', { words })}
      then={translate('resolve.orderThen')}
      goLabel={translate('resolve.orderGo')}
      decide={(why) => resolveOrder(order, why)}
      onClose={onClose}
    />
  )
}

function AdoptPosition({
  difference,
  onClose,
}: Closable & { readonly difference: Difference }): ReactElement {
  const { instrumentId, oursQty = 0, venuesQty = 0 } = difference
  const tickSize = tickSizeOf(instrumentId)
  const [text, setText] = useState(() => lastSettlement(difference))
  const decide = (why: string): Promise<string | undefined> => {
    const price = tickSize === undefined ? undefined : typedPrice(text, tickSize)
    if (price === undefined) {
      const tick = tickSize === undefined ? '' : tickText(tickSize)
      return Promise.resolve(translate('resolve.priceBad', { tick }))
    }
    return adoptPosition(difference, { price, why })
  }
  return (
    <Decision
      title={translate('resolve.positionTitle', { instrument: instrumentId })}
      what={translate('resolve.positionWhat', {
        ours: signedText(oursQty),
        venues: signedText(venuesQty),
        missing: translate(venuesQty > oursQty ? 'resolve.bought' : 'resolve.sold', {
          lots: lotsText(Math.abs(venuesQty - oursQty)),
        }),
      })}
      then={translate('resolve.positionThen')}
      goLabel={translate('resolve.positionGo')}
      decide={decide}
      onClose={onClose}
    >
      <label>
        <span>{translate('resolve.price')}</span>
        <input
          className="resolve-price"
          value={text}
          maxLength={16}
          autoFocus
          spellCheck={false}
          data-testid="resolve-price"
          onChange={(event) => {
            setText(event.target.value)
          }}
        />
      </label>
    </Decision>
  )
}

/** As a first guess, of a contract that is held here. */
function lastSettlement({ instrumentId }: Difference): string {
  const row = positionsStore
    .getState()
    .projection?.rows.find(({ instrument }) => instrument.instrumentId === instrumentId)
  const price: PriceTicks | undefined = row?.settle?.price
  return price === undefined ? '' : priceText(price, tickSizeOf(instrumentId))
}

interface DecisionProps extends Closable {
  readonly title: string
  readonly what: string
  readonly then: string
  readonly goLabel: string
  /** Undefined when it is done; otherwise why not. */
  readonly decide: (why: string) => Promise<string | undefined>
  /** Fields before the reason. */
  readonly children?: ReactNode
}

function Decision({ title, what, then, goLabel, decide, children, onClose }: DecisionProps): ReactElement {
  const [why, setWhy] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const go = (): void => {
    if (why.trim() === '') {
      setRefusal(translate('resolve.whyMissing'))
      return
    }
    void decide(why.trim()).then((against) => {
      if (against === undefined) onClose()
      else setRefusal(against)
    })
  }
  return (
    <Dialog title={title} closeLabel={translate('resolve.close')} onClose={onClose} testId="resolve-dialog">
      <p>{what}</p>
      <p className="quiet">{then}</p>
      <DialogForm
        className="resolve dialog-fields"
        refusal={refusal}
        testId="resolve-refusal"
        leave={{ text: translate('resolve.leave'), onPress: onClose, testId: 'resolve-leave' }}
        go={{ text: goLabel, onPress: go, testId: 'resolve-go', kind: 'danger' }}
      >
        {children}
        <label>
          <span>{translate('resolve.why')}</span>
          <input
            value={why}
            maxLength={WHY_LENGTH_MAX}
            autoFocus={children === undefined}
            data-testid="resolve-why"
            onChange={(event) => {
              setWhy(event.target.value)
              setRefusal(undefined)
            }}
          />
        </label>
      </DialogForm>
    </Dialog>
  )
}
