// An Electron program as the benches of the desk start it, ours or the bare window: what it says on stderr, which processes it
// runs, and its end. The only module of the benches that starts one of these beside terminal.ts.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { inRoot } from '../tools/paths.mjs'
import { electronFlags, resolveElectron } from '../tools/setup.mjs'
import { processesOf, type RunningProcess } from './process-tree.ts'

const GIVE_UP_MS = 60_000

export interface ProgramOptions {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

export class ElectronProgram {
  readonly startedMs = performance.now()
  readonly #child: ChildProcess
  readonly #gone: Promise<unknown>
  readonly #lines: string[] = []
  #onLine = (): void => undefined

  private constructor({ args, env }: ProgramOptions) {
    const flags = electronFlags({ virtual: true })
    this.#child = spawn(resolveElectron().executablePath, [...flags, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#gone = once(this.#child, 'exit')
    if (this.#child.stderr === null) throw new Error('Electron has a stderr.')
    createInterface({ input: this.#child.stderr }).on('line', (line) => {
      this.#lines.push(line)
      this.#onLine()
    })
  }

  /** The terminal as a person has it, with the profile of that folder. */
  static terminal({
    profileDir,
    args = [],
  }: {
    readonly profileDir: string
    readonly args?: readonly string[]
  }): ElectronProgram {
    const env = { TENOR_STARTUP_LOG: '1' }
    return new ElectronProgram({ args: [inRoot(), '--profile', profileDir, ...args], env })
  }

  /** A window with one ladder: see ladder-page. */
  static ladderPage({
    profileDir,
    shows,
    args,
  }: {
    readonly profileDir: string
    readonly shows: string
    readonly args: readonly string[]
  }): ElectronProgram {
    return new ElectronProgram({
      args: [inRoot('bench', 'bare-electron', 'ladder'), ...args],
      env: { LADDER_PAGE_PROFILE: profileDir, LADDER_PAGE_SHOWS: shows },
    })
  }

  static bareWindow(profileDir: string): ElectronProgram {
    return new ElectronProgram({
      args: [inRoot('bench', 'bare-electron')],
      env: { BARE_ELECTRON_PROFILE: profileDir },
    })
  }

  /** Resolves with the first line that begins so; rejects when the program ends before it, or takes too long. */
  async said(beginning: string): Promise<string> {
    const giveUpMs = performance.now() + GIVE_UP_MS
    for (;;) {
      const line = this.#lines.find((one) => one.startsWith(beginning))
      if (line !== undefined) return line
      const hasEnded = this.#child.exitCode !== null || this.#child.signalCode !== null
      if (hasEnded || performance.now() > giveUpMs)
        throw new Error(`Electron did not say ${beginning}. It said:\n${this.#lines.join('\n')}`)
      await this.#nextLine()
    }
  }

  processes(): readonly RunningProcess[] {
    return processesOf(this.#child.pid ?? Number.NaN)
  }

  async stop(): Promise<void> {
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), GIVE_UP_MS)
    this.#child.kill('SIGTERM')
    await this.#gone
    clearTimeout(kill)
  }

  /** Resolves with the next line, the end of the program, or after a second. */
  #nextLine(): Promise<unknown> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1_000)
      this.#onLine = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
