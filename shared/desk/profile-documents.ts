// Which documents a profile has, by name. A new one is a line in each of the two.
import type { DocumentKind } from './document.ts'
import { settingsDocument } from './settings-document.ts'
import type { Settings } from './settings.ts'

export interface ProfileDocuments {
  readonly settings: Settings
}

export type DocumentName = keyof ProfileDocuments

export type ProfileDocumentKinds = {
  readonly [Name in DocumentName]: DocumentKind<ProfileDocuments[Name]>
}

/** `systemLocale`: the language of the machine (BCP 47). */
export function profileDocumentKinds(systemLocale: string): ProfileDocumentKinds {
  return { settings: settingsDocument(systemLocale) }
}
