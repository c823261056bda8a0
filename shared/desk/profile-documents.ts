// Which documents a profile has, by name. A new one is a line in each of the two.
import type { DocumentKind } from './document.ts'
import { keymapDocument } from './keymap-document.ts'
import type { Keymap } from './keymap.ts'
import { firstRunDocument } from './first-run-document.ts'
import type { FirstRun } from './first-run.ts'
import { settingsDocument } from './settings-document.ts'
import type { Settings } from './settings.ts'
import { stagedDocument } from './staged-document.ts'
import type { StagedOrders } from './staged-orders.ts'
import { workspacesDocument } from './workspaces-document.ts'
import { roomOn, type Workspaces } from './workspaces.ts'

export interface ProfileDocuments {
  readonly settings: Settings
  readonly workspaces: Workspaces
  readonly keymap: Keymap
  readonly firstRun: FirstRun
  readonly staged: StagedOrders
}

export type DocumentName = keyof ProfileDocuments

export type ProfileDocumentKinds = {
  readonly [Name in DocumentName]: DocumentKind<ProfileDocuments[Name]>
}

/** What a first start begins with. */
export interface Machine {
  /** Its language, BCP 47. */
  readonly locale: string
  /** What windows may fill of its screen, in pixels. */
  readonly screen: { readonly width: number; readonly height: number }
}

export function profileDocumentKinds({ locale, screen }: Machine): ProfileDocumentKinds {
  return {
    settings: settingsDocument(locale),
    workspaces: workspacesDocument(roomOn(screen)),
    keymap: keymapDocument,
    firstRun: firstRunDocument,
    staged: stagedDocument,
  }
}
