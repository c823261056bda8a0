// One limit's new value, why, and the password where it is loosened. Enter sends one change; Esc sends nothing.
import { useState, type KeyboardEvent, type ReactElement } from 'react'
import { limitValueText } from '../../../shared/domain/risk-limit.ts'
import type { LimitRow } from '../../../shared/ui-wire/projections.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { setRiskLimit } from '../../store/risk-actions.ts'
import { readLimit } from './limit-value.ts'

interface LimitFormProps {
  readonly row: LimitRow
  readonly hasPassword: boolean
  readonly onDone: () => void
}

export function LimitForm({ row, hasPassword, onDone }: LimitFormProps): ReactElement {
  const [text, setText] = useState(() => limitValueText(row.value))
  const [why, setWhy] = useState('')
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const read = readLimit(row.name, text)
  const mayTry = 'value' in read && why.trim() !== ''
  const send = (): void => {
    if (!('value' in read) || !mayTry) return
    void setRiskLimit({ limit: row.name, value: read.value, why: why.trim(), password }).then((against) => {
      if (against === undefined) {
        onDone()
        return
      }
      // A password that was refused is typed again, the rest is not.
      setPassword('')
      setRefusal(against)
    })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.repeat) send()
    if (event.key !== 'Escape') return
    // Closes the form, not the dialog around it.
    event.preventDefault()
    event.stopPropagation()
    onDone()
  }
  return (
    <div className="limit-form" data-testid="limit-form" onKeyDown={onKeyDown}>
      <input
        value={text}
        autoFocus
        aria-label={
          row.name === 'permittedRoots' ? translate('limits.valueRoots') : translate('limits.value')
        }
        placeholder={row.name === 'permittedRoots' ? translate('limits.valueRoots') : undefined}
        aria-invalid={'wrong' in read}
        title={'wrong' in read ? read.wrong : undefined}
        data-testid="limit-value"
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      <input
        value={why}
        placeholder={translate('limits.why')}
        aria-label={translate('limits.why')}
        maxLength={300}
        data-testid="limit-why"
        onChange={(event) => {
          setWhy(event.target.value)
        }}
      />
      <input
        type="password"
        value={password}
        autoComplete="off"
        placeholder={translate(hasPassword ? 'limits.password' : 'limits.passwordFirst')}
        aria-label={translate(hasPassword ? 'limits.password' : 'limits.passwordFirst')}
        title={translate('limits.passwordHint')}
        maxLength={200}
        data-testid="limit-password"
        onChange={(event) => {
          setPassword(event.target.value)
        }}
      />
      <Button onPress={send} disabled={!mayTry} testId="limit-save">
        {translate('limits.save')}
      </Button>
      <Button onPress={onDone} testId="limit-drop">
        {translate('limits.drop')}
      </Button>
      {refusal !== undefined && <p role="alert">{refusal}</p>}
    </div>
  )
}
