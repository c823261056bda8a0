// Every order of this profile with what became of it, newest first.
import { useMemo, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { isTerminal } from '../../../shared/domain/order.ts'
import { translate } from '../../i18n/translate.ts'
import { historyStore } from '../../store/topic-stores.ts'
import { openEvidence } from '../../store/ui-store.ts'
import { HISTORY_LIST } from './lists.ts'
import { orderColumns, ORDER_RULES } from './order-columns.tsx'
import { PanelList } from './panel-list.tsx'

export function HistoryTable(): ReactElement {
  const history = useStore(historyStore, (state) => state.projection)
  const list = useMemo(
    () => ({ firstPlace: history?.olderToCome ?? 0, rows: history?.orders ?? [] }),
    [history],
  )
  return (
    <PanelList
      label={translate('blotter.history')}
      names={HISTORY_LIST}
      list={list}
      rules={ORDER_RULES}
      columns={orderColumns()}
      newestFirst
      rowKey={(order) => order.clientOrderId}
      rowClass={(order) => (isTerminal(order.status) ? 'order-finished' : '')}
      rowAttributes={(order) => ({
        'data-testid': 'history-row',
        'data-order': order.clientOrderId,
        'data-status': order.status,
        'data-instrument': order.instrumentId,
      })}
      onEvidence={(order) => {
        openEvidence({ kind: 'order', order })
      }}
      empty={translate('blotter.emptyHistory')}
    />
  )
}
