// Starts the terminal again when its main process is lost with nothing left to ask: a native crash, or the system ending it
// for want of memory. A shell of about a megabyte waits for the end of a pipe that only this process holds; a terminal that
// ends as it was asked to ends the shell first. Windows has no such shell (docs/packaging.md). Used by desktop.ts.
import { spawn, type ChildProcess } from 'node:child_process'
import type { CoreLog } from '../../main/core/trading-core.ts'
import { AFTER_CRASH } from './flags.ts'
import { programFile } from './relaunch.ts'

/** A terminal that is lost again and again stays down, because each start holds orders against the exchange. */
export const RESTARTS_IN_A_ROW = 3
/** One that has lived as long starts counting anew. */
const CALM_AFTER_MS = 600_000

// `read` returns when the pipe ends, and only a process that is no more ends it.
const WAIT_THEN_START = 'read -r _; exec "$0" "$@"'

export interface CrashWatchOptions {
  /** The start that follows, without flags that this watch adds. */
  readonly args: readonly string[]
  /** Crashes in a row before this start. */
  readonly crashes: number
  readonly log: CoreLog
}

/** The returned function ends the watch; call it before ending for any other reason. */
export function watchForCrash({ args, crashes, log }: CrashWatchOptions): () => void {
  if (process.platform === 'win32') return () => undefined
  let shell = crashes < RESTARTS_IN_A_ROW ? waitingShell(args, crashes + 1, log) : undefined
  const calm = setTimeout(() => {
    const next = waitingShell(args, 1, log)
    shell?.kill('SIGKILL')
    shell = next
  }, CALM_AFTER_MS)
  return () => {
    clearTimeout(calm)
    shell?.kill('SIGKILL')
    shell = undefined
  }
}

function waitingShell(args: readonly string[], crashes: number, log: CoreLog): ChildProcess {
  const command = [programFile(), ...args, `${AFTER_CRASH}=${crashes}`]
  // A session of its own: what ends this process by its group would end the shell too.
  const shell = spawn('/bin/sh', ['-c', WAIT_THEN_START, ...command], {
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: true,
  })
  shell.on('error', (error) => {
    log.warn('Nothing will start the terminal again after a crash.', { error })
  })
  // It is ended while its pipe is open; a pipe that breaks then is no trouble of this process.
  shell.stdin.on('error', () => undefined)
  shell.unref()
  return shell
}
