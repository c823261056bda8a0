// Holds the one core and connects the windows' pages to it, in whichever order the two become ready. When the exchange
// moves to another address, the core is built anew there and the pages are loaded again onto it; the journal carries
// everything over, as at any start.
import type { BrowserWindow } from 'electron'
import type { CoreOptions, CreateCore, TradingCore } from '../../main/core/trading-core.ts'
import { reason } from '../../shared/domain/reason.ts'
import type { UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { connectProjections, type ProjectionWatch } from './projections-port.ts'

export interface CoreHostOptions extends Omit<CoreOptions, 'venueUrl'> {
  readonly createCore: CreateCore
  /** Looks at what goes between the core and the windows. */
  readonly watch: ProjectionWatch
  readonly onStarted: () => void
  /** The core could not be built: why and what to do, in a sentence. */
  readonly onFailed: (text: string) => void
}

export class CoreHost {
  readonly #options: CoreHostOptions
  #core: TradingCore | undefined
  #venueUrl: string | undefined
  #stopped = false
  /** The pages that listen, with what ends their connection once they have one. */
  readonly #pages = new Map<BrowserWindow, (() => void) | undefined>()

  constructor(options: CoreHostOptions) {
    this.#options = options
  }

  /** Builds and starts the core for this exchange; does nothing when it already is there. */
  async useVenue(venueUrl: string): Promise<void> {
    if (venueUrl === this.#venueUrl || this.#stopped) return
    this.#venueUrl = venueUrl
    const before = this.#core
    if (before !== undefined) {
      this.#core = undefined
      for (const window of this.#pages.keys()) this.#disconnect(window)
      await before.stop()
      if (this.#isStopped()) return
    }
    const { createCore, profileDir, credentials, log, onStarted, onFailed } = this.#options
    const created = createCore({ profileDir, venueUrl, credentials, log })
    if (!created.ok) {
      onFailed(created.error.text)
      return
    }
    this.#core = created.value
    created.value.start()
    onStarted()
    if (before === undefined) for (const window of this.#pages.keys()) this.#connect(window)
    else for (const window of this.#pages.keys()) window.webContents.reload()
  }

  pageReady(window: BrowserWindow): void {
    this.#disconnect(window)
    this.#pages.set(window, undefined)
    this.#connect(window)
  }

  pageGone(window: BrowserWindow): void {
    this.#disconnect(window)
    this.#pages.delete(window)
  }

  command(value: unknown): UiCommandResult {
    return this.#core?.command(value) ?? { ok: false, reason: reason('orderSessionDown', {}) }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const window of this.#pages.keys()) this.#disconnect(window)
    const core = this.#core
    this.#core = undefined
    await core?.stop()
  }

  // A call, because the compiler would take the field's value from before the await.
  #isStopped(): boolean {
    return this.#stopped
  }

  #connect(window: BrowserWindow): void {
    if (this.#core === undefined || window.isDestroyed()) return
    const { watch, log } = this.#options
    const { webContents } = window
    this.#pages.set(window, connectProjections({ webContents, core: this.#core, watch, log }))
  }

  #disconnect(window: BrowserWindow): void {
    const disconnect = this.#pages.get(window)
    if (disconnect === undefined) return
    disconnect()
    this.#pages.set(window, undefined)
  }
}
