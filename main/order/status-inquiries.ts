// Which questions about orders are on their way to the venue, so that an answer is credited only with the requests
// that were made before it was asked. Owned by main/core beside the session; not journalled: questions die with the
// link. Answers come in the order of the questions; one that is never answered only makes later ones speak for less.
import type { ClientOrderId, TimeUs } from '../../shared/domain/brands.ts'

interface Asked {
  readonly afterRequest: number
  readonly timeUs: TimeUs
}

export class StatusInquiries {
  readonly #asked = new Map<ClientOrderId | 'openOrders', Asked[]>()

  /** A question was put on the wire; `afterRequest` is OrderStore.requestCount at that moment. */
  asked(about: ClientOrderId | 'openOrders', afterRequest: number, timeUs: TimeUs): void {
    const earlier = this.#asked.get(about)
    if (earlier === undefined) this.#asked.set(about, [{ afterRequest, timeUs }])
    else earlier.push({ afterRequest, timeUs })
  }

  /** An answer arrived; returns the number of the last request it speaks for, 0 when nothing was asked. */
  answered(about: ClientOrderId | 'openOrders'): number {
    const questions = this.#asked.get(about)
    const oldest = questions?.shift()
    if (questions?.length === 0) this.#asked.delete(about)
    return oldest?.afterRequest ?? 0
  }

  /** True when a question about it was asked after this time and may still be answered: no need to ask again. */
  isAwaited(about: ClientOrderId | 'openOrders', sinceUs: number): boolean {
    return (this.#asked.get(about)?.at(-1)?.timeUs ?? -Infinity) > sinceUs
  }

  /** Every question on this link was answered. */
  get allAnswered(): boolean {
    return this.#asked.size === 0
  }

  /** The link is lost: nothing asked before will be answered. */
  linkLost(): void {
    this.#asked.clear()
  }
}
