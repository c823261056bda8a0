// The dialogs over the desk; one at a time, Esc closes.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { openDialog, uiStore } from '../../store/ui-store.ts'
import { AboutDialog } from './about-dialog.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { SettingsDialog } from './settings-dialog.tsx'

export function Dialogs(): ReactElement | null {
  const dialog = useStore(uiStore, (state) => state.dialog)
  const close = (): void => {
    openDialog(undefined)
  }
  switch (dialog) {
    case undefined:
      return null
    case 'about':
      return <AboutDialog onClose={close} />
    case 'keys':
      return <KeysDialog onClose={close} />
    case 'settings':
      return <SettingsDialog onClose={close} />
  }
}
