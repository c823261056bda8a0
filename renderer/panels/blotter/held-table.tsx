// Orders held on this PC: what each has done, what it does next, and the buttons that pause, resume and cancel it. Red while
// the order session is not live, because then none of them can act.
import type { ReactElement } from 'react'
import { Pause, Play, X } from 'lucide-react'
import { useStore } from 'zustand'
import { isHeldEnded, type HeldOrder } from '../../../shared/domain/held-order.ts'
import { heldWords, nextText } from '../../i18n/held-text.ts'
import { integerText } from '../../i18n/number-text.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { clockText, withZone } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { changeHeld } from '../../store/held-actions.ts'
import { tickSizeOf } from '../../store/instruments.ts'
import { hintWithKey, keyOrButton } from '../../store/keys.ts'
import { deskStore, heldStore } from '../../store/topic-stores.ts'
import { openDialog } from '../../store/ui-store.ts'

const NONE: readonly HeldOrder[] = []

export function HeldTable(): ReactElement {
  const held = useStore(heldStore, (state) => state.projection?.held ?? NONE)
  const isLive = useStore(deskStore, (state) => state.projection?.orders.state === 'live')
  const isRed = ({ state }: HeldOrder): boolean => !isLive && !isHeldEnded(state)
  return (
    <DataTable
      label={translate('blotter.held')}
      columns={columns(isRed)}
      rows={held}
      rowKey={({ heldId }) => heldId}
      rowClass={(one) => (isHeldEnded(one.state) ? 'order-finished' : isRed(one) ? 'held-red' : '')}
      rowAttributes={(one) => ({
        'data-testid': 'held-row',
        'data-kind': one.terms.kind,
        'data-state': one.state,
        'data-red': String(isRed(one)),
      })}
      empty={translate('held.empty', { key: keyOrButton('trade.held', translate('held.new')) })}
    />
  )
}

/** Opens the ticket; stands in the panel's header. */
export function HeldTools(): ReactElement {
  return (
    <span className="blotter-tools">
      <Button
        title={hintWithKey(translate('held.newHint'), 'trade.held')}
        onPress={() => {
          openDialog('held')
        }}
        testId="new-held"
      >
        {translate('held.new')}
      </Button>
    </span>
  )
}

function columns(isRed: (one: HeldOrder) => boolean): readonly Column<HeldOrder>[] {
  return [
    {
      name: 'time',
      label: withZone(translate('blotter.col.time')),
      width: '80px',
      cell: ({ createdTimeUs }) => clockText(createdTimeUs),
    },
    {
      name: 'kind',
      label: translate('held.col.kind'),
      width: 'minmax(84px, 0.7fr)',
      cell: ({ terms }) => translate(`held.kind.${terms.kind}`),
    },
    {
      name: 'instrument',
      label: translate('blotter.col.instrument'),
      width: 'minmax(72px, 0.7fr)',
      cell: ({ terms }) => <span title={terms.instrumentId}>{terms.instrumentId}</span>,
    },
    {
      name: 'side',
      label: translate('blotter.col.side'),
      width: '36px',
      cell: ({ terms }) => translate(`side.${terms.side}`),
      cellClass: ({ terms }) => terms.side,
    },
    {
      name: 'done',
      label: translate('held.col.done'),
      width: '60px',
      align: 'right',
      cell: ({ doneQty, terms }) =>
        translate('held.done', { done: integerText(doneQty), total: integerText(terms.orderQty) }),
    },
    {
      name: 'state',
      label: translate('held.col.state'),
      width: 'minmax(96px, 1.6fr)',
      cell: (one) => <StateCell held={one} isRed={isRed(one)} />,
    },
    {
      name: 'next',
      label: translate('held.col.next'),
      width: 'minmax(120px, 2.2fr)',
      cell: (one) => <NextCell held={one} />,
    },
    {
      name: 'actions',
      label: translate('blotter.col.actions'),
      width: '62px',
      align: 'right',
      cell: (one) => <RowActions held={one} />,
    },
  ]
}

function StateCell({ held, isRed }: { readonly held: HeldOrder; readonly isRed: boolean }): ReactElement {
  const why = held.reason === undefined ? '' : reasonText(held.reason)
  const title = [isRed ? translate('held.sessionDown') : '', why].filter((text) => text !== '').join('\n')
  return (
    <span className={`held-state-${held.state}`} title={title} data-testid="held-state">
      <span className="held-state-word">{translate(`held.state.${held.state}`)}</span>
      {why !== '' && <span className="quiet"> {why}</span>}
    </span>
  )
}

function NextCell({ held }: { readonly held: HeldOrder }): ReactElement {
  const text = nextText(held, tickSizeOf(held.terms.instrumentId))
  return (
    <span title={text} data-testid="held-next">
      {text}
    </span>
  )
}

function RowActions({ held }: { readonly held: HeldOrder }): ReactElement | null {
  if (isHeldEnded(held.state)) return null
  const words = heldWords(held.terms)
  const isPaused = held.state === 'paused'
  const label = translate(isPaused ? 'held.resume' : 'held.pause', { words })
  const cancel = translate('held.cancel', { words })
  const Icon = isPaused ? Play : Pause
  return (
    <span className="row-actions">
      <Button
        kind="icon"
        label={label}
        title={label}
        onPress={() => void changeHeld(isPaused ? 'resumeHeld' : 'pauseHeld', held)}
        testId={isPaused ? 'resume-held' : 'pause-held'}
      >
        <Icon size={13} aria-hidden />
      </Button>
      <Button
        kind="icon"
        label={cancel}
        title={cancel}
        onPress={() => void changeHeld('cancelHeld', held)}
        testId="cancel-held"
      >
        <X size={14} aria-hidden />
      </Button>
    </span>
  )
}
