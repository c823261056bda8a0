// Bugs that a simulation must find, planted at the edges of the terminal so that the product's code stays what it is: what
// leaves and what arrives is changed as if the bug were inside. Each is one that order systems have had.
import type { OrderClientMessage, OrderVenueMessage } from '../shared/venue-wire/order-messages.ts'

export const PLANTED_BUGS = [
  /** After a login everything without an answer is sent again. */
  'resendsAfterLogin',
  /** Requests leave before their record is on the disk. */
  'sendsBeforeDurable',
  /** A report that comes again counts again. */
  'countsReportsTwice',
  /** A question without an answer is taken to mean that there is no such order. */
  'takesSilenceForNo',
  /** A login does not ask for the reports since the last. */
  'forgetsToResume',
  /** A trade that the exchange cancels or corrects stays as it was told first. */
  'keepsAmendedTrades',
] as const
export type PlantedBug = (typeof PLANTED_BUGS)[number]

/** How a planted bug changes what a terminal says and hears on its order session. One for each run of the terminal. */
export class BugAtTheEdge {
  readonly #bug: PlantedBug
  readonly #unanswered = new Map<string, string>()
  readonly #seenReports = new Set<string>()
  #lastSeq = 0

  constructor(bug: PlantedBug) {
    this.#bug = bug
  }

  /** What leaves, and what the terminal believes to hear at once. */
  leaving(text: string): { readonly sent: readonly string[]; readonly heard: readonly string[] } {
    const message = JSON.parse(text) as OrderClientMessage
    const as = (changed: object): string => JSON.stringify({ ...message, ...changed })
    if (this.#bug === 'resendsAfterLogin' && message.type === 'newOrder')
      this.#unanswered.set(message.clientOrderId, text)
    if (this.#bug === 'forgetsToResume' && message.type === 'login')
      return { sent: [as({ resumeAfterSeq: undefined, resumeInstanceId: undefined })], heard: [] }
    if (this.#bug === 'takesSilenceForNo' && message.type === 'orderStatus') {
      const { requestId, clientOrderId } = message
      const no = { type: 'orderState', requestId, clientOrderId, lastSeq: this.#lastSeq, venueTimeUs: 0 }
      return { sent: [], heard: [JSON.stringify(no)] }
    }
    return { sent: [text], heard: [] }
  }

  /** What is heard in the place of a frame, and what is sent because of it. */
  arriving(text: string): { readonly sent: readonly string[]; readonly heard: readonly string[] } {
    const parsed = JSON.parse(text) as OrderVenueMessage | readonly OrderVenueMessage[]
    const messages = Array.isArray(parsed)
      ? (parsed as readonly OrderVenueMessage[])
      : [parsed as OrderVenueMessage]
    const sent = messages.flatMap((message) => (message.type === 'loggedIn' ? this.#resent() : []))
    return { sent, heard: [JSON.stringify(messages.map((message) => this.#heard(message)))] }
  }

  #resent(): readonly string[] {
    return [...this.#unanswered.values()]
  }

  #heard(message: OrderVenueMessage): object {
    if (message.type !== 'executionReport') return message
    const { execId, execRefId, seq, clientOrderId } = message
    this.#unanswered.delete(clientOrderId)
    this.#lastSeq = Math.max(this.#lastSeq, seq)
    const isAgain = this.#seenReports.has(execId)
    this.#seenReports.add(execId)
    if (this.#bug === 'keepsAmendedTrades' && execRefId !== undefined)
      return { ...message, execRefId: `${execRefId}?` }
    return this.#bug === 'countsReportsTwice' && isAgain ? { ...message, execId: `${execId}+` } : message
  }
}
