// The rows of the ladder inside React: a container that the view paints, the words beside the pointer, and the bar
// that says why it may not be traded.
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { Lock, TriangleAlert } from 'lucide-react'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { usePanelId } from '../../kit/panel.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { translate } from '../../i18n/translate.ts'
import { coreNowUs } from '../../store/core-link.ts'
import { currentBlock, onBlockChange } from '../../store/current-block.ts'
import { ladderStore } from '../../store/topic-stores.ts'
import { handAt } from '../../store/ladder-hand.ts'
import { workspaceStore } from '../../store/workspace.ts'
import { LadderInput, type LadderHover } from './ladder-input.ts'
import { LadderPhase } from './ladder-phase.tsx'
import { LadderView } from './ladder-view.ts'
import { barWords, hoverWords } from './ladder-words.ts'

export interface LadderGridProps {
  readonly instrumentId: InstrumentId
}

interface Hover {
  readonly x: number
  readonly y: number
  readonly words: string
  readonly locked: boolean
}

export function LadderGrid({ instrumentId }: LadderGridProps): ReactElement {
  const panelId = usePanelId()
  const rows = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const [hover, setHover] = useState<Hover>()
  useEffect(() => {
    const element = rows.current
    if (element === null) return undefined
    const view = new LadderView(element, instrumentId)
    let at: Parameters<LadderHover['show']>[0]
    const showHover = (): void => {
      setHover(at === undefined ? undefined : hoverOf(at, input, view, frame.current))
    }
    const hover: LadderHover = {
      show: (next) => {
        at = next
        showHover()
      },
    }
    const input = new LadderInput(element, { panelId, view, hover })
    const stopHand = handAt(panelId).subscribe((state, old) => {
      if (state.recentreRequests !== old.recentreRequests) view.recentre()
      showHover()
    })
    const stopSize = workspaceStore.subscribe(showHover)
    return () => {
      stopHand()
      stopSize()
      input.destroy()
      view.destroy()
    }
  }, [panelId, instrumentId])
  return (
    <div className="ladder-frame" ref={frame}>
      <div
        className="ladder-rows"
        ref={rows}
        role="grid"
        tabIndex={0}
        data-testid="ladder"
        data-instrument={instrumentId}
        data-panel={panelId}
      />
      <div className="ladder-bars">
        <LadderPhase instrumentId={instrumentId} />
        <LadderBar instrumentId={instrumentId} />
      </div>
      {hover !== undefined && hover.words !== '' && (
        <div
          className="ladder-hover"
          data-testid="ladder-hover"
          data-locked={hover.locked}
          style={{ transform: `translate(${hover.x}px, ${hover.y}px)` }}
        >
          {hover.locked && <Lock size={12} aria-hidden />}
          {hover.words}
        </div>
      )}
    </div>
  )
}

const HOVER_WIDTH_PX = 240

function hoverOf(
  at: NonNullable<Parameters<LadderHover['show']>[0]>,
  input: LadderInput,
  view: LadderView,
  frame: HTMLElement | null,
): Hover | undefined {
  const box = frame?.getBoundingClientRect()
  if (box === undefined) return undefined
  const intent = input.intent(at.spot)
  const words = hoverWords(intent, view.ladder)
  const x = Math.max(0, Math.min(at.x - box.left + 14, box.width - HOVER_WIDTH_PX))
  const below = at.y - box.top + 18
  const y = below > box.height - 24 ? at.y - box.top - 28 : below
  return { x, y, words, locked: intent.kind === 'refuse' }
}

function LadderBar({ instrumentId }: LadderGridProps): ReactElement | null {
  const [text, setText] = useState<string>()
  useEffect(() => {
    const read = (): void => {
      const { projection } = ladderStore(instrumentId).getState()
      const context = { instrumentId, ladder: projection, nowUs: coreNowUs() }
      setText(barWords(currentBlock(instrumentId), context))
    }
    read()
    const stopBlock = onBlockChange(instrumentId, read)
    const stopPulse = onPulse(read)
    return () => {
      stopBlock()
      stopPulse()
    }
  }, [instrumentId])
  if (text === undefined) return null
  return (
    <div className="ladder-bar-message" data-testid="ladder-bar">
      <TriangleAlert size={14} aria-hidden />
      <span>{text}</span>
    </div>
  )
}

/** Shown where there is nothing to trade yet. */
export function LadderEmpty(): ReactElement {
  return <EmptyState text={translate('ladder.pick')} />
}
