// The card of the first steps: one step at a time, every one of which can be skipped. It lies over a corner of the desk where no
// ladder is and takes no click meant for the market. Loaded only where it is shown.
import { useEffect, useLayoutEffect, useRef, useState, type ReactElement, type RefObject } from 'react'
import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { FIRST_STEPS, firstRunStore, goToStep, leaveFirstRun, type FirstStep } from '../../store/first-run.ts'
import { keyOf } from '../../store/keys.ts'
import { workspaceStore } from '../../store/workspace.ts'
import { freeCorner, type Corner } from './corner.ts'
import { FillStep } from './fill-step.tsx'
import { VenueStep } from './venue-step.tsx'
import { WorkStep } from './work-step.tsx'
import './first-run.css'

const MARGIN = 8

export function FirstRunCard(): ReactElement | null {
  const step = useStore(firstRunStore, (state) => state.step)
  const card = useRef<HTMLElement>(null)
  const corner = useFreeCorner(card)
  useFocusWhenAsked(card)
  if (step === undefined) return null
  return (
    <section
      ref={card}
      className="first-run"
      tabIndex={-1}
      aria-label={translate('firstRun.title')}
      data-testid="first-run"
      data-step={step}
      data-corner={corner}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        leaveFirstRun()
      }}
    >
      <Header step={step} />
      <Step step={step} />
      <Foot step={step} />
    </section>
  )
}

interface StepProps {
  readonly step: FirstStep
}

function Header({ step }: StepProps): ReactElement {
  const place = translate('firstRun.place', { nth: FIRST_STEPS.indexOf(step) + 1, count: FIRST_STEPS.length })
  return (
    <header>
      <span className="quiet">
        {translate('firstRun.title')} · {place}
      </span>
      <Button
        kind="icon"
        label={translate('firstRun.leave')}
        onPress={leaveFirstRun}
        testId="first-run-leave"
      >
        <X size={14} aria-hidden />
      </Button>
      <h2>{translate(`firstRun.${step}.title`)}</h2>
    </header>
  )
}

function Step({ step }: StepProps): ReactElement {
  switch (step) {
    case 'venue':
      return <VenueStep />
    case 'work':
      return <WorkStep />
    case 'fill':
      return <FillStep />
  }
}

function Foot({ step }: StepProps): ReactElement {
  const paletteKey = keyOf('help.palette')
  const at = FIRST_STEPS.indexOf(step)
  const before = FIRST_STEPS[at - 1]
  const after = FIRST_STEPS[at + 1]
  return (
    <footer>
      <span className="quiet first-run-again">
        {paletteKey !== undefined &&
          translate('firstRun.again', { key: paletteKey, name: translate('commands.firstRun') })}
      </span>
      {before !== undefined && (
        <Button
          onPress={() => {
            goToStep(before)
          }}
          testId="first-run-back"
        >
          {translate('firstRun.back')}
        </Button>
      )}
      {after === undefined ? (
        <Button onPress={leaveFirstRun} testId="first-run-done">
          {translate('firstRun.done')}
        </Button>
      ) : (
        <Button
          onPress={() => {
            goToStep(after)
          }}
          testId="first-run-next"
        >
          {translate(step === 'work' ? 'firstRun.skip' : 'firstRun.next')}
        </Button>
      )}
    </footer>
  )
}

/** Gives the card the keyboard when it opens over a desk that nobody has touched, and whenever a person asks for it. */
function useFocusWhenAsked(card: RefObject<HTMLElement | null>): void {
  const asked = useStore(firstRunStore, (state) => state.asked)
  useEffect(() => {
    const isFree = document.activeElement === null || document.activeElement === document.body
    if (isFree || asked > 1) card.current?.focus()
  }, [asked, card])
}

/** Looked for anew whenever the card or the desk under it has another shape. */
function useFreeCorner(card: RefObject<HTMLElement | null>): Corner {
  const [corner, setCorner] = useState<Corner>('bottomLeft')
  useLayoutEffect(() => {
    const element = card.current
    const desk = element?.parentElement
    if (element === null || desk === null || desk === undefined) return undefined
    const look = (): void => {
      const { width, height } = element.getBoundingClientRect()
      const ladders = [...desk.querySelectorAll('[data-testid="panel-ladder"]')]
      setCorner(
        freeCorner(
          { width, height },
          {
            area: desk.getBoundingClientRect(),
            ladders: ladders.map((ladder) => ladder.getBoundingClientRect()),
            margin: MARGIN,
          },
        ),
      )
    }
    const shapes = new ResizeObserver(look)
    shapes.observe(element)
    shapes.observe(desk)
    let frame = 0
    // The dock lays its panels out after the workspace has changed.
    const stop = workspaceStore.subscribe(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    })
    return () => {
      shapes.disconnect()
      cancelAnimationFrame(frame)
      stop()
    }
  }, [card])
  return corner
}
