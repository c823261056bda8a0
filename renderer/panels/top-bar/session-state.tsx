// One session's light: state in colour and word, the age of its last message and its round trip. The age grows by
// itself, so a socket that is open and silent is seen to be silent. Pressed, it opens the Connections tab.
import { useCallback, useReducer, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { SessionHealth, SessionName } from '../../../shared/ui-wire/health.ts'
import type { DeskProjection } from '../../../shared/ui-wire/projections.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { ageText, roundTripText, zonedText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { LiveText } from '../../kit/live-text.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { StateLight } from '../../kit/state-light.tsx'
import { showPanel } from '../../store/workspace-panels.ts'
import { ageUs, coreLinkStore, sessionStateShown } from '../../store/core-link.ts'
import { deskStore } from '../../store/topic-stores.ts'

export interface SessionStateProps {
  readonly session: SessionName
}

export function SessionState({ session }: SessionStateProps): ReactElement {
  const state = useStore(deskStore, ({ projection }) => projection?.[session].state ?? 'connecting')
  const link = useStore(coreLinkStore, ({ status }) => status)
  const shown = sessionStateShown(state, link)
  const age = useCallback(() => ageOf(healthOf(session)), [session])
  const roundTrip = useCallback(() => roundTripOf(healthOf(session)), [session])
  // Read when the pointer comes or the state changes: it holds an age, which would be old at any other time.
  const [, readAgain] = useReducer((count: number) => count + 1, 0)
  return (
    <button
      type="button"
      className="session"
      data-testid={`session-${session}`}
      data-state={shown}
      title={hintOf(session, healthOf(session))}
      onPointerEnter={readAgain}
      onClick={() => {
        showPanel('connections')
      }}
    >
      <span className="session-name">{translate(`session.${session}`)}</span>
      <StateLight state={shown} />
      {shown !== 'live' && <span className="session-word">{translate(`session.state.${shown}`)}</span>}
      <LiveText className="session-age" read={age} subscribe={onPulse} testId={`session-${session}-age`} />
      {shown === 'live' && <LiveText className="session-trip quiet" read={roundTrip} subscribe={onPulse} />}
    </button>
  )
}

function healthOf(session: SessionName): SessionHealth | undefined {
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

function hintOf(session: SessionName, health: SessionHealth | undefined): string {
  if (health === undefined) return translate('desk.waiting')
  const hint = translate('session.hint', {
    session: translate(`session.${session}Long`),
    state: translate(`session.state.${health.state}`),
    since: zonedText(health.sinceUs),
    age: ageOf(health) || translate('session.never'),
    roundTrip: roundTripOf(health) || translate('session.roundTripNone'),
    reconnects: translate('session.reconnects', { count: health.reconnects }),
    resyncs: translate('session.resyncs', { count: health.resyncs }),
  })
  const why = health.reason === undefined ? '' : `${reasonText(health.reason)} `
  return `${hint} ${why}${translate('session.open')}`
}
