// Notices a new phase of a book for its desk, and says when the desk is to answer it: not all desks in one instant. Owned
// by a desk, which asks whenever it is asked whether it is due.
import type { TradingPhase } from '../../shared/domain/instrument.ts'
import type { AgentBook } from './exchange-port.ts'
import type { Random } from './random.ts'

/** How soon a desk answers a new phase: pre-open before an auction may last seconds only. */
const ANSWER_US = 400_000

export class PhaseWatch {
  private readonly book: AgentBook
  private readonly random: Random
  private seen: TradingPhase | undefined
  private dueUs = Number.POSITIVE_INFINITY

  constructor(book: AgentBook, random: Random) {
    this.book = book
    this.random = random
  }

  /** As last noticed; undefined before the first look. */
  get phase(): TradingPhase | undefined {
    return this.seen
  }

  /** Notices a new phase; whether the newest waits for its answer by now. */
  isDue(nowUs: number): boolean {
    if (this.book.phase !== this.seen) {
      this.seen = this.book.phase
      this.dueUs = nowUs + this.random.uniform() * ANSWER_US
    }
    return nowUs >= this.dueUs
  }

  /** Whether an answer is due; it is then no longer. */
  takeDue(nowUs: number): boolean {
    if (nowUs < this.dueUs) return false
    this.dueUs = Number.POSITIVE_INFINITY
    return true
  }
}
