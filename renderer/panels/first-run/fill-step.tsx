// A first fill, made together: says where it stands and what comes next. The person arms, clicks and is filled in the ladder
// itself, over the same path as any other order; nothing is sent from here.
import { useCallback, useSyncExternalStore, type ReactElement } from 'react'
import { Check } from 'lucide-react'
import { useStore } from 'zustand'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import { blockText } from '../../i18n/block-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { calmStore } from '../../kit/calm-store.ts'
import { currentBlock, onBlockChange } from '../../store/current-block.ts'
import { firstRunStore } from '../../store/first-run.ts'
import { openGuide } from '../../store/guides.ts'
import { deskStore, fillsStore, ladderStore, ordersStore, positionsStore } from '../../store/topic-stores.ts'
import { useActiveLadder, useArmed, useOrderQty } from '../../store/use-ladder.ts'
import { switchWorkspace } from '../../store/workspace-list.ts'
import { instrumentOf, workspaceStore } from '../../store/workspace.ts'
import { fillStage, milestonesBehind, MILESTONES, type FillStage } from './fill-stage.ts'
import { fillWords } from './fill-words.ts'

export function FillStep(): ReactElement {
  const stage = useFillStage()
  const ladder = useActiveLadder() ?? ''
  const instrumentId = useStore(workspaceStore, (state) => instrumentOf(state, ladder))
  const bestAsk = useStore(
    calmStore(ladderStore(instrumentId ?? '')),
    ({ projection }) => projection?.asks[0],
  )
  const orderQty = useOrderQty(ladder)
  const sentences = fillWords(stage, { bestAsk, orderQty })
  return (
    <>
      <Milestones behind={milestonesBehind(stage)} />
      <div role="status" data-testid="fill-stage" data-stage={stage.kind}>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {stage.kind === 'noLadder' && (
        <Button
          onPress={() => {
            switchWorkspace('trading')
          }}
          testId="open-trading"
        >
          {translate('firstRun.fill.openTrading', { workspace: translate('workspaces.shipped.trading') })}
        </Button>
      )}
      <p className="first-run-more">
        <Button
          onPress={() => {
            openGuide('first-steps')
          }}
          testId="first-run-guide"
        >
          {translate('commands.guide', { name: translate('guide.names.first-steps') })}
        </Button>
      </p>
    </>
  )
}

function Milestones({ behind }: { readonly behind: number }): ReactElement {
  return (
    <ol className="first-run-marks" aria-label={translate('firstRun.fill.marks')}>
      {MILESTONES.map((mark, nth) => (
        <li
          key={mark}
          data-testid={`mark-${mark}`}
          data-behind={nth < behind}
          aria-current={nth === behind ? 'step' : undefined}
        >
          {nth < behind && <Check size={12} aria-hidden />} {translate(`firstRun.fill.${mark}`)}
        </li>
      ))}
    </ol>
  )
}

function useFillStage(): FillStage {
  const ladder = useActiveLadder() ?? ''
  const instrumentId = useStore(workspaceStore, (state) => instrumentOf(state, ladder))
  return fillStage({
    environment: useStore(deskStore, ({ projection }) => projection?.environment),
    instrumentId,
    isArmed: useArmed(ladder),
    blocked: useBlocked(instrumentId),
    before: useStore(firstRunStore, ({ before }) => before),
    orders: useStore(ordersStore, ({ projection }) => projection?.orders ?? NONE),
    fills: useStore(fillsStore, ({ projection }) => projection?.fills ?? NONE),
    positions: useStore(calmStore(positionsStore), ({ projection }) => projection?.rows ?? NONE),
  })
}

const NONE: readonly never[] = []

/** Why an order for it could not be sent now, in a sentence. */
function useBlocked(instrumentId: InstrumentId | undefined): string | undefined {
  return useSyncExternalStore(
    useCallback(
      (changed) => (instrumentId === undefined ? () => undefined : onBlockChange(instrumentId, changed)),
      [instrumentId],
    ),
    () => {
      const block = instrumentId === undefined ? undefined : currentBlock(instrumentId)
      return block === undefined ? undefined : blockText(block)
    },
  )
}
