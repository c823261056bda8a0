// Which documents a profile has, by name. A new one is a line in each of the two.
import type { DocumentKind } from './document.ts'
import { settingsDocument } from './settings-document.ts'
import type { Settings } from './settings.ts'
import { workspacesDocument } from './workspaces-document.ts'
import type { Workspaces } from './workspaces.ts'

export interface ProfileDocuments {
  readonly settings: Settings
  readonly workspaces: Workspaces
}

export type DocumentName = keyof ProfileDocuments

export type ProfileDocumentKinds = {
  readonly [Name in DocumentName]: DocumentKind<ProfileDocuments[Name]>
}

/** `systemLocale`: the language of the machine (BCP 47). */
export function profileDocumentKinds(systemLocale: string): ProfileDocumentKinds {
  return { settings: settingsDocument(systemLocale), workspaces: workspacesDocument }
}
