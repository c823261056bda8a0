// Holds the one core and connects the windows' pages to it, in whichever order the two become ready. It is built before
// the exchange is found, so that the journal is read and the windows wait for prices and for nothing else.
import type { BrowserWindow } from 'electron'
import type {
  CoreFigures,
  CoreOptions,
  CreateCore,
  OrdersAtStake,
  TradingCore,
} from '../../main/core/trading-core.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { UiCommandResult } from '../../shared/ui-wire/commands.ts'
import type { PreviewAnswer } from '../../shared/ui-wire/order-preview.ts'
import { connectProjections, type ProjectionWatch } from './projections-port.ts'

export interface CoreHostOptions extends Required<CoreOptions> {
  /** Looks at what goes between the core and the windows. */
  readonly watch: ProjectionWatch
  /** The core could not be built, or not connected: why and what to do, in a sentence. */
  readonly onFailed: (text: string) => void
}

export class CoreHost {
  readonly #options: CoreHostOptions
  #core: TradingCore | undefined
  #venueUrl: string | undefined
  #stopped = false
  /** What was to be told before there was a core to tell it. */
  readonly #untold: Reason[] = []
  /** The pages that listen, with what ends their connection once they have one. */
  readonly #pages = new Map<BrowserWindow, (() => void) | undefined>()

  constructor(options: CoreHostOptions) {
    this.#options = options
  }

  /** Builds the core; false when it could not be, which `onFailed` was told. */
  build(createCore: CreateCore): boolean {
    if (this.#stopped) return false
    const { profileDir, user, credentials, log, notify, onFailed } = this.#options
    const created = createCore({ profileDir, user, credentials, log, notify })
    if (!created.ok) {
      onFailed(created.error.text)
      return false
    }
    this.#core = created.value
    for (const problem of this.#untold.splice(0)) this.#core.tell(problem)
    if (this.#venueUrl !== undefined) this.#goTo(this.#venueUrl)
    for (const window of this.#pages.keys()) this.#connect(window)
    return true
  }

  /** Sends the core to this exchange, now or once it is built; does nothing when it is there already. */
  useVenue(venueUrl: string): void {
    if (venueUrl === this.#venueUrl) return
    this.#venueUrl = venueUrl
    this.#goTo(venueUrl)
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

  preview(value: unknown): PreviewAnswer {
    return this.#core?.preview(value) ?? { ok: false, malformed: 'there is no core yet' }
  }

  /** Tells the person of something wrong beside the trade, now or once the core is built. */
  tell(problem: Reason): void {
    if (this.#core === undefined) this.#untold.push(problem)
    else this.#core.tell(problem)
  }

  /** Undefined while there is no core. */
  figures(): CoreFigures | undefined {
    return this.#core?.figures()
  }

  /** Undefined while there is no core that could say it. */
  ordersAtStake(): OrdersAtStake | undefined {
    return this.#core?.ordersAtStake()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const window of this.#pages.keys()) this.#disconnect(window)
    const core = this.#core
    this.#core = undefined
    await core?.stop()
  }

  #goTo(venueUrl: string): void {
    const connected = this.#core?.connect(venueUrl)
    if (connected?.ok === false) this.#options.onFailed(connected.error.text)
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
