// Reports of crashes of any of our processes, written by Electron's handler into `crashes/` of the profile and sent to
// nobody: they hold memory, and with it whatever a process knew. Bounded: at each start only the newest are kept.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { app, crashReporter } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import { reportsToDrop, type CrashFile } from './crash-report-files.ts'

export function crashFolderOf(profileDir: string): string {
  return join(profileDir, 'crashes')
}

/** Before Electron is ready, so that every process of ours has the handler. */
export function keepCrashReports(profileDir: string, log: CoreLog): void {
  const folder = crashFolderOf(profileDir)
  try {
    mkdirSync(folder, { recursive: true })
    for (const path of reportsToDrop(filesIn(folder))) rmSync(join(folder, path), { force: true })
  } catch (error) {
    log.warn('Old crash reports could not be deleted.', { folder, error })
  }
  app.setPath('crashDumps', folder)
  crashReporter.start({ uploadToServer: false, submitURL: '', compress: true })
}

function filesIn(folder: string): readonly CrashFile[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return paths.flatMap((path) => {
    const stat = statSync(join(folder, path), { throwIfNoEntry: false })
    return stat?.isFile() === true ? [{ path, bytes: stat.size, writtenMs: stat.mtimeMs }] : []
  })
}
