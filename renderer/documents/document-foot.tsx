// What concerns a whole document that a person can set, below its dialog: out to a file, in from one, and, where it came with
// something, back to that. The last two show what would change and ask.
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { FileFault } from '../../shared/desk/document.ts'
import type { DocumentName } from '../../shared/desk/profile-documents.ts'
import { WHOLE } from '../../shared/domain/settings-text.ts'
import { translate } from '../i18n/translate.ts'
import { Button } from '../kit/button.tsx'
import type { DocumentStore } from '../store/document-store.ts'
import './document-foot.css'

export interface DocumentFootProps<Value extends object> {
  readonly name: DocumentName
  readonly document: DocumentStore<Value>
  /** As it came; left out where nothing of the kind is offered. */
  readonly presets?: Value
  /** What is taken of a file over what is held. */
  readonly withFile: (held: Value, file: Value) => Value
  /** Of everything that would be another: what it is and what it would be. */
  readonly changesOf: (now: Value, then: Value) => readonly string[]
  /** What of the file cannot be taken, and why; nothing where it is left out. */
  readonly leftOut?: (held: Value, file: Value) => readonly string[]
  readonly words: DocumentFootWords
}

export interface DocumentFootWords {
  readonly exported: (file: string) => string
  readonly importAsk: (file: string) => string
  readonly importSame: string
  /** With the presets. */
  readonly resetAsk?: string
}

type Said<Value> =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'told'; readonly text: string; readonly isRefusal: boolean }
  /** What the document would be, made of what it is. */
  | {
      readonly kind: 'asked'
      readonly title: string
      readonly make: (now: Value) => Value
      readonly left: readonly string[]
    }

export function DocumentFoot<Value extends object>(props: DocumentFootProps<Value>): ReactElement {
  const { name, document, presets, withFile, changesOf, leftOut, words } = props
  const [said, setSaid] = useState<Said<Value>>({ kind: 'nothing' })
  const now = useStore(document.store)
  const tell = (text: string, isRefusal = false): void => {
    setSaid({ kind: 'told', text, isRefusal })
  }
  const exportAll = async (): Promise<void> => {
    const result = await globalThis.tenor?.exportDocument(name)
    if (result?.kind === 'written') tell(words.exported(result.file))
    if (result?.kind === 'failed') tell(translate('settings.exportFailed', { why: result.why }), true)
  }
  const importAll = async (): Promise<void> => {
    const result = await globalThis.tenor?.importDocument(name)
    if (result?.kind === 'failed') tell(importRefusal(result.fault), true)
    if (result?.kind !== 'read') return
    const file = result.value as Value
    const make = (held: Value): Value => withFile(held, file)
    const held = document.store.getState()
    const left = leftOut?.(held, file) ?? []
    if (changesOf(held, make(held)).length + left.length === 0) tell(words.importSame)
    else setSaid({ kind: 'asked', title: words.importAsk(result.file), make, left })
  }
  return (
    <footer className="document-foot">
      {said.kind === 'told' && (
        <p
          role={said.isRefusal ? 'alert' : 'status'}
          data-testid={`${name}-said`}
          data-refusal={said.isRefusal}
        >
          {said.text}
        </p>
      )}
      {said.kind === 'asked' && (
        <Question
          name={name}
          title={said.title}
          changes={[...changesOf(now, said.make(now)), ...said.left]}
          onYes={() => {
            document.change(said.make)
            tell(translate('settings.applied'))
          }}
          onNo={() => {
            setSaid({ kind: 'nothing' })
          }}
        />
      )}
      <p className="document-acts">
        <Button onPress={() => void exportAll()} testId={`${name}-export`}>
          {translate('settings.export')}
        </Button>
        <Button onPress={() => void importAll()} testId={`${name}-import`}>
          {translate('settings.import')}
        </Button>
        {presets !== undefined && (
          <Button
            disabled={changesOf(now, presets).length === 0}
            onPress={() => {
              setSaid({ kind: 'asked', title: words.resetAsk ?? '', make: () => presets, left: [] })
            }}
            testId={`${name}-reset`}
          >
            {translate('settings.resetAll')}
          </Button>
        )}
      </p>
    </footer>
  )
}

interface QuestionProps {
  readonly name: DocumentName
  readonly title: string
  readonly changes: readonly string[]
  readonly onYes: () => void
  readonly onNo: () => void
}

function Question({ name, title, changes, onYes, onNo }: QuestionProps): ReactElement {
  return (
    <div
      className="document-question"
      role="group"
      aria-label={title}
      data-testid={`${name}-question`}
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
      <p className="document-acts">
        <Button onPress={onYes} testId={`${name}-yes`}>
          {translate('settings.apply')}
        </Button>
        <Button onPress={onNo} testId={`${name}-no`} autoFocus>
          {translate('settings.leave')}
        </Button>
      </p>
    </div>
  )
}

function importRefusal(fault: FileFault): string {
  const what = translate(`document.fault.${fault.kind}`)
  return 'where' in fault && fault.where !== WHOLE
    ? translate('settings.importWrong', { what, where: fault.where })
    : translate('settings.importFailed', { what })
}
