// A packaged terminal as a person starts it, with Playwright attached the way that is left when its inspect fuse is off: over
// the debugging port of Chromium.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { chromium, expect, type Browser, type Page } from '@playwright/test'
import { electronFlags } from '../tools/setup.mjs'
import { haveFirstStepsOver } from './desktop.ts'

export interface PackagedDesktop {
  readonly page: Page
  /** Asks it to end, and resolves to its exit code. */
  end(): Promise<number | null>
  /** SIGKILL of the main process, as a crash would; resolves to the terminal that starts itself again. */
  crash(): Promise<PackagedDesktop>
  /** Where a story failed; nothing to one that has ended. */
  kill(): Promise<void>
}

const STARTS_WITHIN_MS = 20_000

export async function startPackaged(
  executable: string,
  settings: { readonly profileDir: string; readonly environment?: NodeJS.ProcessEnv },
): Promise<PackagedDesktop> {
  const { profileDir, environment } = settings
  haveFirstStepsOver(profileDir)
  const args = [...electronFlags({ virtual: true }), '--profile', profileDir, '--remote-debugging-port=0']
  const child = spawn(executable, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
  })
  return follow({
    stderr: child.stderr,
    signal: (signal) => void child.kill(signal),
    gone: once(child, 'exit').then(([code]) => code as number | null),
  })
}

/** A terminal that runs, whoever started it. */
interface Program {
  readonly stderr: Readable
  /** Nothing to one that has ended. */
  signal(signal: NodeJS.Signals): void
  /** Resolves to its exit code, null where nobody can know it. */
  readonly gone: Promise<number | null>
  readonly attached?: (browser: Browser) => Promise<void>
}

async function follow(program: Program): Promise<PackagedDesktop> {
  const { stderr, gone } = program
  const page = await attach(program).catch((error: unknown) => {
    program.signal('SIGTERM')
    throw error
  })
  return {
    page,
    async end() {
      // Windows has no signal that a program could hear; there it ends with its window.
      if (process.platform === 'win32') await page.close()
      else {
        // Whoever is still attached when the program ends loses its connection in the middle of what it does then.
        await page.context().browser()?.close()
        program.signal('SIGTERM')
      }
      return gone
    },
    crash() {
      program.signal('SIGKILL')
      return follow(startedAgain(stderr))
    },
    async kill() {
      // Not SIGKILL: it would start itself again.
      program.signal('SIGTERM')
      await gone
    },
  }
}
/** Runs it to its end, for what it says and does when it refuses. */
export async function runPackaged(
  executable: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(executable, [...electronFlags({ virtual: true }), ...args], {
    env: { ...process.env, ...environment },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

/** The one that the shell of app/desktop/crash-watch.ts became: whose child it is, nobody here knows. */
function startedAgain(stderr: Readable): Program {
  let pid: number | undefined
  return {
    stderr,
    signal: (signal) => {
      if (pid !== undefined) process.kill(pid, signal)
      if (signal === 'SIGKILL') pid = undefined
    },
    // The last who holds the other end: it, or one that follows it.
    gone: once(stderr, 'close').then(() => {
      pid = undefined
      return null
    }),
    attached: async (browser) => {
      const session = await browser.newBrowserCDPSession()
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      pid = processInfo.find(({ type }) => type === 'browser')?.id
    },
  }
}

async function attach({ stderr, gone, attached }: Program): Promise<Page> {
  const address = await listensAt(stderr, gone)
  // Attached to while its window is being made, Chromium may never answer.
  const pages = expect.poll(() => pagesAt(address), { timeout: STARTS_WITHIN_MS })
  await pages.toEqual([expect.stringMatching(/^tenor-app:/)])
  const browser = await chromium.connectOverCDP(address)
  await attached?.(browser)
  return firstPage(browser)
}

/** Chromium says it on stderr. */
function listensAt(stderr: Readable, gone: Promise<number | null>): Promise<string> {
  let said = ''
  return new Promise<string>((resolve, reject) => {
    const give = (why: string): void => {
      reject(new Error(`The packaged terminal ${why}. It said:\n${said}`))
    }
    const timer = setTimeout(give, STARTS_WITHIN_MS, 'did not listen in time')
    void gone.then((code) => {
      give(`ended with ${String(code)}`)
    })
    stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const listening = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (listening === undefined) return
      clearTimeout(timer)
      resolve(listening)
    })
  })
}

/** The addresses of the pages that there are. */
async function pagesAt(address: string): Promise<readonly string[]> {
  const targets = (await (await fetch(`http://${new URL(address).host}/json/list`)).json()) as readonly {
    readonly type: string
    readonly url: string
  }[]
  return targets.filter(({ type }) => type === 'page').map(({ url }) => url)
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('The packaged terminal has no browser context.')
  return context.pages()[0] ?? context.waitForEvent('page')
}
