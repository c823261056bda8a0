// Opens the documents of the profile for the program and keeps every window told. Troubles with their files go into the log
// and among the messages of the desk.
import { app, BrowserWindow, screen } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import { DocumentFile, type DocumentFileOptions } from '../../main/settings/document-file.ts'
import { Documents } from '../../main/settings/documents.ts'
import type { DocumentTrouble } from '../../main/settings/read-document.ts'
import { profileDocumentKinds } from '../../shared/desk/profile-documents.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { recentRecordingsDocument, type RecentRecordings } from './recent-recordings.ts'
import { updatesDocument, type UpdateChoice } from './update/update-channel.ts'
import { windowStateDocument, type WindowState } from './window-state.ts'

export interface DeskDocuments {
  /** What windows share. */
  readonly documents: Documents
  /** Where windows stood; theirs alone to change. */
  readonly windowState: DocumentFile<WindowState>
  /** Of the menu, as what follows. */
  readonly recordings: DocumentFile<RecentRecordings>
  readonly updates: DocumentFile<UpdateChoice>
  flush(): Promise<void>
}

export function openDeskDocuments(options: {
  readonly profileDir: string
  /** Of the machine, BCP 47. */
  readonly locale: string
  /** Called after this function has returned. */
  readonly tell: (problem: Reason) => void
  readonly log: CoreLog
}): DeskDocuments {
  const { profileDir, locale, tell, log } = options
  const fileOptions: DocumentFileOptions = {
    dir: profileDir,
    now: () => new Date(),
    onTrouble: (trouble) => {
      log.warn('A document of the profile is in trouble.', { ...trouble })
      // Reading is over before there is a core that could be told.
      queueMicrotask(() => {
        tell(reasonOf(trouble))
      })
    },
  }
  const documents = new Documents(
    profileDocumentKinds({ locale, screen: screen.getPrimaryDisplay().workAreaSize }),
    fileOptions,
  )
  const windowState = new DocumentFile(windowStateDocument, fileOptions)
  const recordings = new DocumentFile(recentRecordingsDocument, fileOptions)
  const updates = new DocumentFile(updatesDocument(app.getVersion()), fileOptions)
  documents.listen((news, from) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      if (webContents.id !== from) webContents.send('tenor:document-news', news)
    }
  })
  return {
    documents,
    windowState,
    recordings,
    updates,
    async flush() {
      await Promise.all([documents, windowState, recordings, updates].map((one) => one.flush()))
    },
  }
}

function reasonOf(trouble: DocumentTrouble): Reason {
  const { file } = trouble
  switch (trouble.kind) {
    case 'keptAside': {
      const { fault, keptAs, used } = trouble
      return reason('documentKeptAside', { file, fault: fault.kind, keptAs, usedInstead: used })
    }
    case 'inTheWay':
      return reason('documentInTheWay', { file, fault: trouble.fault.kind, text: trouble.why })
    case 'notSaved':
      return reason('documentNotSaved', { file, text: trouble.why })
  }
}
