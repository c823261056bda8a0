// Documents of the profile out to a file of a person's choice and in from one. What is read is parsed and handed to the
// window, which shows what would change; nothing is changed here.
import { basename } from 'node:path'
import { BrowserWindow, dialog } from 'electron'
import { machineFiles } from '../../main/settings/document-file.ts'
import type { Documents } from '../../main/settings/documents.ts'
import type { DocumentName } from '../../shared/desk/profile-documents.ts'
import type { DocumentExported, DocumentImported } from '../../shared/ui-wire/documents.ts'

const FILTERS = [{ name: 'JSON', extensions: ['json'] }]

export async function exportDocument(documents: Documents, name: DocumentName): Promise<DocumentExported> {
  const options = { defaultPath: `tenor-${name}.json`, filters: FILTERS }
  const { canceled, filePath: path } = await over((window) =>
    window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options),
  )
  if (canceled || path === '') return { kind: 'canceled' }
  try {
    await machineFiles.write(path, documents.sharedText(name))
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
