// Closing the desk, and with it the windows beside it: the program ends, stays in the tray, or asks while orders are under way, because those at the
// exchange stay there without anybody who watches them, and those held on this PC stop. The box is the main process's own, so that a dead page can be closed as well.
import { app, dialog, type BrowserWindow } from 'electron'
import type { CoreLog, OrdersAtStake } from '../../main/core/trading-core.ts'
import { text } from './catalogue.ts'
import { decideClose, type ClosingDesk } from './close-decision.ts'

export interface ClosingOptions {
  readonly desk: () => Pick<ClosingDesk, 'staysInTray' | 'hasTray' | 'isAttended'>
  /** Undefined while there is no core that could say it. */
  readonly orders: () => OrdersAtStake | undefined
  readonly log: CoreLog
}

export class Closing {
  readonly #options: ClosingOptions
  #isEnding = false
  #staysOpen = false

  constructor(options: ClosingOptions) {
    this.#options = options
    app.on('window-all-closed', () => {
      // On macOS a program lives on in the dock without windows.
      if (!this.#staysOpen && process.platform !== 'darwin') app.quit()
    })
  }

  /** From here on windows are closed without a question. */
  end(): void {
    this.#isEnding = true
  }

  /** To be called for the desk’s window as it is made. */
  watch(window: BrowserWindow): void {
    this.#staysOpen = false
    window.on('close', (event) => {
      const { desk, orders, log } = this.#options
      const isDecided = this.#isEnding || this.#staysOpen || process.platform === 'darwin'
      const decision = decideClose({ ...desk(), hasOrders: isAny(orders()), isDecided })
      if (decision === 'tray') this.#stay()
      if (decision !== 'ask') return
      event.preventDefault()
      void this.#ask(window).catch((error: unknown) => {
        log.error('What to do with the window could not be asked.', { error })
      })
    })
  }

  #stay(): void {
    this.#staysOpen = true
    this.#options.log.info('The desk was closed; Tenor stays in the tray.')
  }

  async #ask(window: BrowserWindow): Promise<void> {
    const { desk, orders, log } = this.#options
    const { working = 0, held = 0, unknown = 0 } = orders() ?? {}
    const choices = [...(desk().hasTray ? (['tray'] as const) : []), 'quit', 'leave'] as const
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      title: text('window.title'),
      message: text('close.ask'),
      detail: text('close.askDetail', {
        ...{ working: String(working), held: String(held), unknown: String(unknown) },
      }),
      buttons: choices.map((choice) => text(`close.${choice}`)),
      defaultId: 0,
      cancelId: choices.length - 1,
      noLink: true,
    })
    const answer = choices[response] ?? 'leave'
    log.info('The desk was to be closed with orders under way.', { working, held, unknown, answer })
    if (answer === 'leave' || window.isDestroyed()) return
    if (answer === 'tray') {
      this.#stay()
      window.close()
      return
    }
    app.quit()
  }
}

function isAny(orders: OrdersAtStake | undefined): boolean {
  return orders !== undefined && orders.working + orders.held + orders.unknown > 0
}
