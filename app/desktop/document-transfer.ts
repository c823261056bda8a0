// Documents of the profile and tables out to a file of a person's choice, documents in from one. What is read is parsed and handed to the
// window, which shows what would change; nothing is changed here.
import { basename } from 'node:path'
import { BrowserWindow, dialog, type SaveDialogOptions } from 'electron'
import { machineFiles } from '../../main/settings/document-file.ts'
import type { Documents } from '../../main/settings/documents.ts'
import type { DocumentName } from '../../shared/desk/profile-documents.ts'
import type { DocumentExported, DocumentImported } from '../../shared/ui-wire/documents.ts'
import type { SavedTable } from '../../shared/ui-wire/saved-table.ts'

const FILTERS = [{ name: 'JSON', extensions: ['json'] }]
const TABLE_FILTERS = [{ name: 'CSV', extensions: ['csv'] }]
/** Without it spreadsheets take the text for one of an old code page. */
const UTF8_MARK = '\uFEFF'

export function exportDocument(documents: Documents, name: DocumentName): Promise<DocumentExported> {
  return save({ defaultPath: `tenor-${name}.json`, filters: FILTERS }, () => documents.sharedText(name))
}

export function saveTable({ name, text }: SavedTable): Promise<DocumentExported> {
  const day = new Date().toISOString().slice(0, 10)
  const options = { defaultPath: `tenor-${name}-${day}.csv`, filters: TABLE_FILTERS }
  return save(options, () => `${UTF8_MARK}${text}`)
}

async function save(options: SaveDialogOptions, text: () => string): Promise<DocumentExported> {
  const { canceled, filePath: path } = await over((window) =>
    window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options),
  )
  if (canceled || path === '') return { kind: 'canceled' }
  try {
    await machineFiles.write(path, text())
    return { kind: 'written', file: basename(path) }
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) }
  }
}

export async function importDocument(documents: Documents, name: DocumentName): Promise<DocumentImported> {
  const options = { properties: ['openFile' as const], filters: FILTERS }
  const { filePaths } = await over((window) =>
    window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options),
  )
  const path = filePaths[0]
  if (path === undefined) return { kind: 'canceled' }
  const read = documents.readFrom(name, path)
  return read.ok
    ? { kind: 'read', file: basename(path), value: read.value }
    : { kind: 'failed', fault: read.error }
}

function over<Answer>(show: (window: BrowserWindow | undefined) => Promise<Answer>): Promise<Answer> {
  return show(BrowserWindow.getFocusedWindow() ?? undefined)
}
