// Forks the paper exchange as a utility process of Electron: it needs no Node installed, and it ends with this
// process, even by SIGKILL. The trading key never reaches it.
import { utilityProcess } from 'electron'
import type { ForkVenue } from './venue-process.ts'

export function venueFork(programPath: string): ForkVenue {
  return (args, events) => {
    const { TENOR_KEY_ID: _keyId, TENOR_KEY_SECRET: _keySecret, ...env } = process.env
    const child = utilityProcess.fork(programPath, [...args, '--parent-pid', String(process.pid)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      serviceName: 'Tenor paper exchange',
      env,
    })
    child.stdout?.on(
      'data',
      decoded((text) => {
        events.onOutput(text)
      }),
    )
    child.stderr?.on(
      'data',
      decoded((text) => {
        events.onErrorOutput(text)
      }),
    )
    child.on('spawn', () => {
      events.onLaunched()
    })
    child.on('exit', (exitCode) => {
      events.onExit(exitCode)
    })
    return {
      get pid() {
        return child.pid
      },
      stop: () => {
        child.kill()
      },
    }
  }
}

/** A character cut by the border of two chunks is put together again. */
function decoded(pass: (text: string) => void): (chunk: Buffer) => void {
  const decoder = new TextDecoder()
  return (chunk) => {
    pass(decoder.decode(chunk, { stream: true }))
  }
}
