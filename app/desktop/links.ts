// Links on their way to the window. They come before there is one (the program was started with it) or while its page loads;
// the newest waits until a page listens. A link never opens anything but what the window already lists, and one that is
// refused does not bring the window forward.
import type { BrowserWindow } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Result } from '../../shared/domain/result.ts'
import type { LinkRefusal, OpenedLink } from '../../shared/ui-wire/opened-link.ts'

export class Links {
  readonly #log: CoreLog
  #waiting: OpenedLink | undefined
  #page: BrowserWindow | undefined

  constructor(log: CoreLog) {
    this.#log = log
  }

  /** False when it was refused, which the window says. */
  open(link: Result<InstrumentId, LinkRefusal>): boolean {
    if (link.ok) this.#log.info('A link was opened.', { instrumentId: link.value })
    else this.#log.warn('A link was refused.', { why: link.error })
    this.#waiting = link.ok
      ? { type: 'openedLink', instrumentId: link.value }
      : { type: 'openedLink', refused: link.error }
    this.#deliver()
    return link.ok
  }

  pageReady(window: BrowserWindow): void {
    this.#page = window
    this.#deliver()
  }

  pageGone(window: BrowserWindow): void {
    if (this.#page === window) this.#page = undefined
  }

  #deliver(): void {
    if (this.#page === undefined || this.#waiting === undefined || this.#page.isDestroyed()) return
    this.#page.webContents.send('tenor:opened-link', this.#waiting)
    this.#waiting = undefined
  }
}
