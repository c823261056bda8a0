// Below the rows: what the last action came to or what a click would do, then position, average entry and profit, and
// the buttons that cancel one side.
import { useEffect, useReducer, type ReactElement } from 'react'
import { CircleCheck, CircleX, Info } from 'lucide-react'
import { useStore } from 'zustand'
import type { Instrument } from '../../../shared/domain/instrument.ts'
import type {
  LadderProjection,
  LegPosition,
  Notice,
  PositionRow,
} from '../../../shared/ui-wire/projections.ts'
import { profitText, signedText } from '../../i18n/number-text.ts'
import { lotsText, noticeText } from '../../i18n/order-text.ts'
import { averageText, DASH } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { directionClass } from '../../kit/direction.ts'
import { usePanelId } from '../../kit/panel.tsx'
import { cancelAll, type ActedAt } from '../../store/order-actions.ts'
import { tickSizeOf } from '../../store/instruments.ts'
import { keyOf } from '../../store/keys.ts'
import { hasOldMark } from '../../store/old-marks.ts'
import { useArmed, useOrderQty } from '../../store/use-ladder.ts'
import {
  clearLadderOutcome,
  outcomeStore,
  rejectionOf,
  type LadderQuestion,
} from '../../store/outcome-store.ts'
import { noticesStore } from '../../store/topic-stores.ts'
import { instrumentOf, panelIn, workspaceStore } from '../../store/workspace.ts'
import { clicksOf, ladderSettings } from './ladder-settings.ts'
import { armKey, clickLegend } from './ladder-words.ts'

const OUTCOME_SHOWN_MS = 12_000
const ICONS = { sent: CircleCheck, refused: Info, denied: CircleX } as const

/** One reserved place of two lines, so that nothing below or above it ever moves. */
export function LadderStatus(): ReactElement {
  const panelId = usePanelId()
  const outcome = useStore(outcomeStore, (state) => state.ladders[panelId])
  const rejected = useStore(noticesStore, ({ projection }) => rejectionOf(outcome, projection))
  const armed = useArmed(panelId)
  const orderQty = useOrderQty(panelId)
  const [, expire] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (outcome === undefined) return undefined
    const timer = window.setTimeout(() => {
      if (outcomeStore.getState().ladders[panelId] === outcome) clearLadderOutcome(panelId)
      expire()
    }, OUTCOME_SHOWN_MS)
    return () => {
      window.clearTimeout(timer)
    }
  }, [panelId, outcome])
  const lots = lotsText(orderQty)
  const view = useStore(workspaceStore, (state) => panelIn(state, panelId)?.view)
  const clicks = clickLegend(clicksOf(ladderSettings(view)))
  const legend = armed
    ? `${translate('ladder.armLegend', { lots, clicks })} ${cursorKeys()}${translate('ladder.escapeLegend')}`
    : translate('ladder.disarmedLegend', { key: armKey() })
  const said = rejected === undefined ? outcome : { tone: 'denied' as const, text: rejectedText(rejected) }
  const text = said?.text ?? legend
  const Icon = said === undefined ? undefined : ICONS[said.tone]
  return (
    <div className="ladder-status" data-testid="ladder-status" data-tone={said?.tone ?? 'legend'}>
      {Icon !== undefined && <Icon size={14} aria-hidden />}
      <span title={text}>{text}</span>
      {outcome?.question !== undefined && <SendAgain question={outcome.question} />}
    </div>
  )
}

/** The order as it was sent, and why the exchange refused it. */
function rejectedText(notice: Notice): string {
  return translate('ladder.rejected', { text: noticeText(notice, tickSizeOf(notice.instrumentId)) })
}

/** Nothing where the map has no keys for it. */
function cursorKeys(): string {
  const [buy, sell] = [keyOf('ladder.buy'), keyOf('ladder.sell')]
  return buy === undefined || sell === undefined ? '' : `${translate('ladder.cursorKeys', { buy, sell })} `
}

/** Only on the armed ladder of the order that is asked about. */
function SendAgain({ question }: { readonly question: LadderQuestion }): ReactElement | null {
  const panelId = usePanelId()
  const isArmed = useArmed(panelId)
  const instrumentId = useStore(workspaceStore, (state) => instrumentOf(state, panelId))
  if (!isArmed || instrumentId !== question.instrumentId) return null
  return (
    <Button
      kind="armed"
      onPress={() => {
        clearLadderOutcome(panelId)
        question.again()
      }}
      testId="send-duplicate"
    >
      {translate('ladder.sendDuplicate')}
    </Button>
  )
}

type FootLadder = Pick<LadderProjection, 'instrument' | 'position' | 'legPositions'>

/** Has its place before there is anything to say, so that the rows keep theirs. */
export function LadderFoot({ ladder }: { readonly ladder: FootLadder | undefined }): ReactElement {
  const panelId = usePanelId()
  if (ladder === undefined) return <footer className="ladder-foot" />
  const { instrument, position, legPositions } = ladder
  const { instrumentId } = instrument
  const at: ActedAt = { origin: 'ladder click', panelId }
  return (
    <footer className="ladder-foot" data-testid="ladder-foot">
      <Button
        title={translate('ladder.cancelBidsHint', { instrument: instrumentId })}
        onPress={() => void cancelAll({ instrumentId, side: 'buy' }, at)}
        testId="cancel-buys"
      >
        <span aria-hidden>×</span> {translate('ladder.cancelBids')}
      </Button>
      {legPositions === undefined ? (
        <Position instrument={instrument} position={position} />
      ) : (
        <LegPositions root={instrument.root} legs={legPositions} />
      )}
      <Button
        title={translate('ladder.cancelAsksHint', { instrument: instrumentId })}
        onPress={() => void cancelAll({ instrumentId, side: 'sell' }, at)}
        testId="cancel-sells"
      >
        <span aria-hidden>×</span> {translate('ladder.cancelAsks')}
      </Button>
    </footer>
  )
}

interface PositionProps {
  readonly instrument: Instrument
  readonly position: PositionRow | undefined
}

function Position({ instrument, position }: PositionProps): ReactElement {
  const net = position?.netQty ?? 0
  const open = position?.unrealisedMinor
  const day = position?.dayMinor
  const isOld = hasOldMark(position)
  return (
    <dl>
      <div>
        <dt>{translate('ladder.position')}</dt>
        <dd data-testid="ladder-net">{net === 0 ? translate('ladder.flat') : signedText(net)}</dd>
      </div>
      <div>
        <dt>{translate('ladder.average')}</dt>
        <dd>{position === undefined ? DASH : averageText(position, instrument)}</dd>
      </div>
      <div title={translate('blotter.openHint')}>
        <dt>
          {translate('ladder.open')} {instrument.currency}
        </dt>
        <dd className={directionClass(open, isOld)} data-testid="ladder-open">
          {open === undefined ? DASH : profitText(open)}
        </dd>
      </div>
      <div title={translate('blotter.dayHint')}>
        <dt>{translate('ladder.day')}</dt>
        <dd className={directionClass(day, isOld)}>{day === undefined ? DASH : profitText(day)}</dd>
      </div>
    </dl>
  )
}

interface LegPositionsProps {
  readonly root: string
  readonly legs: readonly LegPosition[]
}

/** `F27 +5  G27 −5`: of a strip as many as fit, all of them on hover. */
function LegPositions({ root, legs }: LegPositionsProps): ReactElement {
  const texts = legs.map(
    ({ instrumentId, netQty }) =>
      `${instrumentId.replace(root, '')} ${netQty === 0 ? '0' : signedText(netQty)}`,
  )
  return (
    <div
      className="ladder-legs"
      data-testid="ladder-legs"
      title={`${texts.join('\n')}\n${translate('ladder.legsHint')}`}
    >
      <span className="quiet">{translate('ladder.legs')}</span>
      <span className="ladder-legs-list">{texts.join('  ')}</span>
    </div>
  )
}
