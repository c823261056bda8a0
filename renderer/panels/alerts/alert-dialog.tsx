// The dialog that makes an alert or changes one: a kind, what it asks for, and how it is told. Enter sets it, Esc leaves
// everything as it was.
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { ALERT_NOTE_LENGTH_MAX } from '../../../shared/domain/alert.ts'
import { translate } from '../../i18n/translate.ts'
import { DialogForm } from '../../kit/dialog-form.tsx'
import { Select } from '../../kit/select.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { setAlertRule } from '../../store/alert-actions.ts'
import { roots, tickSizeOf } from '../../store/instruments.ts'
import { activeInstrument } from '../../store/ladder-hand.ts'
import { uiStore } from '../../store/ui-store.ts'
import { showPanel } from '../../store/workspace-panels.ts'
import {
  choices,
  fieldLabel,
  fieldsOf,
  fieldsOfAll,
  formOf,
  isChoice,
  newForm,
  readAlert,
  type AlertForm,
  type ChoiceField,
  type Chosen,
  type TextField,
} from './alert-fields.ts'
import './alerts.css'

const listing = { tickSizeOf, isRoot: (text: string) => roots().some(({ root }) => root === text) }

export function AlertDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const edited = useStore(uiStore, (state) => state.editedAlert)
  return (
    <Dialog
      title={translate(edited === undefined ? 'alerts.dialog.title' : 'alerts.dialog.editTitle')}
      closeLabel={translate('alerts.dialog.close')}
      onClose={onClose}
      testId="alert-dialog"
    >
      <AlertForm onClose={onClose} />
    </Dialog>
  )
}

function AlertForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { editedAlert } = uiStore.getState()
  const [form, setForm] = useState<AlertForm>(() =>
    editedAlert === undefined ? newForm(activeInstrument()) : formOf(editedAlert, listing),
  )
  const [refusal, setRefusal] = useState<{ readonly text: string; readonly field?: TextField }>()
  const change = (changed: AlertForm): void => {
    setForm(changed)
    setRefusal(undefined)
  }
  const go = (): void => {
    const read = readAlert(form, listing)
    if (!read.ok) {
      setRefusal(read)
      return
    }
    void setAlertRule(read.rule, editedAlert?.ruleId).then((why) => {
      if (why !== undefined) {
        setRefusal({ text: why })
        return
      }
      showPanel('alerts')
      onClose()
    })
  }
  const { kind } = form.chosen
  const field = (name: TextField | ChoiceField): ReactElement => (
    <Field key={name} name={name} form={form} change={change} isWrong={refusal?.field === name} />
  )
  return (
    <DialogForm
      className="alert-form"
      refusal={refusal?.text}
      testId="alert-refusal"
      leave={{ text: translate('alerts.dialog.leave'), onPress: onClose, testId: 'alert-leave' }}
      go={{ text: translate('alerts.dialog.set'), onPress: go, testId: 'alert-set', kind: 'armed' }}
    >
      <div className="alert-fields dialog-fields">{field('kind')}</div>
      <p className="quiet">{translate(`alerts.where.${kind}`)}</p>
      <div className="alert-fields alert-condition dialog-fields">{fieldsOf[kind].map(field)}</div>
      <div className="alert-fields dialog-fields">{fieldsOfAll.map(field)}</div>
    </DialogForm>
  )
}

interface FieldProps {
  readonly name: TextField | ChoiceField
  readonly form: AlertForm
  readonly change: (form: AlertForm) => void
  readonly isWrong: boolean
}

function Field({ name, form, change, isWrong }: FieldProps): ReactElement {
  const { chosen, typed } = form
  return (
    <label className={name === 'note' ? 'alert-note' : ''}>
      <span>{fieldLabel(name, chosen)}</span>
      {isChoice(name) ? (
        <ChoiceInput name={name} form={form} change={change} />
      ) : (
        <input
          value={typed[name]}
          maxLength={name === 'note' ? ALERT_NOTE_LENGTH_MAX : 40}
          spellCheck={false}
          aria-invalid={isWrong}
          data-testid={`alert-${name}`}
          onChange={(event) => {
            change({ ...form, typed: { ...typed, [name]: event.target.value } })
          }}
        />
      )}
    </label>
  )
}

function ChoiceInput({
  name,
  form,
  change,
}: Omit<FieldProps, 'name' | 'isWrong'> & { readonly name: ChoiceField }): ReactElement {
  const { chosen } = form
  return (
    <Select
      options={choices[name].map((value) => ({ name: value, label: choiceText(name, value) }))}
      chosen={chosen[name]}
      onChoose={(value) => {
        change({ ...form, chosen: { ...chosen, [name]: value } })
      }}
      autoFocus={name === 'kind'}
      testId={`alert-${name}`}
    />
  )
}

function choiceText(name: ChoiceField, value: Chosen[ChoiceField]): string {
  const words: Readonly<Record<string, string>> =
    name === 'kind'
      ? translate('alerts.kind', { returnObjects: true })
      : translate(`alerts.choice.${name}`, { returnObjects: true })
  return words[value] ?? value
}
