// The typed bridge that the preload script puts on `window.tenor`: all a window can reach.
import type { AlertSound } from '../domain/alert.ts'
import type { CommandId } from '../desk/key-schemes.ts'
import type { UiCommand, UiCommandResult } from './commands.ts'
import type { DocumentName } from '../desk/profile-documents.ts'
import type {
  DocumentChange,
  DocumentChanged,
  DocumentExported,
  DocumentImported,
  DocumentNews,
  DocumentStates,
} from './documents.ts'
import type { PreviewAnswer, PreviewedOrder } from './order-preview.ts'
import type { SavedTable } from './saved-table.ts'
import type { ReplayCommand, ReplayState } from './replay.ts'

/** What the about box shows and the window needs to know before the first projection. */
export interface AboutTenor {
  readonly version: string
  readonly electron: string
  readonly chromium: string
  readonly node: string
  readonly platform: string
  /** BCP 47, from the operating system. */
  readonly locale: string
  /** How the program is started from a command line; flags follow after a space. */
  readonly startCommand: string
  /** False where it was started for a picture or for a time, and nobody sits before it. */
  readonly isAttended: boolean
  /** Data the application carries with its source and licence. */
  readonly attributions: readonly string[]
}

/** A tone that the window is to play; `volume` from 1 to 100. */
export interface SoundedAlert {
  readonly sound: AlertSound
  readonly volume: number
}

/** A window beside the desk: of which workspace, and its id there. */
export interface WindowName {
  readonly workspace: string
  readonly id: string
}

/** What a window begins with. */
export interface WindowBegin {
  readonly documents: DocumentStates
  /** Undefined for the desk. */
  readonly window: WindowName | undefined
}

/** The window at a point of the screen: its id in the open workspace, undefined for the desk. Null where there is none of ours. */
export type WindowHit = { readonly id: string | undefined } | null

export interface TenorBridge {
  readonly command: (command: UiCommand) => Promise<UiCommandResult>
  readonly preview: (order: PreviewedOrder) => Promise<PreviewAnswer>
  readonly about: () => Promise<AboutTenor>
  /** As all stood when the page began; undefined where the page was refused. */
  readonly begin: WindowBegin | undefined
  /** Brings a window of the open workspace forward; undefined for the desk. */
  readonly showWindow: (id: string | undefined) => Promise<void>
  /** `x` and `y` of the screen, as pointer events give them; undefined where the page was refused. */
  readonly windowAt: (x: number, y: number) => Promise<WindowHit | undefined>
  /** Undefined where the change could not be read. */
  readonly changeDocument: (change: DocumentChange) => Promise<DocumentChanged | undefined>
  /** Asks the person where to; undefined where the page was refused. */
  readonly exportDocument: (name: DocumentName) => Promise<DocumentExported | undefined>
  /** Into the clipboard; false where the page was refused. */
  readonly copyText: (text: string) => Promise<boolean>
  /** Asks the person where to; undefined where the page was refused. */
  readonly saveTable: (table: SavedTable) => Promise<DocumentExported | undefined>
  /** Asks the person which file; undefined where the page was refused. */
  readonly importDocument: (name: DocumentName) => Promise<DocumentImported | undefined>
  /** What is armed in this window; every other one says it. */
  readonly tellArmed: (instruments: readonly string[]) => Promise<void>
  readonly onArmedElsewhere: (take: (instruments: readonly string[]) => void) => void
  readonly disarmElsewhere: () => Promise<void>
  readonly onDisarm: (disarm: () => void) => void
  /** Calls `run` with the id of a command that was chosen in the menu. */
  readonly onMenuCommand: (run: (id: CommandId) => void) => void
  /** Undefined where no recording is played. */
  readonly replay: (command: ReplayCommand) => Promise<ReplayState | undefined>
  /** Calls `play` for every sound that comes, also while the window is hidden. */
  readonly onAlertSound: (play: (sounded: SoundedAlert) => void) => void
}

/** Name of the window message that hands over the MessagePort of the projections. */
export const PORT_HANDOVER = 'tenor:projections-port'

/** The window message that tells of a document which another window has changed. */
export interface DocumentNewsMessage {
  readonly type: 'tenor:document-news'
  readonly news: DocumentNews
}

/** Name of the message by which the main process asks for a sound. */
export const ALERT_SOUND = 'tenor:alert-sound'

/** Names of the messages that tell of ladders armed in other windows, and that disarm this one's. */
export const ARMED_ELSEWHERE = 'tenor:armed-elsewhere'
export const DISARM = 'tenor:disarm'

/** Name of the message by which the menu asks for a command of the page. */
export const MENU_COMMAND = 'tenor:menu-command'

declare global {
  // The bridge is absent in tests that render without Electron.
  var tenor: TenorBridge | undefined
}
