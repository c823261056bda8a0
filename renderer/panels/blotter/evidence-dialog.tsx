// Where the figures of an order or a fill come from: who asked for it, what the exchange said and when, what of it counts and why.
import type { ReactElement, ReactNode } from 'react'
import { useStore } from 'zustand'
import { isTerminal, type Fill, type Order } from '../../../shared/domain/order.ts'
import { amountText } from '../../i18n/number-text.ts'
import { existingOrderWords, lotsText } from '../../i18n/order-text.ts'
import { meanText, priceText } from '../../i18n/price-view.ts'
import { fromWord, reasonText } from '../../i18n/reason-text.ts'
import { dateTimeTextMs } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { currencyOf, tickSizeOf } from '../../store/instruments.ts'
import { deskStore, fillsStore, historyStore, ordersStore } from '../../store/topic-stores.ts'
import { openEvidence, type Evidence } from '../../store/ui-store.ts'
import { meanOf } from './fill-totals.ts'

export interface EvidenceDialogProps {
  readonly of: Evidence
  readonly onClose: () => void
}

export function EvidenceDialog({ of, onClose }: EvidenceDialogProps): ReactElement {
  return (
    <Dialog
      title={of.kind === 'order' ? orderTitle(of.order) : fillTitle(of.fill)}
      closeLabel={translate('evidence.close')}
      onClose={onClose}
      testId="evidence"
    >
      {of.kind === 'order' ? <OrderEvidence order={of.order} /> : <FillEvidence fill={of.fill} />}
    </Dialog>
  )
}

function orderTitle(order: Order): string {
  return existingOrderWords(order, tickSizeOf(order.instrumentId))
}

function fillTitle({ side, lastQty, lastPrice, instrumentId }: Fill): string {
  return translate('evidence.fillTitle', {
    side: translate(`side.${side}`),
    lots: lotsText(lastQty),
    price: priceText(lastPrice, tickSizeOf(instrumentId)),
    instrument: instrumentId,
  })
}

function OrderEvidence({ order: asked }: { readonly order: Order }): ReactElement {
  const order = useOrder(asked.clientOrderId) ?? asked
  const fills = useStore(fillsStore, (state) => state.projection?.fills ?? NO_FILLS).filter(
    ({ clientOrderId }) => clientOrderId === order.clientOrderId,
  )
  const { instrumentId, cumQty, leavesQty, pendingReplace } = order
  const tickSize = tickSizeOf(instrumentId)
  const mean = meanOf(fills)
  return (
    <>
      <dl className="evidence">
        <Line name="status">
          {translate(`status.${order.status}`)}
          {order.reason !== undefined && ` · ${reasonText(order.reason)}`}
        </Line>
        <Line name="done">
          {lotsText(cumQty)}
          {mean !== undefined && ` @ ${meanText(mean, tickSize)}`}
          {!isTerminal(order.status) && ` · ${translate('evidence.open', { lots: lotsText(leavesQty) })}`}
        </Line>
        {pendingReplace !== undefined && (
          <Line name="asked">
            {lotsText(pendingReplace.orderQty)} @ {priceText(pendingReplace.limitPrice, tickSize)}
          </Line>
        )}
        <Line name="from">{fromWord(order.origin)}</Line>
        <Line name="created">{dateTimeTextMs(order.createdTimeUs)}</Line>
        <Line name="updated">{dateTimeTextMs(order.updatedTimeUs)}</Line>
        <Line name="id">
          <span className="mono">{order.clientOrderId}</span>
        </Line>
        <Line name="venueId">
          <span className="mono">{order.venueOrderId ?? translate('evidence.noVenueId')}</span>
        </Line>
      </dl>
      {fills.length > 0 && (
        <>
          <h3>{translate('evidence.fills')}</h3>
          <ul className="evidence-fills">
            {fills.map((fill) => (
              <li key={fill.execId}>
                <button
                  type="button"
                  className="cell-button"
                  onClick={() => {
                    openEvidence({ kind: 'fill', fill })
                  }}
                >
                  {dateTimeTextMs(fill.venueTimeUs)} · {fillTitle(fill)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="quiet" data-testid="evidence-source">
        {sourceOf(order)} {translate('evidence.journal')}
      </p>
    </>
  )
}

const NO_FILLS: readonly Fill[] = []

/** As it stands now; undefined where it is in none of the lists that this window has. */
function useOrder(clientOrderId: string): Order | undefined {
  const isIt = (order: Order): boolean => order.clientOrderId === clientOrderId
  const inOrders = useStore(ordersStore, ({ projection }) => projection?.orders.find(isIt))
  const inHistory = useStore(historyStore, ({ projection }) => projection?.orders.find(isIt))
  return inOrders ?? inHistory
}

function sourceOf(order: Order): string {
  if (order.status === 'denied') return translate('evidence.source.gate')
  if (order.status === 'unknown') return translate('evidence.source.unknown')
  if (order.venueOrderId === undefined) return translate('evidence.source.own')
  return translate('evidence.source.reports', { venue: venueName() })
}

function venueName(): string {
  return deskStore.getState().projection?.venueName ?? ''
}

function FillEvidence({ fill }: { readonly fill: Fill }): ReactElement {
  const { instrumentId, amendment } = fill
  const tickSize = tickSizeOf(instrumentId)
  const order = useOrder(fill.clientOrderId)
  return (
    <>
      <dl className="evidence">
        <Line name="counts">{countsText(fill)}</Line>
        {amendment !== undefined && (
          <Line name="was">
            {lotsText(amendment.was.lastQty)} @ {priceText(amendment.was.lastPrice, tickSize)} ·{' '}
            {dateTimeTextMs(amendment.venueTimeUs)}
          </Line>
        )}
        <Line name="venueTime">{dateTimeTextMs(fill.venueTimeUs)}</Line>
        <Line name="received">{dateTimeTextMs(fill.receivedTimeUs)}</Line>
        <Line name="liquidity">{translate(`liquidity.${fill.liquidity}`)}</Line>
        <Line name="fee">
          {amountText(BigInt(fill.feeMinor))} {currencyOf(instrumentId) ?? ''}
        </Line>
        <Line name="execId">
          <span className="mono">{fill.execId}</span>
        </Line>
        <Line name="id">
          {order === undefined ? (
            <span className="mono">{fill.clientOrderId}</span>
          ) : (
            <button
              type="button"
              className="cell-button mono"
              onClick={() => {
                openEvidence({ kind: 'order', order })
              }}
            >
              {fill.clientOrderId}
            </button>
          )}
        </Line>
      </dl>
      <p className="quiet" data-testid="evidence-source">
        {fill.liquidity === 'byHand'
          ? translate('evidence.source.byHand')
          : translate('evidence.source.reports', { venue: venueName() })}{' '}
        {translate('evidence.journal')}
      </p>
    </>
  )
}

/** Which positions it is part of, and which rule makes it so. */
function countsText({ amendment, instrumentId, legs }: Fill): string {
  if (amendment?.kind === 'canceled') return translate('evidence.countsNothing')
  if (legs === undefined) return translate('evidence.countsIn', { instrument: instrumentId })
  return translate('evidence.countsInLegs', { legs: legs.map((leg) => leg.instrumentId).join(', ') })
}

type LineName = Parameters<typeof lineLabel>[0]

function lineLabel(
  name:
    | 'status'
    | 'done'
    | 'asked'
    | 'from'
    | 'created'
    | 'updated'
    | 'id'
    | 'venueId'
    | 'counts'
    | 'was'
    | 'venueTime'
    | 'received'
    | 'liquidity'
    | 'fee'
    | 'execId',
): string {
  return translate(`evidence.line.${name}`)
}

function Line({ name, children }: { readonly name: LineName; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{lineLabel(name)}</dt>
      <dd data-testid={`evidence-${name}`}>{children}</dd>
    </>
  )
}
