// What happened and was worth saying, newest first, as sentences.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Notice, NoticeKind } from '../../../shared/ui-wire/projections.ts'
import { noticeText } from '../../i18n/order-text.ts'
import { clockTextMs, withZone } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { tickSizeOf } from '../../store/instruments.ts'
import { noticesStore } from '../../store/topic-stores.ts'

const NO_NOTICES: readonly Notice[] = []

export function MessagesTable(): ReactElement {
  const notices = useStore(noticesStore, (state) => state.projection?.notices ?? NO_NOTICES)
  return (
    <DataTable
      label={translate('blotter.messages')}
      columns={columns()}
      rows={notices}
      rowKey={(notice) => String(notice.id)}
      rowAttributes={(notice) => ({ 'data-testid': 'message-row', 'data-kind': notice.kind })}
      empty={translate('blotter.emptyMessages')}
    />
  )
}

const TONES: Readonly<Record<NoticeKind, string>> = {
  denied: 'message-danger',
  rejected: 'message-danger',
  unknown: 'message-unknown',
  resolved: '',
  fill: '',
  canceled: '',
  session: 'message-unknown',
  resync: '',
  problem: 'message-danger',
  surveillance: 'message-unknown',
  triggered: '',
  amended: 'message-danger',
  held: 'message-unknown',
  phase: '',
  settlement: '',
  index: '',
  news: '',
  listed: '',
}

function columns(): readonly Column<Notice>[] {
  return [
    {
      name: 'time',
      label: withZone(translate('blotter.col.time')),
      width: '88px',
      cell: (notice) => clockTextMs(notice.timeUs),
    },
    {
      name: 'kind',
      label: translate('blotter.col.kind'),
      width: '68px',
      cell: (notice) => translate(`notice.${notice.kind}`),
      cellClass: toneOf,
    },
    {
      name: 'message',
      label: translate('blotter.col.message'),
      width: 'minmax(0, 1fr)',
      cell: (notice) => <MessageCell text={noticeText(notice, tickSizeOf(notice.instrumentId))} />,
    },
  ]
}

/** A halt is amber like everything that waits. */
function toneOf({ kind, market }: Notice): string {
  return market?.kind === 'phase' && market.status.phase === 'halted' ? 'message-unknown' : TONES[kind]
}

function MessageCell({ text }: { readonly text: string }): ReactElement {
  return <span title={text}>{text}</span>
}
