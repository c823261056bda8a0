// A laboratory that hedges training runs of one root: now and then it begins a programme and lifts one month two to six
// ahead, or a quarter strip, in small clips over hours. Stepped by the simulated market.
// Assumptions of ours: a programme every 45 minutes, 60 to 300 lots over half an hour to four hours, clips of 2 to 8
// lots at the offer or one tick through it, immediate or canceled; it waits while the price is 3 % above its start.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { HOUSE_ACCOUNTS, HOUSE_REFS } from './house.ts'
import type { Listing } from './listed-contract.ts'
import type { Random } from './random.ts'
import type { RootAgent, RootFloor } from './root-agent.ts'

const US_PER_SECOND = 1_000_000
const PROGRAMME_SECONDS = 45 * 60
const STRIP_CHANCE = 0.25
const [LOTS_MIN, LOTS_MAX] = [60, 300]
const [SECONDS_MIN, SECONDS_MAX] = [1_800, 14_400]
const [CLIP_MIN, CLIP_MAX] = [2, 8]
const PATIENCE = 1.03

/** One training run being hedged; plain, so that it survives a restart. */
export interface LabProgramme {
  readonly instrument: InstrumentId
  readonly lotsLeft: number
  readonly untilUs: number
  /** Fair price when it began, in ticks. */
  readonly startTicks: number
}

export class Lab implements RootAgent {
  private readonly random: Random
  private programme: LabProgramme | undefined
  private dueUs: number

  /** Goes on with `programme` where a restart interrupted one. */
  constructor(random: Random, nowUs: TimeUs, programme?: LabProgramme) {
    this.random = random
    this.programme = programme
    this.dueUs = nowUs + random.exponential(programme === undefined ? PROGRAMME_SECONDS : 60) * US_PER_SECOND
  }

  isDue(nowUs: TimeUs): boolean {
    return nowUs >= this.dueUs
  }

  act(nowUs: TimeUs, floor: RootFloor): void {
    this.programme =
      this.programme === undefined ? this.begin(nowUs, floor) : this.buy(this.programme, nowUs, floor)
    const activity = floor.activity * floor.mood.activity(floor.root)
    this.dueUs = nowUs + (this.random.exponential(this.meanWaitSeconds(nowUs)) / activity) * US_PER_SECOND
  }

  capture(): LabProgramme | undefined {
    return this.programme
  }

  /** Clips are spread over what is left of the programme's time. */
  private meanWaitSeconds(nowUs: number): number {
    if (this.programme === undefined) return PROGRAMME_SECONDS
    const clips = this.programme.lotsLeft / ((CLIP_MIN + CLIP_MAX) / 2)
    return Math.max(1, (this.programme.untilUs - nowUs) / US_PER_SECOND / Math.max(1, clips))
  }

  private begin(nowUs: TimeUs, floor: RootFloor): LabProgramme | undefined {
    const from =
      this.random.chance(STRIP_CHANCE) && floor.strips.length > 0 ? floor.strips : floor.outrights.slice(2, 7)
    const listing = from[this.random.integer(0, Math.max(0, from.length - 1))]
    if (listing === undefined) return undefined
    return {
      instrument: listing.instrument.instrumentId,
      lotsLeft: this.random.integer(LOTS_MIN, LOTS_MAX),
      untilUs: nowUs + this.random.integer(SECONDS_MIN, SECONDS_MAX) * US_PER_SECOND,
      startTicks: floor.fairTicks(listing),
    }
  }

  private buy(programme: LabProgramme, nowUs: TimeUs, floor: RootFloor): LabProgramme | undefined {
    const listing = listed(floor, programme.instrument)
    if (listing === undefined || programme.lotsLeft <= 0 || nowUs >= programme.untilUs) return undefined
    const book = floor.book(listing)
    const best = book?.bestPrice('sell')
    if (book?.phase !== 'continuous' || best === undefined) return programme
    if (best > programme.startTicks * PATIENCE) return programme
    const orderQty = Math.min(programme.lotsLeft, this.random.integer(CLIP_MIN, CLIP_MAX))
    const limitPrice = Math.min(book.limits.high, best + (this.random.chance(0.3) ? 1 : 0))
    if (limitPrice < book.limits.low) return programme
    floor.act(listing, nowUs, (own) => {
      own.submit({
        orderRef: HOUSE_REFS.lab,
        account: HOUSE_ACCOUNTS.lab,
        side: 'buy',
        orderType: 'limit',
        timeInForce: 'ioc',
        limitPrice,
        orderQty,
      })
    })
    return { ...programme, lotsLeft: programme.lotsLeft - orderQty }
  }
}

function listed({ outrights, strips }: RootFloor, instrument: InstrumentId): Listing | undefined {
  const isIt = (listing: Listing): boolean => listing.instrument.instrumentId === instrument
  return outrights.find(isIt) ?? strips.find(isIt)
}
