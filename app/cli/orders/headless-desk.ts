// The core without a window: asks for projections as a window does, keeps the newest of each, and lets a command wait for
// what it needs to see. Owned by run-order-command.ts, which closes it.
import { createCore } from '../../../main/core/create-core.ts'
import type { CoreLog, TradingCore } from '../../../main/core/trading-core.ts'
import type { VenueCredentials } from '../../../main/session/venue-contract.ts'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import { wholeOf } from '../../../shared/ui-wire/projection-updates.ts'
import type {
  DeskProjection,
  LadderProjection,
  Notice,
  Projection,
  Topic,
} from '../../../shared/ui-wire/projections.ts'

export interface HeadlessDeskOptions {
  readonly profileDir: string
  /** Who decides, for the audit trail. */
  readonly user: string
  readonly venueUrl: string
  readonly credentials: VenueCredentials
  readonly log: CoreLog
  /** Whose market is looked at, if any. */
  readonly instrumentId: InstrumentId | undefined
}

export class HeadlessDesk {
  readonly core: TradingCore
  readonly #newest = new Map<Topic, Projection>()
  readonly #waiting = new Set<() => void>()
  #isLeaving = false

  private constructor(core: TradingCore, topics: readonly Topic[]) {
    this.core = core
    const window = core.attach({
      post: ({ updates }) => {
        for (const update of updates) {
          const projection = wholeOf(update, this.#newest.get(update.topic))
          if (projection !== undefined) this.#newest.set(projection.topic, projection)
        }
        for (const look of [...this.#waiting]) look()
        if (!this.#isLeaving) setImmediate(() => window.receive(PULL))
      },
    })
    window.receive({ type: 'watch', topics })
    window.receive(PULL)
  }

  /** Builds the core on the profile and sends it to the venue; otherwise why that cannot be. */
  static open({ venueUrl, instrumentId, ...options }: HeadlessDeskOptions): Result<HeadlessDesk, string> {
    const created = createCore(options)
    if (!created.ok) return err(created.error.text)
    const ladder: readonly Topic[] = instrumentId === undefined ? [] : [`ladder:${instrumentId}`]
    const desk = new HeadlessDesk(created.value, ['desk', 'orders', 'notices', ...ladder])
    created.value.connect(venueUrl)
    return ok(desk)
  }

  /** Undefined before the core has told it. */
  get desk(): DeskProjection | undefined {
    return this.#newest.get('desk') as DeskProjection | undefined
  }

  /** Open orders, oldest first, then the newest finished ones, newest first. */
  get orders(): readonly Order[] {
    const newest = this.#newest.get('orders')
    return newest !== undefined && 'orders' in newest && newest.topic === 'orders' ? newest.orders : []
  }

  /** Newest first. */
  get notices(): readonly Notice[] {
    const newest = this.#newest.get('notices')
    return newest !== undefined && 'notices' in newest ? newest.notices : []
  }

  ladder(instrumentId: InstrumentId): LadderProjection | undefined {
    return this.#newest.get(`ladder:${instrumentId}`) as LadderProjection | undefined
  }

  /** Undefined for what the venue does not list, or has not told yet. */
  tickSize(instrumentId: InstrumentId): Decimal | undefined {
    for (const { tickSize, months, combinations } of this.desk?.roots ?? []) {
      if (months.some((month) => month.instrumentId === instrumentId)) return tickSize
      const combination = combinations.find((one) => one.instrumentId === instrumentId)
      if (combination !== undefined) return combination.tickSize
    }
    return undefined
  }

  /** True as soon as `holds`; false once the time is over, or when the program is told to stop. */
  until(holds: () => boolean, withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (held: boolean): void => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve(held)
      }
      const look = (): void => {
        if (holds()) settle(true)
        else if (this.#isLeaving) settle(false)
      }
      const timer = setTimeout(() => {
        settle(false)
      }, withinMs)
      this.#waiting.add(look)
      look()
    })
  }

  /** Whoever waits has waited long enough. */
  leave(): void {
    this.#isLeaving = true
    for (const look of [...this.#waiting]) look()
  }

  async close(): Promise<void> {
    this.#isLeaving = true
    await this.core.stop()
  }
}

const PULL = { type: 'pull', paintedAgoUs: 0 } as const
