// What concerns all settings: out to a file, in from one, back to how they came. The last two show what would change and ask.
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { settingNames, withImported, type Settings } from '../../../shared/desk/settings.ts'
import type { FileFault } from '../../../shared/desk/document.ts'
import { WHOLE } from '../../../shared/domain/settings-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { presets, settings, settingsStore } from '../../store/documents.ts'
import { nameOf, valueText } from './setting-words.ts'

type Said =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'told'; readonly text: string; readonly isRefusal: boolean }
  /** What the settings would be, and what that is made from. */
  | { readonly kind: 'asked'; readonly title: string; readonly make: (now: Settings) => Settings }

export function SettingsFoot(): ReactElement {
  const [said, setSaid] = useState<Said>({ kind: 'nothing' })
  const now = useStore(settingsStore)
  const tell = (text: string, isRefusal = false): void => {
    setSaid({ kind: 'told', text, isRefusal })
  }
  const exportAll = async (): Promise<void> => {
    const result = await globalThis.tenor?.exportDocument('settings')
    if (result?.kind === 'written') tell(translate('settings.exported', { file: result.file }))
    if (result?.kind === 'failed') tell(translate('settings.exportFailed', { why: result.why }), true)
  }
  const importAll = async (): Promise<void> => {
    const result = await globalThis.tenor?.importDocument('settings')
    if (result?.kind === 'failed') tell(importRefusal(result.fault), true)
    if (result?.kind !== 'read') return
    const imported = result.value as Settings
    const make = (held: Settings): Settings => withImported(held, imported)
    if (changesOf(settingsStore.getState(), make).length === 0) tell(translate('settings.importSame'))
    else setSaid({ kind: 'asked', title: translate('settings.importAsk', { file: result.file }), make })
  }
  return (
    <footer className="settings-foot">
      {said.kind === 'told' && (
        <p
          role={said.isRefusal ? 'alert' : 'status'}
          data-testid="settings-said"
          data-refusal={said.isRefusal}
        >
          {said.text}
        </p>
      )}
      {said.kind === 'asked' && (
        <Question
          title={said.title}
          changes={changesOf(now, said.make)}
          onYes={() => {
            settings.change(said.make)
            tell(translate('settings.applied'))
          }}
          onNo={() => {
            setSaid({ kind: 'nothing' })
          }}
        />
      )}
      <p className="settings-acts">
        <Button onPress={() => void exportAll()} testId="settings-export">
          {translate('settings.export')}
        </Button>
        <Button onPress={() => void importAll()} testId="settings-import">
          {translate('settings.import')}
        </Button>
        <Button
          disabled={changesOf(now, () => presets).length === 0}
          onPress={() => {
            setSaid({ kind: 'asked', title: translate('settings.resetAsk'), make: () => presets })
          }}
          testId="settings-reset"
        >
          {translate('settings.resetAll')}
        </Button>
      </p>
    </footer>
  )
}

interface QuestionProps {
  readonly title: string
  readonly changes: readonly string[]
  readonly onYes: () => void
  readonly onNo: () => void
}

function Question({ title, changes, onYes, onNo }: QuestionProps): ReactElement {
  return (
    <div
      className="settings-question"
      role="group"
      aria-label={title}
      data-testid="settings-question"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // Closes the question, not the dialog around it.
        event.preventDefault()
        event.stopPropagation()
        onNo()
      }}
    >
      <p>{title}</p>
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      <p className="settings-acts">
        <Button onPress={onYes} testId="settings-yes">
          {translate('settings.apply')}
        </Button>
        <Button onPress={onNo} testId="settings-no" autoFocus>
          {translate('settings.leave')}
        </Button>
      </p>
    </div>
  )
}

/** Of every setting that would be another one: what it is and what it would be. */
function changesOf(now: Settings, make: (now: Settings) => Settings): readonly string[] {
  const then = make(now)
  return settingNames
    .filter((name) => now[name] !== then[name])
    .map((name) =>
      translate('settings.change', {
        name: nameOf(name),
        from: valueText(name, now[name]),
        to: valueText(name, then[name]),
      }),
    )
}

function importRefusal(fault: FileFault): string {
  const what = translate(`document.fault.${fault.kind}`)
  return fault.kind === 'wrong' && fault.where !== WHOLE
    ? translate('settings.importWrong', { what, where: fault.where })
    : translate('settings.importFailed', { what })
}
