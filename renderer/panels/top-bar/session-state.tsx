// One session's light: state in colour and word, the age of its last message and its round trip. The age grows by
// itself, so a socket that is open and silent is seen to be silent.
import { useCallback, useReducer, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { DeskProjection, SessionHealth } from '../../../shared/ui-wire/projections.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { ageText, roundTripText, utcText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { LiveText } from '../../kit/live-text.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { ageUs, coreLinkStore } from '../../store/core-link.ts'
import { deskStore } from '../../store/topic-stores.ts'

export interface SessionStateProps {
  readonly session: 'market' | 'orders'
}

export function SessionState({ session }: SessionStateProps): ReactElement {
  const state = useStore(deskStore, ({ projection }) => projection?.[session].state ?? 'connecting')
  const link = useStore(coreLinkStore, ({ status }) => status)
  const shown = link === 'silent' ? 'stale' : state
  const age = useCallback(() => ageOf(healthOf(session)), [session])
  const roundTrip = useCallback(() => roundTripOf(healthOf(session)), [session])
  // Read when the pointer comes or the state changes: it holds an age, which would be old at any other time.
  const [, readAgain] = useReducer((count: number) => count + 1, 0)
  return (
    <span
      className="session"
      data-testid={`session-${session}`}
      data-state={shown}
      title={hintOf(session, healthOf(session))}
      onPointerEnter={readAgain}
    >
      <span className="session-name">{translate(`session.${session}`)}</span>
      <span className="session-dot" aria-hidden />
      {shown !== 'live' && <span className="session-word">{translate(`session.state.${shown}`)}</span>}
      <LiveText className="session-age" read={age} subscribe={onPulse} testId={`session-${session}-age`} />
      {shown === 'live' && <LiveText className="session-trip quiet" read={roundTrip} subscribe={onPulse} />}
    </span>
  )
}

function healthOf(session: 'market' | 'orders'): SessionHealth | undefined {
  const desk: DeskProjection | undefined = deskStore.getState().projection
  return desk?.[session]
}

function ageOf(health: SessionHealth | undefined): string {
  const age = ageUs(health?.lastMessageTimeUs)
  return age === undefined ? '' : ageText(age)
}

function roundTripOf(health: SessionHealth | undefined): string {
  return health?.roundTripUs === undefined ? '' : roundTripText(health.roundTripUs)
}

function hintOf(session: 'market' | 'orders', health: SessionHealth | undefined): string {
  if (health === undefined) return translate('desk.waiting')
  const hint = translate('session.hint', {
    session: translate(`session.${session}Long`),
    state: translate(`session.state.${health.state}`),
    since: utcText(health.sinceUs),
    age: ageOf(health) || translate('session.never'),
    roundTrip: roundTripOf(health) || translate('session.roundTripNone'),
    reconnects: translate('session.reconnects', { count: health.reconnects }),
    resyncs: translate('session.resyncs', { count: health.resyncs }),
  })
  return health.reason === undefined ? hint : `${hint} ${reasonText(health.reason)}`
}
