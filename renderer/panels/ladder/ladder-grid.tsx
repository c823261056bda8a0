// The rows of the ladder inside React: a container that the view paints, the words beside the pointer, and the bar
// that says why it may not be traded.
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { Lock, TriangleAlert } from 'lucide-react'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { PanelView } from '../../../shared/desk/workspaces.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { usePanelId } from '../../kit/panel.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { translate } from '../../i18n/translate.ts'
import { coreNowUs } from '../../store/core-link.ts'
import { currentBlock, onBlockChange } from '../../store/current-block.ts'
import { ladderStore } from '../../store/topic-stores.ts'
import { handAt, type LadderWish } from '../../store/ladder-hand.ts'
import { panelIn, workspaceStore } from '../../store/workspace.ts'
import { LadderInput, type HoverAt, type LadderHover } from './ladder-input.ts'
import { ladderSettings, type LadderSettings } from './ladder-settings.ts'
import { LadderPhase } from './ladder-phase.tsx'
import { LadderView } from './ladder-view.ts'
import { barWords, depthWords, dragWords, hoverWords } from './ladder-words.ts'

export interface LadderGridProps {
  readonly instrumentId: InstrumentId
}

interface Hover {
  readonly x: number
  readonly y: number
  /** `y` is its lower edge. */
  readonly isAbove: boolean
  readonly words: string
  /** What rests up to here; may be empty. */
  readonly depth: string
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
    const settings = settingsOf(panelId)
    const view = new LadderView(element, instrumentId, settings)
    let at: HoverAt | undefined
    const showHover = (): void => {
      setHover(at === undefined ? undefined : hoverOf(at, input, view, frame.current))
    }
    const hover: LadderHover = {
      show: (next) => {
        at = next
        showHover()
      },
    }
    const input = new LadderInput(element, { panelId, view, hover, settings })
    const stopHand = handAt(panelId).subscribe((state, old) => {
      if (state.wish !== undefined && state.wish !== old.wish) WISHES[state.wish.kind](view)
      showHover()
    })
    const stopKept = workspaceStore.subscribe(() => {
      showHover()
      view.repaint()
    })
    return () => {
      stopHand()
      stopKept()
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
        <LadderPhase key={instrumentId} instrumentId={instrumentId} />
        <LadderBar key={instrumentId} instrumentId={instrumentId} />
      </div>
      {hover !== undefined && hover.words !== '' && (
        <div
          className="ladder-hover"
          data-testid="ladder-hover"
          data-locked={hover.locked}
          style={{
            transform: `translate(${hover.x}px, ${hover.y}px)${hover.isAbove ? ' translateY(-100%)' : ''}`,
          }}
        >
          <span className="ladder-hover-words">
            {hover.locked && <Lock size={12} aria-hidden />}
            {hover.words}
          </span>
          {hover.depth !== '' && <span className="quiet ladder-hover-depth">{hover.depth}</span>}
        </div>
      )}
    </div>
  )
}

/** Read at every paint and every move of the pointer, and made anew only when they have changed. */
function settingsOf(panelId: string): () => LadderSettings {
  const keptNow = (): PanelView | undefined => panelIn(workspaceStore.getState(), panelId)?.view
  let kept = keptNow()
  let settings = ladderSettings(kept)
  return () => {
    const now = keptNow()
    if (now !== kept) [kept, settings] = [now, ladderSettings(now)]
    return settings
  }
}

const WISHES: Readonly<Record<LadderWish['kind'], (view: LadderView) => void>> = {
  recentre: (view) => {
    view.recentre()
  },
  clearAll: (view) => {
    view.clearTraded('all')
  },
  clearAbove: (view) => {
    view.clearTraded('above')
  },
  clearBelow: (view) => {
    view.clearTraded('below')
  },
}

const HOVER_WIDTH_PX = 240
const HOVER_HEIGHT_PX = 64

function hoverOf(
  at: HoverAt,
  input: LadderInput,
  view: LadderView,
  frame: HTMLElement | null,
): Hover | undefined {
  const box = frame?.getBoundingClientRect()
  if (box === undefined) return undefined
  const drag = input.dragTo(at.spot)
  const intent = input.intent(at)
  const words = drag === undefined ? hoverWords(intent, view.ladder) : dragWords(drag, view.ladder)
  const x = Math.max(0, Math.min(at.x - box.left + 14, box.width - HOVER_WIDTH_PX))
  const below = at.y - box.top + 18
  const isAbove = below > box.height - HOVER_HEIGHT_PX
  const y = isAbove ? at.y - box.top - 6 : below
  const depth = drag === undefined ? depthWords(at.spot, view.ladder) : ''
  return { x, y, isAbove, words, depth, locked: (drag ?? intent).kind === 'refuse' }
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
