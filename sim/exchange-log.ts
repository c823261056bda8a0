// The exchange's journal as its machine keeps it: what was appended is written at each commit and durable at some, as
// venue/journal writes and syncs. What is left of it depends on how the program ended.
import type { TimeUs } from '../shared/domain/brands.ts'
import { timeUs } from '../shared/math/quantities.ts'
import type { ExchangeCommand } from '../venue/exchange/exchange-commands.ts'
import type { JournalRecord } from '../venue/journal/journal-record.ts'

/** After the end of the program what was written is there, after a power failure what is durable; or the disk is new. */
export type Survival = 'written' | 'durable' | 'nothing'

export class ExchangeLog {
  #pending: string[] = []
  #written: string[] = []
  #durableCount = 0

  /** Nothing has happened yet but the opening. */
  get isFresh(): boolean {
    return this.#written.length === 0
  }

  append(command: ExchangeCommand, nowUs: TimeUs): void {
    this.#pending.push(JSON.stringify([nowUs, command]))
  }

  commit({ durable }: { readonly durable: boolean }): void {
    this.#written.push(...this.#pending)
    this.#pending = []
    if (durable) this.#durableCount = this.#written.length
  }

  survive(survival: Survival): void {
    this.#pending = []
    if (survival === 'written') return
    this.#written.splice(survival === 'durable' ? this.#durableCount : 0)
    this.#durableCount = this.#written.length
  }

  records(): readonly JournalRecord[] {
    return this.#written.map((line, nth) => {
      const [nowUs, command] = JSON.parse(line) as [number, ExchangeCommand]
      return { number: nth + 1, nowUs: timeUs(nowUs), command }
    })
  }
}
