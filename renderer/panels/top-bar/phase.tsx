// The trading phase of the instrument in the ladder, and what follows and when, by the exchange's clock.
import { useCallback, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { nextPhaseText } from '../../i18n/phase-text.ts'
import { translate } from '../../i18n/translate.ts'
import { LiveText } from '../../kit/live-text.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { ladderStore } from '../../store/topic-stores.ts'
import { useActiveLadder } from '../../store/use-ladder.ts'
import { instrumentOf, workspaceStore } from '../../store/workspace.ts'
import { venueNowUs } from '../../store/venue-time.ts'

/** A workspace without a ladder has no one instrument whose phase it could be. */
export function Phase(): ReactElement | null {
  const panelId = useActiveLadder()
  return panelId === undefined ? null : <PhaseOf panelId={panelId} />
}

function PhaseOf({ panelId }: { readonly panelId: string }): ReactElement {
  const instrumentId = useStore(workspaceStore, (state) => instrumentOf(state, panelId)) ?? ''
  const phase = useStore(ladderStore(instrumentId), (state) => state.projection?.status?.phase)
  const reason = useStore(ladderStore(instrumentId), (state) => state.projection?.status?.text ?? '')
  const isOld = useStore(ladderStore(instrumentId), (state) => state.projection?.state.kind !== 'live')
  const next = useCallback(
    () => nextPhaseText(ladderStore(instrumentId).getState().projection?.status, venueNowUs()),
    [instrumentId],
  )
  return (
    <span
      className="phase"
      data-testid="phase"
      data-phase={phase}
      data-old={isOld}
      title={translate('topBar.phaseHint', { instrument: instrumentId, reason })}
    >
      <span className="phase-word">
        {phase === undefined ? translate('app.dash') : translate(`phase.${phase}`)}
      </span>
      {!isOld && (
        <LiveText className="phase-next quiet" read={next} subscribe={onPulse} testId="phase-next" />
      )}
    </span>
  )
}
