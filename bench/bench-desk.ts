// The whole core on a profile of its own, connected to the paced venue, for the benches of the order path: orders are entered
// as a window enters them, and the exchange's answers are waited for.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createCore } from '../main/core/create-core.ts'
import type { TradingCore } from '../main/core/trading-core.ts'
import { DEFAULT_RISK_LIMITS, type RiskLimits } from '../main/risk/risk-limits.ts'
import { RiskLimitsFile } from '../main/settings/risk-limits-file.ts'
import { assert } from '../shared/domain/assert.ts'
import type { ClientOrderId } from '../shared/domain/brands.ts'
import type { OrderStatus } from '../shared/domain/order.ts'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'
import type { UiCommandResult } from '../shared/ui-wire/commands.ts'
import { openMarkets } from './market-flow.ts'
import { startPacedVenue, type PacedVenue } from './paced-venue.ts'
import { SentFrames } from './sent-frames.ts'

const INSTRUMENTS = 50
/** A quiet market: what is measured is the path of orders. */
const RATE = 50
const WAIT_MS = 20_000
/** As they come, but for a program's pace. */
const FAST = { value: 10_000, owner: 'bench' }
export const FAST_LIMITS: RiskLimits = {
  ...DEFAULT_RISK_LIMITS,
  ordersPerSecond: FAST,
  orderBurst: FAST,
  messagesPerSecond: FAST,
  messageBurst: FAST,
  duplicateWindowMs: { value: 0, owner: 'bench' },
}
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

interface MarketLine {
  readonly books: { readonly live: number }
}

export class BenchDesk {
  readonly core: TradingCore
  readonly venueUrl: string
  readonly sent = new SentFrames()
  readonly #venue: PacedVenue
  readonly #profileDir: string
  readonly #markets = openMarkets(INSTRUMENTS, 0)
  #entered = 0

  private constructor(core: TradingCore, venue: PacedVenue, profileDir: string) {
    this.core = core
    this.venueUrl = venue.url
    this.#venue = venue
    this.#profileDir = profileDir
  }

  /** Resolves when orders can be entered on every instrument. */
  static async open(): Promise<BenchDesk> {
    const venue = await startPacedVenue({ rate: RATE, instruments: INSTRUMENTS })
    const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-order-bench-'))
    const written = new RiskLimitsFile(profileDir).write({ limits: FAST_LIMITS })
    assert(written.ok, 'the limits of the bench can be written')
    const created = createCore({ profileDir, user: 'bench', credentials: PAPER_KEY, log: silent })
    assert(created.ok, 'the core can be built')
    const desk = new BenchDesk(created.value, venue, profileDir)
    created.value.connect(venue.url)
    await desk.until(() => {
      const { books } = desk.core.figures().market as MarketLine
      return desk.core.isReconciled && books.live === INSTRUMENTS
    })
    return desk
  }

  /** A command for one lot at the touch; buys and sells in turn, each pair on the next instrument. */
  nextOrder(timeInForce: 'day' | 'ioc'): object {
    const nth = this.#entered++
    const market = this.#markets[Math.floor(nth / 2) % INSTRUMENTS]
    assert(market !== undefined, 'there are markets')
    const isBuy = nth % 2 === 0
    const limitPrice = isBuy ? market.mid - 1 : market.mid + 1
    return {
      ...{ kind: 'placeOrder', instrumentId: market.instrument, side: isBuy ? 'buy' : 'sell' },
      ...{ orderType: 'limit', limitPrice, orderQty: 1, timeInForce, origin: 'bench' },
    }
  }

  async until(holds: () => boolean): Promise<void> {
    const endMs = performance.now() + WAIT_MS
    while (!holds()) {
      assert(performance.now() < endMs, 'what the bench waits for comes')
      await pause(1)
    }
  }

  async untilStatus(ids: readonly ClientOrderId[], status: OrderStatus): Promise<void> {
    await this.until(() => ids.every((id) => this.core.order(id)?.status === status))
  }

  async close(): Promise<void> {
    this.sent.close()
    await this.core.stop()
    await this.#venue.stop()
    rmSync(this.#profileDir, { recursive: true, force: true })
  }
}

/** The orders of commands that were all taken. */
export function takenOrders(results: readonly UiCommandResult[]): readonly ClientOrderId[] {
  return results.flatMap((result) => {
    assert(result.ok, `the risk gate lets orders of the bench pass: ${JSON.stringify(result)}`)
    return result.clientOrderIds
  })
}

/** The figure below which this share of them lies. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
