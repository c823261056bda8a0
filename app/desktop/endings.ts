// The ways the program ends, all through one door: the core closes its sockets and journal, the exchange is ended,
// then the process exits with the code of the first who asked. Bounded in time, because a person who quits is not kept
// waiting; what the journal holds by then is enough to start from.
import { app } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import { tellStderr } from './log.ts'
import { takeScreenshot } from './screenshot.ts'

export type ShutDown = (exitCode: number) => void

const STOP_WITHIN_MS = 3_000

export interface Shutdown {
  /** Called at once, while all still runs. */
  readonly begin: () => void
  /** Closes everything. */
  readonly stop: () => Promise<void>
  /** Called when all is closed, however that went. */
  readonly last: () => Promise<void>
}

/** The returned function may be called any number of times. */
export function prepareShutdown({ begin, stop, last }: Shutdown, log: CoreLog): ShutDown {
  let asked = false
  let stopped = false
  const shutDown: ShutDown = (exitCode) => {
    if (asked) return
    asked = true
    log.info('Stopping.', { exitCode })
    begin()
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, STOP_WITHIN_MS, 'late'))
    void Promise.race([stop(), late])
      .then((outcome) => {
        if (outcome === 'late') log.warn('The core did not stop in time; ending without it.')
      })
      .catch((error: unknown) => {
        log.error('The core failed while stopping; ending all the same.', { error })
      })
      .then(() => {
        stopped = true
        return last()
      })
      .catch((error: unknown) => {
        log.error('What was to be done last failed; ending all the same.', { error })
      })
      .finally(() => {
        app.exit(exitCode)
      })
  }
  app.on('before-quit', (event) => {
    // An update on macOS ends the program itself.
    if (stopped) return
    event.preventDefault()
    shutDown(0)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Who asks twice wants out now.
      if (asked) app.exit(1)
      shutDown(0)
    })
  }
  return shutDown
}

/** For `--exit-after`: takes the picture if one is wanted, then ends. */
export function endAfter(seconds: number, screenshotFile: string | undefined, shutDown: ShutDown): void {
  setTimeout(() => {
    if (screenshotFile === undefined) {
      shutDown(0)
      return
    }
    void takeScreenshot(screenshotFile).then((taken) => {
      if (!taken.ok) tellStderr(taken.error)
      shutDown(taken.ok ? 0 : 1)
    })
  }, seconds * 1000)
}

/** Calls `end` for the first exception that nobody caught. */
export function onBug(end: (error: unknown) => void): void {
  let ending = false
  const first = (error: unknown): void => {
    if (ending) return
    ending = true
    end(error)
  }
  process.on('uncaughtException', first)
  process.on('unhandledRejection', first)
}
