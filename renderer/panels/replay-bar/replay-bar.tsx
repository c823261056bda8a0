// The bar over a desk that plays a recording: play and pause, speed, where it stands, and a slider to go elsewhere.
import { useEffect, useState, type ReactElement } from 'react'
import { Pause, Play, TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import type { ReplayState } from '../../../shared/ui-wire/replay.ts'
import { countdownText, dateTimeText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { controlReplay, replayStore, toggleReplay } from '../../store/replay.ts'
import './replay-bar.css'

const SPEEDS = [0.5, 1, 2, 5, 10, 60] as const

/** Nothing until the main process says that it plays a recording. */
export function ReplayBar(): ReactElement | null {
  const state = useStore(replayStore, (store) => store.state)
  useEffect(
    () =>
      onPulse(() => {
        void controlReplay({ action: 'look' })
      }),
    [],
  )
  if (state === undefined) return null
  const { isPlaying, speed, hasEnded, damage } = state
  const Icon = isPlaying ? Pause : Play
  const what = translate(isPlaying ? 'replay.pause' : 'replay.play')
  return (
    <section className="replay-bar" aria-label={translate('replay.label')} data-testid="replay-bar">
      <Button kind="icon" label={what} title={`${what} (P)`} onPress={toggleReplay} testId="replay-toggle">
        <Icon size={15} aria-hidden />
      </Button>
      <div className="replay-speeds" role="group" aria-label={translate('replay.speed')}>
        {SPEEDS.map((times) => (
          <Button
            key={times}
            pressed={times === speed}
            title={translate('replay.speedHint', { times })}
            onPress={() => void controlReplay({ action: 'speed', speed: times })}
            testId={`replay-speed-${times}`}
          >
            {translate('replay.times', { times })}
          </Button>
        ))}
      </div>
      <ReplaySlider state={state} />
      <span className="replay-time" data-testid="replay-time">
        {dateTimeText(state.atUs)}
      </span>
      {damage !== undefined && (
        <span className="replay-damage" title={damage} data-testid="replay-damage">
          <TriangleAlert size={14} aria-hidden /> {translate('replay.damaged')}
        </span>
      )}
      {hasEnded && <span className="quiet">{translate('replay.ended')}</span>}
    </section>
  )
}

/** Moves while it plays; while a person holds it, it stays where they hold it and goes there when they let go. */
function ReplaySlider({ state }: { readonly state: ReplayState }): ReactElement {
  const [held, setHeld] = useState<number>()
  const { fromUs, toUs, atUs } = state
  const shown = held ?? seconds(atUs - fromUs)
  const length = Math.max(1, seconds(toUs - fromUs))
  const letGo = (): void => {
    if (held === undefined) return
    setHeld(undefined)
    void controlReplay({ action: 'seek', toUs: fromUs + held * 1_000_000 })
  }
  return (
    <div className="replay-place">
      <span className="replay-figure">{countdownText(shown * 1e6)}</span>
      <input
        type="range"
        min={0}
        max={length}
        step={1}
        value={Math.min(shown, length)}
        aria-label={translate('replay.place')}
        aria-valuetext={dateTimeText(fromUs + shown * 1e6)}
        data-testid="replay-place"
        onChange={(event) => {
          setHeld(Number(event.target.value))
        }}
        onPointerUp={letGo}
        onKeyUp={letGo}
        onBlur={letGo}
      />
      <span className="replay-figure quiet">{countdownText(toUs - fromUs)}</span>
    </div>
  )
}

function seconds(us: number): number {
  return Math.floor(us / 1_000_000)
}
