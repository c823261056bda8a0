// The lowest and highest price at which an instrument stood within a sliding time window. Owned by
// InstrumentProtection. Exact, in amortised constant time per trade.
// Memory is bounded by the caller's rule: prices are whole ticks, each kept extreme differs from the next by a tick
// or more, and the owner clears the window when its range passes the velocity width, so no row outgrows that width.

/** A price and until when it was the last one; the newest one still is. */
interface Stood {
  readonly price: number
  untilUs: number
}

export type PriceWindowImage = readonly (readonly [price: number, untilUs: number])[]

export interface PriceWindowsImage {
  readonly lows: PriceWindowImage
  readonly highs: PriceWindowImage
}

export class PriceWindow {
  private readonly windowUs: number
  /** Candidates for the lowest price, rising, oldest first; the last one is always the newest trade. */
  private lows: Stood[] = []
  /** Candidates for the highest price, falling, oldest first; the last one is always the newest trade. */
  private highs: Stood[] = []

  constructor(windowUs: number) {
    this.windowUs = windowUs
  }

  /** Takes a trade; what stood no later than the window ago is forgotten. */
  add(price: number, nowUs: number): void {
    note(this.lows, { price, untilUs: nowUs }, this.windowUs, (kept) => kept >= price)
    note(this.highs, { price, untilUs: nowUs }, this.windowUs, (kept) => kept <= price)
  }

  /** undefined before the first trade. */
  range(): { readonly low: number; readonly high: number } | undefined {
    const [low, high] = [this.lows[0], this.highs[0]]
    return low === undefined || high === undefined ? undefined : { low: low.price, high: high.price }
  }

  clear(): void {
    this.lows = []
    this.highs = []
  }

  capture(): PriceWindowsImage {
    return { lows: this.lows.map(row), highs: this.highs.map(row) }
  }

  static restore(windowUs: number, image: PriceWindowsImage): PriceWindow {
    const window = new PriceWindow(windowUs)
    window.lows = image.lows.map(stood)
    window.highs = image.highs.map(stood)
    return window
  }
}

function note(kept: Stood[], trade: Stood, windowUs: number, isCovered: (price: number) => boolean): void {
  const nowUs = trade.untilUs
  const last = kept.at(-1)
  if (last !== undefined) last.untilUs = nowUs
  while (isOlder(kept[0], nowUs - windowUs)) kept.shift()
  while (isCoveredBy(kept.at(-1), isCovered)) kept.pop()
  kept.push(trade)
}

function isOlder(stood: Stood | undefined, thanUs: number): boolean {
  return stood !== undefined && stood.untilUs < thanUs
}

function isCoveredBy(stood: Stood | undefined, isCovered: (price: number) => boolean): boolean {
  return stood !== undefined && isCovered(stood.price)
}

function row({ price, untilUs }: Stood): readonly [number, number] {
  return [price, untilUs]
}

function stood([price, untilUs]: readonly [number, number]): Stood {
  return { price, untilUs }
}
