// Both sessions in figures, a row each. The rows are there before the first figures are, so that nothing moves when they
// come; the age grows by itself.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { SessionFigures, SessionName } from '../../../shared/ui-wire/health.ts'
import { fixedText, integerText, MINUS, signedFixedText } from '../../i18n/number-text.ts'
import { DASH } from '../../i18n/price-view.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { ageText, clockText, roundTripText, withZone, zonedText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { LiveText } from '../../kit/live-text.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { StateLight } from '../../kit/state-light.tsx'
import { ageUs, coreLinkStore, sessionStateShown } from '../../store/core-link.ts'
import { healthStore } from '../../store/topic-stores.ts'

interface SessionRow {
  readonly session: SessionName
  readonly state: SessionFigures['state']
  /** Undefined before the first answer. */
  readonly figures: SessionFigures | undefined
}

export function SessionsTable(): ReactElement {
  const health = useStore(healthStore, ({ projection }) => projection)
  const status = useStore(coreLinkStore, (link) => link.status)
  const rows = (['market', 'orders'] as const).map((session): SessionRow => {
    const figures = health?.[session]
    return { session, state: sessionStateShown(figures?.state ?? 'connecting', status), figures }
  })
  return (
    <DataTable
      label={translate('connections.sessions')}
      columns={columns()}
      rows={rows}
      rowKey={({ session }) => session}
      rowAttributes={({ session, state }) => ({
        'data-testid': `connection-${session}`,
        'data-state': state,
      })}
      empty={translate('connections.awaited')}
    />
  )
}

function columns(): readonly Column<SessionRow>[] {
  return [
    {
      name: 'session',
      label: translate('connections.col.session'),
      width: '44px',
      cell: ({ session }) => (
        <span title={translate(`session.${session}Long`)}>{translate(`session.${session}`)}</span>
      ),
    },
    { name: 'state', label: translate('connections.col.state'), width: '78px', cell: StateCell },
    {
      name: 'since',
      label: withZone(translate('connections.col.since')),
      width: '80px',
      cell: ({ figures }) =>
        figures === undefined ? (
          DASH
        ) : (
          <span title={zonedText(figures.sinceUs)}>{clockText(figures.sinceUs)}</span>
        ),
    },
    {
      name: 'age',
      label: translate('connections.col.age'),
      hint: translate('connections.ageHint'),
      width: '56px',
      align: 'right',
      cell: ({ session }) => (
        <LiveText read={AGE[session]} subscribe={onAge} testId={`connection-${session}-age`} />
      ),
    },
    figure('messages', 46, ({ messagesPerSecond }) => fixedText(messagesPerSecond, 1)),
    figure('bytes', 42, ({ bytesPerSecond }) => fixedText(bytesPerSecond / 1_000, 1)),
    figure('p50', 66, ({ roundTrips }) => msText(roundTrips?.p50Us)),
    figure('p99', 42, ({ roundTrips }) => msText(roundTrips?.p99Us)),
    figure('clock', 70, ({ clockOffsetUs }) => clockCell(clockOffsetUs)),
    figure('reconnects', 46, ({ reconnects }) => integerText(reconnects)),
    figure('badFrames', 62, ({ badFrames }) => countCell(badFrames)),
    {
      ...figure('dropped', 48, ({ dropped }) => countCell(dropped)),
      cell: ({ session, figures }) => (
        <span
          title={translate(session === 'orders' ? 'connections.droppedOrders' : 'connections.droppedMarket')}
        >
          {figures === undefined ? DASH : countCell(figures.dropped)}
        </span>
      ),
    },
  ]
}

type FigureName = 'messages' | 'bytes' | 'p50' | 'p99' | 'clock' | 'reconnects' | 'badFrames' | 'dropped'

function figure(
  name: FigureName,
  leastPx: number,
  show: (figures: SessionFigures) => string | ReactElement,
): Column<SessionRow> {
  return {
    name,
    label: translate(`connections.col.${name}`),
    hint: translate(`connections.${name}Hint`),
    width: `minmax(${leastPx}px, 1fr)`,
    align: 'right',
    cell: ({ figures }) => (figures === undefined ? DASH : show(figures)),
  }
}

function StateCell({ state, figures }: SessionRow): ReactElement {
  return (
    <span
      className="connection-state"
      title={figures?.reason === undefined ? undefined : reasonText(figures.reason)}
    >
      <StateLight state={state} /> {translate(`session.state.${state}`)}
    </span>
  )
}

const AGE: Readonly<Record<SessionName, () => string>> = {
  market: () => ageOf('market'),
  orders: () => ageOf('orders'),
}

/** Time passes, or a message came; the first figures do not wait for the next beat. */
function onAge(changed: () => void): () => void {
  const stops = [onPulse(changed), healthStore.subscribe(changed)]
  return () => {
    for (const stop of stops) stop()
  }
}

function ageOf(session: SessionName): string {
  const age = ageUs(healthStore.getState().projection?.[session].lastMessageTimeUs)
  return age === undefined ? DASH : ageText(age)
}

function msText(us: number | undefined): string {
  return us === undefined ? DASH : fixedText(us / 1_000, 1)
}

/** An exchange that plays another day is days off: a difference that nobody reads in milliseconds. */
const CLOCK_MS_MAX_US = 10_000_000

function clockCell(offsetUs: number | undefined): string | ReactElement {
  if (offsetUs === undefined) return DASH
  const size = Math.abs(offsetUs)
  const isMs = size < CLOCK_MS_MAX_US
  const sign = offsetUs < 0 ? MINUS : '+'
  const text = isMs ? signedFixedText(offsetUs / 1_000, 1) : `${sign}${ageText(size)}`
  const offset = isMs ? roundTripText(size) : ageText(size)
  const side = offsetUs < 0 ? 'clockBehind' : 'clockAhead'
  return <span title={translate(`connections.${side}`, { offset })}>{text}</span>
}

/** A count that should be none: amber when it is not. */
function countCell(count: number): ReactElement {
  return <span className={count > 0 ? 'connection-fault' : ''}>{integerText(count)}</span>
}
