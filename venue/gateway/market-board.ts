// What was last said of each instrument's phase, and its settlements by date: for the HTTP endpoint. Fed with what the
// exchange publishes; owned by the gateway.
// Invariant: settlements of the newest dates are kept, of older ones none.
import type { InstrumentId, IsoDate } from '../../shared/domain/brands.ts'
import type { MarketVenueMessage, SettlementMessage } from '../../shared/venue-wire/market-messages.ts'

/** Trading days whose settlements are kept. */
const DATES_MAX = 40

export class MarketBoard {
  private readonly phases = new Map<InstrumentId, string>()
  private readonly byDate = new Map<IsoDate, Map<InstrumentId, SettlementMessage>>()

  note(message: MarketVenueMessage): void {
    if (message.type === 'status') this.phases.set(message.instrument, message.phase)
    if (message.type !== 'settlement') return
    const { date, instrument } = message
    const ofDate = this.byDate.get(date) ?? new Map<InstrumentId, SettlementMessage>()
    ofDate.set(instrument, message)
    this.byDate.set(date, ofDate)
    if (this.byDate.size > DATES_MAX) this.byDate.delete(this.dates().at(-1) ?? date)
  }

  /** Instruments in each phase. */
  phaseCounts(): Readonly<Record<string, number>> {
    const counts = new Map<string, number>()
    for (const phase of this.phases.values()) counts.set(phase, (counts.get(phase) ?? 0) + 1)
    return Object.fromEntries(counts)
  }

  /** Dates that have settlements, newest first. */
  dates(): IsoDate[] {
    return [...this.byDate.keys()].sort().reverse()
  }

  settlements(date: IsoDate): readonly SettlementMessage[] {
    return [...(this.byDate.get(date)?.values() ?? [])]
  }
}
