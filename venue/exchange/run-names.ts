// Names that stay unique over restarts: everything the venue names carries the run it was named in. Called by the
// exchange; the run's own name is given in from outside, because choosing it needs randomness.
import type { ExecId, VenueOrderId } from '../../shared/domain/brands.ts'
import { execId, venueOrderId } from '../../shared/math/quantities.ts'

export class RunNames {
  private run: string
  private orders = 0
  private executions = 0
  private trades = 0

  /** `run` is at most 24 characters, unique per run of the venue. */
  constructor(run: string) {
    this.run = run
  }

  nextVenueOrderId(): VenueOrderId {
    return venueOrderId(`O-${this.run}-${String(++this.orders)}`)
  }

  nextExecId(): ExecId {
    return execId(`E-${this.run}-${String(++this.executions)}`)
  }

  nextTradeId(): string {
    return `T-${this.run}-${String(++this.trades)}`
  }

  /** The run and how many of each were named. */
  capture(): readonly [run: string, orders: number, executions: number, trades: number] {
    return [this.run, this.orders, this.executions, this.trades]
  }

  /** Goes on where an image stopped, in the run that it names. */
  restore([run, orders, executions, trades]: ReturnType<RunNames['capture']>): void {
    this.run = run
    this.orders = orders
    this.executions = executions
    this.trades = trades
  }
}
