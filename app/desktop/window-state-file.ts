// The file behind window-state.ts. Written beside and renamed, so that a crash leaves the old or the new state and
// never half of one; a file that cannot be read as a state is kept aside as `.corrupt` and the default used.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { CoreLog } from '../../main/core/trading-core.ts'
import { NO_WINDOW_STATE, parseWindowState, type WindowState } from './window-state.ts'

export function readWindowState(path: string, log: CoreLog): WindowState {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (!isNotFound(error)) log.warn('The window state cannot be read; using the default.', { path, error })
    return NO_WINDOW_STATE
  }
  const state = parseWindowState(text)
  if (state !== undefined) return state
  const aside = `${path}.corrupt`
  try {
    renameSync(path, aside)
    log.warn('The window state was corrupt; using the default. The old file is kept.', { aside })
  } catch (error) {
    log.warn('The window state is corrupt and cannot be kept aside; using the default.', { path, error })
  }
  return NO_WINDOW_STATE
}

export function writeWindowState(path: string, state: WindowState, log: CoreLog): void {
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify(state, undefined, 2)}\n`, { flush: true })
    renameSync(`${path}.new`, path)
  } catch (error) {
    log.warn('The window state was not saved; the window will open where it was before.', { path, error })
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
