// Follows the front of one root: when the second month has moved far enough within a minute, it takes the same way in
// one of the first three. It makes shocks larger than they were. Stepped by the simulated market.
// Assumptions of ours: a look every two seconds, 0.6 per cent in a minute, 3 to 15 lots immediate or canceled, then
// fifteen seconds of rest. Its window begins anew after a restart.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { HOUSE_ACCOUNTS, HOUSE_REFS } from './house.ts'
import type { AgentBook } from './exchange-port.ts'
import type { Random } from './random.ts'
import type { RootAgent, RootFloor } from './root-agent.ts'

const US_PER_SECOND = 1_000_000
const LOOK_SECONDS = 2
const REST_SECONDS = 15
const WINDOW = 30
const THRESHOLD = 0.006
const [LOTS_MIN, LOTS_MAX] = [3, 15]
const REACH_TICKS = 1

export class MomentumTrader implements RootAgent {
  private readonly random: Random
  private readonly middles: number[] = []
  private dueUs: number

  constructor(random: Random, nowUs: TimeUs) {
    this.random = random
    this.dueUs = nowUs + random.uniform() * LOOK_SECONDS * US_PER_SECOND
  }

  isDue(nowUs: TimeUs): boolean {
    return nowUs >= this.dueUs
  }

  act(nowUs: TimeUs, floor: RootFloor): void {
    this.dueUs = nowUs + LOOK_SECONDS * US_PER_SECOND
    const watched = floor.outrights[1]
    const middle = watched && middleOf(floor.book(watched))
    if (middle === undefined) return
    this.middles.push(middle)
    if (this.middles.length > WINDOW) this.middles.shift()
    const first = this.middles[0] ?? middle
    const move = (middle - first) / first
    if (Math.abs(move) < THRESHOLD) return
    this.follow(move > 0, nowUs, floor)
    const rest = this.random.exponential(REST_SECONDS) / floor.mood.activity(floor.root)
    this.dueUs = nowUs + Math.max(LOOK_SECONDS, rest) * US_PER_SECOND
  }

  private follow(buys: boolean, nowUs: TimeUs, floor: RootFloor): void {
    const listing = floor.outrights[this.random.integer(0, 2)]
    const orderQty = this.random.integer(LOTS_MIN, LOTS_MAX)
    const book = listing && floor.book(listing)
    const best = book?.bestPrice(buys ? 'sell' : 'buy')
    if (listing === undefined || book?.phase !== 'continuous' || best === undefined) return
    const { low, high } = book.limits
    const limitPrice = Math.max(low, Math.min(high, buys ? best + REACH_TICKS : best - REACH_TICKS))
    floor.act(listing, nowUs, (own) => {
      own.submit({
        orderRef: HOUSE_REFS.momentum,
        account: HOUSE_ACCOUNTS.momentum,
        side: buys ? 'buy' : 'sell',
        orderType: 'limit',
        timeInForce: 'ioc',
        limitPrice,
        orderQty,
      })
    })
  }
}

function middleOf(book: AgentBook | undefined): number | undefined {
  const [bid, ask] = [book?.bestPrice('buy'), book?.bestPrice('sell')]
  return bid === undefined || ask === undefined || bid + ask === 0 ? undefined : (bid + ask) / 2
}
