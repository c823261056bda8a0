// What becomes of open orders when the order session ends: what the exchange confirmed, and what the next login asks for.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { setCancelOnDisconnect } from '../../store/control-actions.ts'
import { healthStore } from '../../store/topic-stores.ts'

export function DisconnectTerms(): ReactElement {
  const terms = useStore(healthStore, ({ projection }) => projection?.onDisconnect)
  const { asked = false, promised } = terms ?? {}
  const differs = promised !== undefined && promised !== asked
  return (
    <p
      className="disconnect-terms"
      data-testid="disconnect-terms"
      data-promised={String(promised ?? 'unknown')}
    >
      <span className="quiet">{translate('control.whenDropped')}</span>
      {([false, true] as const).map((cancels) => (
        <Button
          key={String(cancels)}
          pressed={asked === cancels}
          title={translate(promised === cancels ? 'control.promiseKnown' : 'control.promiseUnknown')}
          onPress={() => void setCancelOnDisconnect(cancels)}
          testId={cancels ? 'on-disconnect-cancel' : 'on-disconnect-stay'}
        >
          {translate(cancels ? 'control.ordersCanceled' : 'control.ordersStay')}
        </Button>
      ))}
      <span className={differs ? 'connection-fault' : 'quiet'}>
        {translate(
          promised === undefined
            ? 'control.notYetPromised'
            : differs
              ? 'control.fromNextLogin'
              : 'control.promised',
        )}
      </span>
    </p>
  )
}
