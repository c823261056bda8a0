// The dialogs over the desk; one at a time, Esc closes.
import { lazy, Suspense, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { settingsStore } from '../store/documents.ts'
import { openDialog, uiStore } from '../store/ui-store.ts'
import { AlertDialog } from '../panels/alerts/alert-dialog.tsx'
import { QuietDialog } from '../panels/alerts/quiet-dialog.tsx'
import { FlattenDialog } from '../panels/control/flatten-dialog.tsx'
import { RearmDialog } from '../panels/control/rearm-dialog.tsx'
import { ResolveDialog } from '../panels/control/resolve-dialog.tsx'
import { EvidenceDialog } from '../panels/blotter/evidence-dialog.tsx'
import { ListDialog } from '../panels/blotter/list-dialog.tsx'
import { HeldTicket } from '../panels/held-ticket/held-ticket.tsx'
import { LadderSettingsDialog } from '../panels/ladder/ladder-settings-dialog.tsx'
import { PaletteDialog } from '../commands/palette-dialog.tsx'
import { WorkspacesDialog } from '../dock/workspaces-dialog.tsx'
import { AboutDialog } from '../panels/about/about-dialog.tsx'
import { KeysDialog } from '../panels/settings/keys/keys-dialog.tsx'
import { SettingsDialog } from '../panels/settings/settings-dialog.tsx'

/** The guides with all their text: fetched when somebody reads. */
const GuideDialog = lazy(async () => ({ default: (await import('./later.ts')).GuideDialog }))

export function Dialogs(): ReactElement | null {
  const dialog = useStore(uiStore, (state) => state.dialog)
  const ladder = useStore(uiStore, (state) => state.ladder)
  const list = useStore(uiStore, (state) => state.list)
  const evidence = useStore(uiStore, (state) => state.evidence)
  // The words of whatever is open follow the language without its being closed.
  useStore(settingsStore, (state) => state.language)
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
    case 'ladder':
      return ladder === undefined ? null : <LadderSettingsDialog panelId={ladder} onClose={close} />
    case 'list':
      return list === undefined ? null : <ListDialog panelId={list} onClose={close} />
    case 'evidence':
      return evidence === undefined ? null : <EvidenceDialog of={evidence} onClose={close} />
    case 'palette':
      return <PaletteDialog onClose={close} />
    case 'workspaces':
      return <WorkspacesDialog onClose={close} />
    case 'guide':
      return (
        <Suspense fallback={null}>
          <GuideDialog onClose={close} />
        </Suspense>
      )
    case 'flatten':
      return <FlattenDialog onClose={close} />
    case 'held':
      return <HeldTicket onClose={close} />
    case 'resolve':
      return <ResolveDialog onClose={close} />
    case 'alert':
      return <AlertDialog onClose={close} />
    case 'quiet':
      return <QuietDialog onClose={close} />
    case 'rearm':
      return <RearmDialog onClose={close} />
  }
}
