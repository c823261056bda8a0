// Waits for the new key of a command. Every press is taken before the window, the dialog or the menu sees it; one that cannot be
// given says why, one that another command has is asked about. Esc, and leaving for elsewhere, change nothing.
import { useCallback, useState, type FocusEvent, type KeyboardEvent, type ReactElement } from 'react'
import { refusalOf, type Chord } from '../../../../shared/desk/chord.ts'
import type { CommandId } from '../../../../shared/desk/key-schemes.ts'
import { chordOf } from '../../../commands/chord.ts'
import { translate } from '../../../i18n/translate.ts'
import { Button } from '../../../kit/button.tsx'
import { commandIdOf } from '../../../store/keys.ts'
import { nameOfCommand } from './key-rows.ts'

export interface KeyCaptureProps {
  readonly command: CommandId
  /** Undefined where nothing is to change. `isLeft`: because the focus went elsewhere. */
  readonly onDone: (chord: Chord | undefined, isLeft?: boolean) => void
}

type Waiting =
  | { readonly kind: 'key'; readonly refusal?: string }
  | { readonly kind: 'answer'; readonly chord: Chord; readonly other: CommandId }

export function KeyCapture({ command, onDone }: KeyCaptureProps): ReactElement {
  const [waiting, setWaiting] = useState<Waiting>({ kind: 'key' })
  const focus = useCallback((element: HTMLElement | null) => {
    element?.focus()
    element?.scrollIntoView({ block: 'nearest' })
  }, [])
  const take = (chord: Chord): void => {
    const refusal = refusalOf(chord)
    const other = commandIdOf(chord)
    if (refusal !== undefined)
      setWaiting({ kind: 'key', refusal: translate(`keys.refused.${refusal}`, { key: chord }) })
    else if (other === undefined || other === command) onDone(chord)
    else setWaiting({ kind: 'answer', chord, other })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const chord = chordOf(event.nativeEvent)
    const isEscape = event.key === 'Escape'
    if (waiting.kind === 'answer' && !isEscape) return
    event.preventDefault()
    event.stopPropagation()
    if (isEscape) onDone(undefined)
    else if (chord !== undefined && !event.repeat) take(chord)
  }
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) onDone(undefined, true)
  }
  if (waiting.kind === 'key') {
    return (
      <div
        key="key"
        ref={focus}
        className="key-capture"
        role="group"
        aria-label={translate('keys.press')}
        tabIndex={0}
        data-testid="key-capture"
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      >
        {translate('keys.press')}
        <p role="alert">{waiting.refusal}</p>
      </div>
    )
  }
  const { chord, other } = waiting
  const question = translate('keys.conflict', { key: chord, command: nameOfCommand(other) })
  return (
    <div
      key="answer"
      className="key-capture"
      role="group"
      aria-label={question}
      data-testid="key-conflict"
      onKeyDown={onKeyDown}
    >
      <p role="alert">{question}</p>
      <Button
        onPress={() => {
          onDone(chord)
        }}
        testId="key-take"
      >
        {translate('keys.take')}
      </Button>{' '}
      <Button
        autoFocus
        onPress={() => {
          onDone(undefined)
        }}
        testId="key-leave"
      >
        {translate('keys.leave')}
      </Button>
    </div>
  )
}
