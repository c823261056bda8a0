// Closing the last window: the program ends, stays in the tray, or asks while orders work, because those stay at the exchange
// without anybody who watches them. The box is the main process's own, so that a dead page can be closed as well.
import { app, dialog, type BrowserWindow } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import { decideClose, type ClosingDesk } from './close-decision.ts'
import { closingWords } from './closing-words.ts'

export interface ClosingOptions {
  readonly desk: () => Omit<ClosingDesk, 'isDecided'>
  readonly isLastWindow: () => boolean
  /** BCP 47. */
  readonly locale: () => string
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

  /** To be called for every window as it is made. */
  watch(window: BrowserWindow): void {
    this.#staysOpen = false
    window.on('close', (event) => {
      const { desk, isLastWindow, log } = this.#options
      const isDecided = this.#isEnding || this.#staysOpen || process.platform === 'darwin' || !isLastWindow()
      const decision = decideClose({ ...desk(), isDecided })
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
    this.#options.log.info('The last window was closed; Tenor stays in the tray.')
  }

  async #ask(window: BrowserWindow): Promise<void> {
    const { desk, locale, log } = this.#options
    const { openOrders, hasTray } = desk()
    const words = closingWords(locale())
    const choices = [...(hasTray ? (['tray'] as const) : []), 'quit', 'leave'] as const
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      title: words.title,
      message: words.question.replace('{{count}}', String(openOrders)),
      detail: words.detail,
      buttons: choices.map((choice) => words[choice]),
      defaultId: 0,
      cancelId: choices.length - 1,
      noLink: true,
    })
    const answer = choices[response] ?? 'leave'
    log.info('The last window was to be closed while orders work.', { openOrders, answer })
    if (answer === 'leave' || window.isDestroyed()) return
    if (answer === 'tray') {
      this.#stay()
      window.close()
      return
    }
    app.quit()
  }
}
