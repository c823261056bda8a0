// One command of the map: its name, its keys, and how they are changed, taken away and put back.
import { useRef, useState, type ReactElement } from 'react'
import { Pencil, Undo2, X } from 'lucide-react'
import type { Chord } from '../../../../shared/desk/chord.ts'
import { isFixed, type CommandId } from '../../../../shared/desk/key-schemes.ts'
import { withKey, withoutChange } from '../../../../shared/desk/keymap.ts'
import { translate } from '../../../i18n/translate.ts'
import { Button } from '../../../kit/button.tsx'
import { keymap } from '../../../store/documents.ts'
import { KeyCapture } from './key-capture.tsx'
import { nameOfCommand, type KeyRow } from './key-rows.ts'

export interface KeyLineProps {
  readonly row: KeyRow
  readonly onSaid: (text: string) => void
}

export function KeyLine({ row, onSaid }: KeyLineProps): ReactElement {
  const { id, keys, isNow, isChanged, given } = row
  const name = row.name()
  const line = useRef<HTMLDivElement>(null)
  const [isWaiting, setWaiting] = useState(false)
  const done = (chord: Chord | undefined, isLeft = false): void => {
    setWaiting(false)
    if (!isLeft) line.current?.querySelector('button')?.focus()
    if (chord === undefined) return
    giveKey(id, chord)
    onSaid(translate('keys.isNow', { command: name, key: chord }))
  }
  return (
    <div
      ref={line}
      className="key-line"
      data-testid={`key-${id}`}
      data-now={isNow}
      data-changed={isChanged}
      title={isNow ? undefined : translate('keys.notNow')}
    >
      <span className="key-name">{name}</span>
      <Keys keys={keys} />
      {isFixed(id) ? (
        <span className="key-acts quiet" title={translate('keys.staysHint')}>
          {translate('keys.stays')}
        </span>
      ) : (
        <span className="key-acts">
          <Button
            kind="icon"
            label={translate('keys.changeOf', { command: name })}
            onPress={() => {
              setWaiting(true)
            }}
            testId={`change-${id}`}
          >
            <Pencil size={12} aria-hidden />
          </Button>
          <Button
            kind="icon"
            disabled={keys.length === 0}
            label={translate('keys.removeOf', { command: name })}
            onPress={() => {
              keymap.change((map) => withKey(map, id, null))
              onSaid(translate('keys.hasNone', { command: name }))
            }}
            testId={`remove-${id}`}
          >
            <X size={12} aria-hidden />
          </Button>
          <Button
            kind="icon"
            disabled={!isChanged}
            label={translate('keys.resetOf', { command: name })}
            onPress={() => {
              keymap.change((map) => withoutChange(map, id))
              onSaid('')
            }}
            testId={`reset-${id}`}
          >
            <Undo2 size={12} aria-hidden />
          </Button>
        </span>
      )}
      {given !== undefined && (
        <p className="key-note quiet">
          {translate('keys.given', { key: given.key, command: nameOfCommand(given.to) })}
        </p>
      )}
      {isWaiting && <KeyCapture command={id} onDone={done} />}
    </div>
  )
}

export function Keys({ keys }: { readonly keys: readonly string[] }): ReactElement {
  return (
    <span className="key-chips">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
      {keys.length === 0 && <span className="quiet">{translate('keys.none')}</span>}
    </span>
  )
}

function giveKey(id: CommandId, chord: Chord): void {
  keymap.change((map) => withKey(map, id, chord))
}
