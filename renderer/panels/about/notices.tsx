// The toasts over the desk, fed by the outcome store.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { Toasts } from '../../kit/toasts.tsx'
import { dismissToast, outcomeStore } from '../../store/outcome-store.ts'

export function Notices(): ReactElement {
  const toasts = useStore(outcomeStore, (state) => state.toasts)
  return (
    <Toasts
      toasts={toasts}
      label={translate('toast.label')}
      dismissLabel={translate('toast.dismiss')}
      onDismiss={dismissToast}
    />
  )
}
