// What rested at each price a few seconds ago, so that a ladder can say where size was pulled and where it was stacked. Keeps the
// arrays of the projections themselves, one a second, and no more than the window holds. The time comes in with each call.

/** Over which a change of size is told. */
export const PULL_WINDOW_MS = 10_000
const SAMPLE_MS = 1_000
const SAMPLES_MAX = PULL_WINDOW_MS / SAMPLE_MS

interface Sample {
  readonly atMs: number
  readonly bids: Int32Array
  readonly asks: Int32Array
}

/** Sizes by price. */
export interface SizesBefore {
  readonly bids: ReadonlyMap<number, number>
  readonly asks: ReadonlyMap<number, number>
}

export class SizeHistory {
  #samples: Sample[] = []
  #oldest: { readonly of: Sample; readonly sizes: SizesBefore } | undefined

  /** To be called with every book that is painted. A gap longer than the window forgets what was before it. */
  take(nowMs: number, { bids, asks }: Omit<Sample, 'atMs'>): void {
    const newest = this.#samples.at(-1)
    if (newest !== undefined && nowMs - newest.atMs < SAMPLE_MS) return
    if (newest !== undefined && nowMs - newest.atMs > PULL_WINDOW_MS) this.#samples = []
    this.#samples.push({ atMs: nowMs, bids, asks })
    if (this.#samples.length > SAMPLES_MAX) this.#samples.shift()
  }

  forget(): void {
    this.#samples = []
  }

  /** At the beginning of the window; undefined before there is anything to compare with. */
  before(): SizesBefore | undefined {
    const [sample] = this.#samples
    if (sample === undefined) return undefined
    if (this.#oldest?.of !== sample) {
      this.#oldest = { of: sample, sizes: { bids: sizesOf(sample.bids), asks: sizesOf(sample.asks) } }
    }
    return this.#oldest.sizes
  }
}

function sizesOf(levels: Int32Array): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>()
  for (let i = 0; i + 1 < levels.length; i += 2) sizes.set(levels[i] ?? 0, levels[i + 1] ?? 0)
  return sizes
}
