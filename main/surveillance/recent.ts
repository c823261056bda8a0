// The newest of what happened, at most so many and not older than asked for: what every pattern looks back on.
import type { TimeUs } from '../../shared/domain/brands.ts'

export class Recent<Item extends { readonly timeUs: TimeUs }> {
  readonly #max: number
  #items: Item[] = []

  /** Beyond `max` the oldest go. */
  constructor(max: number) {
    this.#max = max
  }

  /** Oldest first. */
  get items(): readonly Item[] {
    return this.#items
  }

  add(item: Item): void {
    this.#items.push(item)
    if (this.#items.length > this.#max) this.#items.shift()
  }

  remove(item: Item): void {
    this.#items = this.#items.filter((kept) => kept !== item)
  }

  /** Forgets what happened before this time. */
  forgetBefore(timeUs: number): void {
    if (this.#items.some((item) => item.timeUs < timeUs))
      this.#items = this.#items.filter((item) => item.timeUs >= timeUs)
  }

  clear(): void {
    this.#items = []
  }
}
