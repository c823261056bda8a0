// Every fill of this profile, newest first, by the exchange's clock.
import { useMemo, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Fill } from '../../../shared/domain/order.ts'
import { translate } from '../../i18n/translate.ts'
import { fillsStore } from '../../store/topic-stores.ts'
import { openEvidence } from '../../store/ui-store.ts'
import { fillColumns, FILL_RULES } from './fill-columns.tsx'
import { firstFillAction } from './first-fill-action.ts'
import { FILLS_LIST } from './lists.ts'
import { PanelList } from './panel-list.tsx'

export function FillsTable(): ReactElement {
  const fills = useStore(fillsStore, (state) => state.projection)
  const list = useMemo(() => ({ firstPlace: fills?.olderToCome ?? 0, rows: fills?.fills ?? [] }), [fills])
  return (
    <PanelList
      label={translate('blotter.fills')}
      names={FILLS_LIST}
      list={list}
      rules={FILL_RULES}
      columns={fillColumns()}
      newestFirst
      partsOf={legsOf}
      rowKey={(fill) => fill.execId}
      rowClass={({ amendment }) => (amendment?.kind === 'canceled' ? 'fill-canceled' : '')}
      rowAttributes={(fill) => ({
        'data-testid': 'fill-row',
        'data-order': fill.clientOrderId,
        ...(fill.amendment === undefined ? {} : { 'data-amendment': fill.amendment.kind }),
        'data-instrument': fill.instrumentId,
      })}
      partAttributes={(fill, nth) => ({
        'data-testid': 'fill-leg',
        'data-order': fill.clientOrderId,
        'data-instrument': fill.legs?.[nth]?.instrumentId ?? '',
      })}
      onEvidence={(fill) => {
        openEvidence({ kind: 'fill', fill })
      }}
      empty={translate('blotter.emptyFills')}
      emptyAction={firstFillAction('fills')}
    />
  )
}

function legsOf({ legs }: Fill): number {
  return legs?.length ?? 0
}
