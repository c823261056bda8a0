// Keeps the embedded paper exchange running: starts it, waits for its ready line, starts it again when it ends, with a
// growing pause and on the same port, so that the core's sessions find it where it was. If that port has been taken
// meanwhile, another is used and the host is told. How a process is forked comes in from outside (venue-fork.ts).
import type { CoreLog } from '../../main/core/trading-core.ts'
import { readLines } from './bounded-lines.ts'
import { parseReadyLine } from './venue-ready-line.ts'

export interface VenueChild {
  readonly pid: number | undefined
  stop(): void
}

export interface VenueChildEvents {
  /** The process runs; it has yet to say that it listens. */
  onLaunched(): void
  onOutput(chunk: string): void
  onErrorOutput(chunk: string): void
  onExit(exitCode: number): void
}

export type ForkVenue = (args: readonly string[], events: VenueChildEvents) => VenueChild

export interface VenueProcessOptions {
  readonly fork: ForkVenue
  /** Beside the port, which this class chooses. */
  readonly args: readonly string[]
  readonly log: CoreLog
  /** Called each time the process runs. */
  readonly onLaunched: () => void
  /** Called each time the exchange can be reached; the address differs from before only if its port was taken. */
  readonly onListening: (url: string) => void
  /** Called once if the exchange never came up: why, in a sentence. Nothing is tried after that. */
  readonly onGivenUp: (text: string) => void
}

const LINE_LENGTH_MAX = 4096
const READY_WITHIN_MS = 15_000
const PAUSE_MS = 500
const PAUSE_MS_MAX = 30_000
/** After running this long a start counts as good and the pauses begin anew. */
const SETTLED_AFTER_MS = 60_000
/** Starts that fail in a row before the first one is given up, or before a later one leaves its port. */
const ATTEMPTS_MAX = 3
/** The exchange’s code for a flag or a folder it cannot use: trying again would change nothing. */
const BAD_USE = 2

export class VenueProcess {
  readonly #options: VenueProcessOptions
  #child: VenueChild | undefined
  #timer: NodeJS.Timeout | undefined
  #port = 0
  #everReady = false
  #ready = false
  #failedStarts = 0
  #pauses = 0
  #lastErrorLine = ''
  #stopped = false
  #whenGone: () => void = () => undefined

  constructor(options: VenueProcessOptions) {
    this.#options = options
  }

  start(): void {
    const { fork, log } = this.#options
    this.#ready = false
    const args = ['--port', String(this.#port), ...this.#options.args]
    const output = readLines({ lengthMax: LINE_LENGTH_MAX, onLine: (line) => this.#readOutput(line) })
    const errors = readLines({ lengthMax: LINE_LENGTH_MAX, onLine: (line) => this.#readError(line) })
    const child = fork(args, {
      onLaunched: this.#options.onLaunched,
      onOutput: (chunk) => output.push(chunk),
      onErrorOutput: (chunk) => errors.push(chunk),
      onExit: (exitCode) => {
        output.end()
        errors.end()
        if (this.#child === child) this.#ended(exitCode)
      },
    })
    this.#child = child
    this.#after(READY_WITHIN_MS, () => {
      log.warn('The paper exchange did not say that it is ready; stopping it.', { waitedMs: READY_WITHIN_MS })
      child.stop()
    })
  }

  /** Ends the exchange for good; resolves once it is gone and its data folder is free. Call it once. */
  stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    const child = this.#child
    if (child === undefined) return Promise.resolve()
    return new Promise((resolve) => {
      this.#whenGone = resolve
      child.stop()
    })
  }

  #readOutput(line: string): void {
    const address = this.#ready ? undefined : parseReadyLine(line)
    if (address === undefined || this.#stopped) return
    this.#ready = true
    this.#everReady = true
    this.#failedStarts = 0
    this.#port = address.port
    this.#after(SETTLED_AFTER_MS, () => (this.#pauses = 0))
    this.#options.log.info('The paper exchange listens.', { url: address.url, pid: this.#child?.pid })
    this.#options.onListening(address.url)
  }

  #readError(line: string): void {
    this.#lastErrorLine = line
    this.#options.log.info('The paper exchange says.', { line })
  }

  #ended(exitCode: number): void {
    const { log, onGivenUp } = this.#options
    clearTimeout(this.#timer)
    this.#child = undefined
    if (this.#stopped) {
      this.#whenGone()
      return
    }
    if (!this.#ready) this.#failedStarts += 1
    if (!this.#everReady && (exitCode === BAD_USE || this.#failedStarts >= ATTEMPTS_MAX)) {
      onGivenUp(notStarted(exitCode, this.#failedStarts, this.#lastErrorLine))
      return
    }
    if (this.#failedStarts >= ATTEMPTS_MAX) {
      log.warn('The paper exchange cannot use its port any more; taking another.', { port: this.#port })
      this.#port = 0
      this.#failedStarts = 0
      this.#pauses = 0
    }
    const pauseMs = Math.min(PAUSE_MS * 2 ** this.#pauses, PAUSE_MS_MAX)
    this.#pauses += 1
    const fields = { exitCode, port: this.#port, pauseMs, lastErrorLine: this.#lastErrorLine }
    log.warn('The paper exchange ended; starting it again.', fields)
    this.#after(pauseMs, () => this.start())
  }

  /** One timer serves all waits, because each begins where the one before ends. */
  #after(ms: number, then: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(then, ms)
  }
}

function notStarted(exitCode: number, times: number, lastErrorLine: string): string {
  const said = lastErrorLine === '' ? '' : ` It said: ${lastErrorLine}`
  return (
    `The paper exchange did not start: it ended with code ${exitCode}${times === 1 ? '' : ` ${times} times`}.${said} ` +
    'Start Tenor again, or give the address of another exchange with --venue URL.'
  )
}
