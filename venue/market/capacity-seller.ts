// A seller of capacity of one root: offers quarter and year strips, sometimes single months, resting above fair value
// until someone needs them. One offer per book, renewed now and then. Stepped by the simulated market.
// Assumptions of ours: 5 to 25 lots, 0.5 to 3 per cent above fair, a visit to a book every half minute, an offer that
// is found resting is always canceled and renewed, so about nine of ten offers end canceled.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { HOUSE_ACCOUNTS, HOUSE_REFS } from './house.ts'
import type { Listing } from './listed-contract.ts'
import type { Random } from './random.ts'
import type { RootAgent, RootFloor } from './root-agent.ts'

const US_PER_SECOND = 1_000_000
const VISIT_SECONDS = 30
const STRIP_CHANCE = 0.7
const [LOTS_MIN, LOTS_MAX] = [5, 25]
const [PREMIUM_MIN, PREMIUM_MAX] = [0.005, 0.03]

export class CapacitySeller implements RootAgent {
  private readonly random: Random
  private dueUs: number

  constructor(random: Random, nowUs: TimeUs) {
    this.random = random
    this.dueUs = nowUs + random.exponential(VISIT_SECONDS) * US_PER_SECOND
  }

  isDue(nowUs: TimeUs): boolean {
    return nowUs >= this.dueUs
  }

  act(nowUs: TimeUs, floor: RootFloor): void {
    const wait = this.random.exponential(VISIT_SECONDS) / (floor.activity * floor.mood.activity(floor.root))
    this.dueUs = nowUs + wait * US_PER_SECOND
    const listing = this.choose(floor)
    const book = listing && floor.book(listing)
    if (listing === undefined || book?.phase !== 'continuous') return
    const premium = PREMIUM_MIN + this.random.uniform() * (PREMIUM_MAX - PREMIUM_MIN)
    const limitPrice = Math.ceil(floor.fairTicks(listing) * (1 + premium))
    const orderQty = this.random.integer(LOTS_MIN, LOTS_MAX)
    const { low, high } = book.limits
    const isWithdrawn = floor.mood.isWithdrawn(floor.root)
    floor.act(listing, nowUs, (own) => {
      if (own.order(HOUSE_REFS.seller) !== undefined) own.cancel(HOUSE_REFS.seller)
      if (isWithdrawn || limitPrice < low || limitPrice > high) return
      own.submit({
        orderRef: HOUSE_REFS.seller,
        account: HOUSE_ACCOUNTS.seller,
        side: 'sell',
        orderType: 'limit',
        timeInForce: 'gtc',
        limitPrice,
        orderQty,
      })
    })
  }

  /** A strip mostly; a month from the third on otherwise. */
  private choose({ strips, outrights }: RootFloor): Listing | undefined {
    const from = this.random.chance(STRIP_CHANCE) && strips.length > 0 ? strips : outrights.slice(2, 14)
    return from[this.random.integer(0, Math.max(0, from.length - 1))]
  }
}
