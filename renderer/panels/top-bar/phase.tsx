// The trading phase of the instrument in the ladder.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { ladderStore } from '../../store/topic-stores.ts'
import { uiStore } from '../../store/ui-store.ts'

export function Phase(): ReactElement {
  const instrumentId = useStore(uiStore, (state) => state.instrumentId)
  const phase = useStore(ladderStore(instrumentId ?? ''), (state) => state.projection?.phase)
  const reason = useStore(ladderStore(instrumentId ?? ''), (state) => state.projection?.phaseReason ?? '')
  const isOld = useStore(ladderStore(instrumentId ?? ''), (state) => state.projection?.state.kind !== 'live')
  return (
    <span
      className="phase"
      data-testid="phase"
      data-phase={phase}
      data-old={isOld}
      title={translate('topBar.phaseHint', { instrument: instrumentId ?? '', reason })}
    >
      {phase === undefined ? translate('app.dash') : translate(`phase.${phase}`)}
    </span>
  )
}
