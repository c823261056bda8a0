// The few boxes the main process shows itself, because they must work without the window's page.
import { dialog, shell } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import { aboutTenor } from './about.ts'
import { text } from './catalogue.ts'
import { copyLog } from './log-copy.ts'
import { showBox } from './show-box.ts'

/** On stderr and in the log, and when a person is there as a box; resolves once it was read. */
export async function tellFailure(failure: {
  readonly message: string
  readonly detail: string
  readonly attended: boolean
  readonly log: CoreLog
}): Promise<void> {
  const { message, detail, attended, log } = failure
  log.error(`${message} ${detail}`)
  if (attended) await dialog.showMessageBox({ type: 'error', title: text('window.title'), message, detail })
}

/** After a defect has ended trading: whether the person wants to start again. */
export async function askToStartAgain(detail: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: text('window.title'),
    message: text('bug.title'),
    detail,
    buttons: [text('bug.startAgain'), text('bug.end')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

export function showAbout(): void {
  const { attributions, version, electron, chromium, node, platform } = aboutTenor()
  showBox({
    type: 'info',
    title: text('about.title'),
    message: text('about.message', { version }),
    detail: text('about.detail', {
      electron,
      chromium,
      node,
      platform,
      attributions: attributions.join('\n\n'),
    }),
  })
}

/** The recording that a person chooses; undefined when they think better of it. */
export async function chooseRecording(): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog({
    title: text('recording.choose'),
    properties: ['openFile'],
    filters: [
      { name: text('recording.files'), extensions: ['rec'] },
      { name: text('recording.all'), extensions: ['*'] },
    ],
  })
  return filePaths[0]
}

/** `why` as the reader of recordings says it. */
export function showBadRecording(why: string): void {
  const detail = text('recording.refusedDetail', { why })
  showBox({ type: 'warning', title: text('window.title'), message: text('recording.refused'), detail })
}

/** Shown because the window may be unable to. `code` is the reason of the core. */
export function showRefusal(act: string, code: string): void {
  showBox({
    type: 'warning',
    title: text('window.title'),
    message: text('emergency.refused', { act }),
    detail: text('emergency.refusedDetail', { code }),
  })
}

/** Whether a person means it: every position is to be traded away at the market. */
export async function askToFlatten(): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: text('window.title'),
    message: text('flatten.ask'),
    detail: text('flatten.askDetail'),
    buttons: [text('flatten.yes'), text('flatten.no')],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

/** Asks where to, and says what was written or why nothing was. */
export async function saveLogCopy(logFile: string, log: CoreLog): Promise<void> {
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
  const { canceled, filePath: path } = await dialog.showSaveDialog({
    title: text('saveLog.title'),
    defaultPath: `tenor-log-${time}.txt`,
    filters: [{ name: text('saveLog.fileType'), extensions: ['txt'] }],
  })
  if (canceled) return
  const copied = await copyLog(logFile, path)
  if (!copied.ok) {
    log.warn('The log was not copied.', { path, why: copied.error })
    const detail = text('saveLog.failedDetail', { path, why: copied.error })
    showBox({ type: 'warning', title: text('window.title'), message: text('saveLog.failed'), detail })
    return
  }
  const { files, bytes } = copied.value
  log.info('The log was copied.', { path, files, bytes })
  const size = String(Math.ceil(bytes / 1_000))
  const detail = text('saveLog.doneDetail', { path, files: String(files), size })
  showBox({ type: 'info', title: text('window.title'), message: text('saveLog.done'), detail })
}

/** A file or folder in the program that the system has for it; where there is none a box says where it lies. */
export async function openInSystem(path: string, log: CoreLog): Promise<void> {
  const why = await shell.openPath(path)
  if (why === '') return
  log.warn('The system did not open it.', { path, why })
  const detail = text('open.failedDetail', { path, why })
  showBox({ type: 'info', title: text('window.title'), message: text('open.failed'), detail })
}
