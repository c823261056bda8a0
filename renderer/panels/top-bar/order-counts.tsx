// How many orders can still fill, and how many have a fate nobody knows: the second is amber until it is none.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { deskStore } from '../../store/topic-stores.ts'

export function OrderCounts(): ReactElement {
  const working = useStore(deskStore, (state) => state.projection?.workingCount ?? 0)
  const unknown = useStore(deskStore, (state) => state.projection?.unknownCount ?? 0)
  return (
    <span className="order-counts">
      <span className="figure" title={translate('topBar.workingHint')}>
        <span className="quiet">{translate('topBar.working')}</span>
        <span data-testid="count-working">{working}</span>
      </span>
      <span className="figure" data-attention={unknown > 0} title={translate('topBar.unknownHint')}>
        <span className="quiet">{translate('topBar.unknown')}</span>
        <span data-testid="count-unknown">{unknown}</span>
      </span>
    </span>
  )
}
