// The depth ladder of the instrument that was picked on the curve or the quote board.
import { useReducer, type ReactElement } from 'react'
import { Lock, LockOpen, Rows3 } from 'lucide-react'
import { useStore } from 'zustand'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import { descriptionOf } from '../../i18n/instrument-text.ts'
import { integerText } from '../../i18n/number-text.ts'
import { dateText, ageText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { LiveText } from '../../kit/live-text.tsx'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel, usePanelId } from '../../kit/panel.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { calmStore } from '../../kit/calm-store.ts'
import { ageUs, coreNowUs } from '../../store/core-link.ts'
import { ladderStore } from '../../store/topic-stores.ts'
import { useArmed } from '../../store/use-ladder.ts'
import { instrumentOf, workspaceStore } from '../../store/workspace.ts'
import { LadderEmpty, LadderGrid } from './ladder-grid.tsx'
import { LadderFoot, LadderStatus } from './ladder-foot.tsx'
import { LADDER_VIEW } from './ladder-settings.ts'
import { ladderTopics } from '../../store/ladder-topics.ts'
import { PULL_WINDOW_MS } from './size-history.ts'
import { tradedHint, unprovenWords } from './ladder-words.ts'
import { SizeBar } from './size-bar.tsx'
import './ladder-rows.css'
import './ladder.css'

export const ladderPanel: PanelManifest = {
  Title: LadderTitle,
  Content: LadderPanel,
  icon: Rows3,
  links: true,
  canWait: false,
  view: LADDER_VIEW,
  topics: ladderTopics,
}

function LadderTitle(): string {
  const panelId = usePanelId()
  return useStore(workspaceStore, (state) => instrumentOf(state, panelId)) ?? translate('ladder.title')
}

function LadderPanel(): ReactElement {
  const panelId = usePanelId()
  const instrumentId = useStore(workspaceStore, (state) => instrumentOf(state, panelId))
  const armed = useArmed(panelId)
  return (
    <Panel
      name="ladder"
      label={translate('ladder.label', { instrument: instrumentId ?? '' })}
      armed={armed}
      header={instrumentId === undefined ? null : <LadderHeader instrumentId={instrumentId} armed={armed} />}
    >
      {instrumentId === undefined ? <LadderEmpty /> : <Ladder instrumentId={instrumentId} />}
    </Panel>
  )
}

interface LadderProps {
  readonly instrumentId: InstrumentId
}

function LadderHeader({ instrumentId, armed }: LadderProps & { readonly armed: boolean }): ReactElement {
  const instrument = useStore(ladderStore(instrumentId), (state) => state.projection?.instrument)
  const openInterest = useStore(ladderStore(instrumentId), (state) => state.projection?.openInterest)
  const Icon = armed ? LockOpen : Lock
  return (
    <>
      <span className="quiet ladder-description" title={instrument?.source}>
        {instrument !== undefined && descriptionOf(instrument)}
      </span>
      {openInterest !== undefined && (
        <span
          className="quiet ladder-interest"
          data-testid="open-interest"
          title={translate('ladder.openInterestHint', { date: dateText(openInterest.date) })}
        >
          {translate('ladder.openInterest', { lots: integerText(openInterest.lots) })}
        </span>
      )}
      <Unproven instrumentId={instrumentId} />
      <span className="ladder-header-space" />
      <LiveText
        className="quiet ladder-age"
        read={() => ageOf(instrumentId)}
        subscribe={onPulse}
        testId="ladder-age"
      />
      <span className="ladder-lock" data-armed={armed} aria-hidden>
        <Icon size={13} />
      </span>
    </>
  )
}

/** Says so where a lost change could not be seen; a venue that proves its sequence needs no word. */
function Unproven({ instrumentId }: LadderProps): ReactElement | null {
  const evidence = useStore(ladderStore(instrumentId), (state) => state.projection?.unproven?.evidence)
  // Read when the pointer comes: it holds an age, which would be old at any other time.
  const [, readAgain] = useReducer((count: number) => count + 1, 0)
  if (evidence === undefined) return null
  return (
    <span
      className="ladder-unproven"
      data-testid="ladder-unproven"
      title={unprovenWords(ladderStore(instrumentId).getState().projection?.unproven, coreNowUs())}
      onPointerEnter={readAgain}
    >
      {translate('ladder.unproven')}
    </span>
  )
}

function ageOf(instrumentId: InstrumentId): string {
  const age = ageUs(ladderStore(instrumentId).getState().projection?.receivedTimeUs)
  return age === undefined ? '' : ageText(age)
}

function Ladder({ instrumentId }: LadderProps): ReactElement {
  // The foot reads along at a calm rate; the rows are painted by the view itself.
  const ladder = useStore(calmStore(ladderStore(instrumentId)), (state) => state.projection)
  return (
    <>
      <SizeBar />
      <div className="ladder-row ladder-head" aria-hidden>
        <span title={translate('ladder.pullHint', { seconds: PULL_WINDOW_MS / 1_000 })}>
          {translate('ladder.pull')}
        </span>
        <span>{translate('ladder.own')}</span>
        <span>{translate('ladder.bid')}</span>
        <span>{translate('ladder.price')}</span>
        <span>{translate('ladder.ask')}</span>
        <span>{translate('ladder.own')}</span>
        <span title={tradedHint(ladder?.totals)}>{translate('ladder.traded')}</span>
      </div>
      <LadderGrid instrumentId={instrumentId} />
      <LadderStatus />
      <LadderFoot ladder={ladder} />
    </>
  )
}
