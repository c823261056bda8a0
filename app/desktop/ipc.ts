// The questions a window may ask, answered only for the main frame of our own page in a window we opened. What
// comes is text, bounded before it is parsed, and handed to the core as unknown; nothing is thrown back across.
import { clipboard, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import type { Documents } from '../../main/settings/documents.ts'
import type { AboutTenor, WindowBegin, WindowHit } from '../../shared/ui-wire/bridge.ts'
import type { UiCommandResult } from '../../shared/ui-wire/commands.ts'
import type { DocumentChanged } from '../../shared/ui-wire/documents.ts'
import type { PreviewAnswer } from '../../shared/ui-wire/order-preview.ts'
import { parseReplayCommand, type ReplayCommand, type ReplayState } from '../../shared/ui-wire/replay.ts'
import { parseSavedTable, TABLE_LENGTH_MAX } from '../../shared/ui-wire/saved-table.ts'
import type { ArmedLadders } from './armed-ladders.ts'
import { parseBoundedJson } from './bounded-json.ts'
import type { DeskWindows } from './desk-windows.ts'
import { exportDocument, importDocument, saveTable } from './document-transfer.ts'
import type { PageAddress } from './page-address.ts'

/** Far above the longest command; a longer text is a mistake or an attack. */
const COMMAND_LENGTH_MAX = 4096
/** Of what stands around the value in a change of a document. */
const CHANGE_LENGTH_MAX = 200

export interface IpcOptions {
  readonly page: PageAddress
  readonly windows: DeskWindows
  readonly armed: ArmedLadders
  readonly command: (value: unknown) => UiCommandResult
  readonly preview: (value: unknown) => PreviewAnswer
  readonly about: () => AboutTenor
  readonly documents: Documents
  /** Undefined where no recording is played. */
  readonly replay: (command: ReplayCommand) => ReplayState | undefined
  readonly log: CoreLog
}

export function answerWindows(options: IpcOptions): void {
  const { windows, armed, command, preview, about, documents, log } = options
  ipcMain.handle('tenor:command', (event, text: unknown): UiCommandResult => {
    const refused = refuseSender(event, options)
    if (refused !== undefined) return { ok: false, malformed: refused }
    const parsed = parseBoundedJson(text, COMMAND_LENGTH_MAX)
    if ('malformed' in parsed) {
      log.warn('A window sent a command that cannot be read.', parsed)
      return { ok: false, malformed: parsed.malformed }
    }
    try {
      return command(parsed.value)
    } catch (error) {
      log.error('The core threw at a command.', { error })
      return { ok: false, malformed: 'the core could not take it; the log has the reason' }
    }
  })
  ipcMain.handle('tenor:preview', (event, text: unknown): PreviewAnswer => {
    const refused = refuseSender(event, options)
    const parsed = refused === undefined ? parseBoundedJson(text, COMMAND_LENGTH_MAX) : { malformed: refused }
    if ('malformed' in parsed) return { ok: false, malformed: parsed.malformed }
    try {
      return preview(parsed.value)
    } catch (error) {
      log.error('The core threw at a preview.', { error })
      return { ok: false, malformed: 'the core could not tell; the log has the reason' }
    }
  })
  ipcMain.handle('tenor:replay', (event, text: unknown): ReplayState | undefined => {
    if (refuseSender(event, options) !== undefined) return undefined
    const parsed = parseBoundedJson(text, COMMAND_LENGTH_MAX)
    const command = 'malformed' in parsed ? undefined : parseReplayCommand(parsed.value)
    if (command !== undefined) return options.replay(command)
    log.warn('A window sent a replay command that cannot be read.')
    return undefined
  })
  // Asked for before the page begins, and answered at once: what is painted first is painted as it was set.
  ipcMain.on('tenor:begin', (event) => {
    const begin: WindowBegin | null =
      refuseSender(event, options) === undefined
        ? { documents: documents.states(), window: windows.nameOf(event.sender.id) }
        : null
    event.returnValue = begin
  })
  ipcMain.handle('tenor:show-window', (event, id: unknown) => {
    if (refuseSender(event, options) !== undefined) return
    windows.show(typeof id === 'string' ? id : undefined)
  })
  ipcMain.handle('tenor:window-at', (event, x: unknown, y: unknown): WindowHit | undefined => {
    if (refuseSender(event, options) !== undefined) return undefined
    return typeof x === 'number' && typeof y === 'number' ? windows.at(x, y) : undefined
  })
  ipcMain.handle('tenor:tell-armed', (event, instruments: unknown) => {
    if (refuseSender(event, options) !== undefined) return
    if (!armed.tell(event.sender, instruments))
      log.warn('A window told of armed ladders that cannot be read.')
  })
  ipcMain.handle('tenor:disarm-elsewhere', (event) => {
    if (refuseSender(event, options) === undefined) armed.disarmBeside(event.sender)
  })
  ipcMain.handle('tenor:change-document', (event, text: unknown): DocumentChanged | undefined => {
    if (refuseSender(event, options) !== undefined) return undefined
    const parsed = parseBoundedJson(text, documents.bytesMax + CHANGE_LENGTH_MAX)
    const changed = 'malformed' in parsed ? undefined : documents.ask(parsed.value, event.sender.id)
    if (changed === undefined) log.warn('A window sent a change of a document that cannot be read.')
    else if (changed.kind === 'refused') log.warn('A change of a document was refused.', { ...changed.fault })
    return changed
  })
  ipcMain.handle('tenor:export-document', (event, name: unknown) =>
    refuseSender(event, options) === undefined && documents.isName(name)
      ? exportDocument(documents, name)
      : undefined,
  )
  ipcMain.handle('tenor:copy-text', (event, text: unknown): boolean => {
    const isOurs = refuseSender(event, options) === undefined
    if (!isOurs || typeof text !== 'string' || text.length > TABLE_LENGTH_MAX) return false
    void clipboard.writeText(text)
    return true
  })
  ipcMain.handle('tenor:save-table', (event, name: unknown, text: unknown) => {
    if (refuseSender(event, options) !== undefined) return undefined
    const table = parseSavedTable(name, text)
    if (table === undefined) log.warn('A window sent a table that cannot be read.')
    return table === undefined ? undefined : saveTable(table)
  })
  ipcMain.handle('tenor:import-document', (event, name: unknown) =>
    refuseSender(event, options) === undefined && documents.isName(name)
      ? importDocument(documents, name)
      : undefined,
  )
  ipcMain.handle('tenor:about', (event): AboutTenor | undefined =>
    refuseSender(event, options) === undefined ? about() : undefined,
  )
}

/** Why the sender is refused, or undefined for our own page. */
function refuseSender(event: IpcMainEvent | IpcMainInvokeEvent, options: IpcOptions): string | undefined {
  const frame = event.senderFrame
  // A page that is loaded again after a crash asks before its frame has an address; its window has one.
  const url = frame?.url === '' ? event.sender.getURL() : frame?.url
  const isOurs = url !== undefined && options.page.isOurs(url) && options.windows.isOurs(event.sender.id)
  if (frame?.parent === null && isOurs) return undefined
  options.log.warn('A message from a frame that is not the Tenor window was refused.', { url: frame?.url })
  return 'not the Tenor window'
}
