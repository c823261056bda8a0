// What is armed in which window, so that every window can say what is armed in the others, and disarm it. A window that is
// gone, or whose page is loaded again, has nothing armed.
import { BrowserWindow, type WebContents } from 'electron'
import { ARMED_ELSEWHERE, DISARM } from '../../shared/ui-wire/bridge.ts'

/** More ladders than a workspace can have panels. */
const ARMED_MAX = 100
const INSTRUMENT = /^[A-Za-z0-9._-]{1,40}$/

export class ArmedLadders {
  readonly #byWindow = new Map<BrowserWindow, readonly string[]>()

  /** What a page says is armed in it, from unknown; false where that is no list of contracts. */
  tell(page: WebContents, armed: unknown): boolean {
    const window = BrowserWindow.fromWebContents(page)
    if (window === null || !isInstruments(armed)) return false
    if (armed.length === 0) this.#byWindow.delete(window)
    else this.#byWindow.set(window, armed)
    this.#spread()
    return true
  }

  pageGone(window: BrowserWindow): void {
    if (this.#byWindow.delete(window)) this.#spread()
  }

  /** To be called for a page that begins to listen. */
  pageReady(window: BrowserWindow): void {
    const others = [...this.#byWindow].filter(([other]) => other !== window).flatMap(([, armed]) => armed)
    window.webContents.send(ARMED_ELSEWHERE, [...new Set(others)])
  }

  /** Asks every other page to disarm. */
  disarmBeside(page: WebContents): void {
    for (const { webContents } of BrowserWindow.getAllWindows())
      if (webContents !== page) webContents.send(DISARM)
  }

  #spread(): void {
    for (const window of BrowserWindow.getAllWindows()) this.pageReady(window)
  }
}

function isInstruments(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= ARMED_MAX &&
    value.every((one) => typeof one === 'string' && INSTRUMENT.test(one))
  )
}
