// The documents of the profile in this window. They are here before anything is painted, because the preload asks for them
// before the page begins.
import type { DocumentName, ProfileDocuments } from '../../shared/desk/profile-documents.ts'
import { SHIPPED_KEYMAP } from '../../shared/desk/keymap.ts'
import { presetSettings } from '../../shared/desk/settings.ts'
import { NOTHING_STAGED } from '../../shared/desk/staged-orders.ts'
import { shippedWorkspaces } from '../../shared/desk/workspaces.ts'
import type { DocumentNews, DocumentState } from '../../shared/ui-wire/documents.ts'
import { translate } from '../i18n/translate.ts'
import { DocumentStore } from './document-store.ts'
import { toast } from './outcome-store.ts'

const bridge = globalThis.tenor

/** What is set where nothing was chosen, on this machine. */
export const presets = bridge?.begin?.documents.settings.defaults ?? presetSettings('en')
export const settings = documentStore('settings', presets)
/** For components and painters: what is set. */
export const settingsStore = settings.store

export const workspaces = documentStore('workspaces', shippedWorkspaces('tall'))

export const keymap = documentStore('keymap', SHIPPED_KEYMAP)
export const keymapStore = keymap.store
export const firstRun = documentStore('firstRun', { isOver: true })
export const staged = documentStore('staged', NOTHING_STAGED)

const stores: { readonly [Name in DocumentName]: DocumentStore<ProfileDocuments[Name]> } = {
  settings,
  workspaces,
  keymap,
  firstRun,
  staged,
}

/** What another window or the program itself has changed. */
export function takeDocumentNews({ name, revision, value }: DocumentNews): void {
  const store: Pick<DocumentStore<typeof value>, 'take'> = stores[name]
  store.take({ revision, value })
}

/** `unkept`: what a window without the desktop program begins with, and keeps to itself. */
function documentStore<Name extends DocumentName>(
  name: Name,
  unkept: ProfileDocuments[Name],
): DocumentStore<ProfileDocuments[Name]> {
  const begin: DocumentState<ProfileDocuments[Name]> = bridge?.begin?.documents[name] ?? {
    revision: 1,
    value: unkept,
  }
  return new DocumentStore({
    begin,
    send: ({ basedOn, value }) =>
      bridge === undefined
        ? Promise.resolve({ kind: 'changed', revision: basedOn + 1 })
        : bridge.changeDocument({ name, basedOn, value }),
    onRefused: (fault) => {
      const why = translate(`document.fault.${fault?.kind ?? 'unreadable'}`)
      toast({
        tone: 'danger',
        title: translate('document.refused'),
        text: translate('document.refusedWhy', { why }),
      })
    },
  })
}
