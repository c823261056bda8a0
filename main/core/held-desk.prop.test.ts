// Held orders under a venue, a market, a link and a person that do anything in any order: fills race with changes, the link
// drops with requests on their way, Tenor is killed. What holds is read off the journal and the venue, not off the deciders.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { HeldTerms } from '../../shared/domain/held-order.ts'
import { isTerminal, oppositeSide, type Side } from '../../shared/domain/order.ts'
import { priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { isHeldRecord } from '../held/held-records.ts'
import { journalCodec, type JournalRecord } from './journal-records.ts'
import { HeldRig } from './held-rig.testing.ts'
import { H100F27 } from '../marketdata/market-events.testing.ts'

const TOTAL = 12

const STEPS = [
  ...['fills', 'fills', 'fills', 'venueTakes', 'venueTakes', 'deliver', 'deliver', 'settle', 'settle'],
  ...['quote', 'quote', 'marketTrades', 'marketTrades', 'wait', 'wait', 'halt', 'silence'],
  ...['expires', 'userCancels', 'pause', 'resume', 'resume', 'drop', 'reconnect', 'reconnect', 'restart'],
  'cancelAll',
] as const

const step = fc.record({
  kind: fc.constantFrom(...STEPS),
  pick: fc.nat(5),
  qty: fc.integer({ min: 1, max: 7 }),
  price: fc.integer({ min: 200, max: 220 }),
})
interface Step {
  readonly kind: (typeof STEPS)[number]
  readonly pick: number
  readonly qty: number
  readonly price: number
}

function termsOf(kind: HeldTerms['kind'], side: Side, nowUs: number): HeldTerms {
  const up = side === 'buy' ? 1 : -1
  const at = (ticks: number) => priceTicks(211 + up * ticks)
  const common = { instrumentId: H100F27, side, orderQty: qtyLots(TOTAL) }
  const gtc = { timeInForce: 'gtc' } as const
  switch (kind) {
    case 'oco':
      return { kind, ...common, ...gtc, limitPrice: at(-6), stopPrice: at(6) }
    case 'bracket':
      return { kind, ...common, ...gtc, entryPrice: at(0), targetPrice: at(6), stopPrice: at(-6) }
    case 'trailingStop':
      return { kind, ...common, ...gtc, trailTicks: 3, protectionTicks: 1 }
    case 'sliced':
      return { kind, ...common, ...gtc, limitPrice: at(0), sliceQty: qtyLots(5) }
    case 'twap':
      return {
        ...{ kind, ...common, limitPrice: at(1), slices: 4, participationPercent: 30 },
        ...{ startTimeUs: timeUs(nowUs + 1_000_000), endTimeUs: timeUs(nowUs + 9_000_000) },
      }
  }
}

/** One step; those that make no sense now do nothing. */
function run(desk: HeldRig, { kind, pick, qty, price }: Step): void {
  const { heldId, childIds } = desk.held()
  const child = pick > 2 ? childIds.at(-1) : childIds[pick % Math.max(childIds.length, 1)]
  switch (kind) {
    case 'fills':
      if (child !== undefined) desk.fills(child, qty)
      return
    case 'expires':
      if (child !== undefined && pick === 0) desk.expires(child)
      return
    case 'userCancels':
      if (child !== undefined && pick === 1)
        desk.command({ kind: 'cancelOrder', clientOrderId: child, origin: 'test' })
      return
    case 'venueTakes':
      desk.venueTakes()
      return
    case 'deliver':
      desk.deliver()
      return
    case 'settle':
      desk.settle()
      return
    case 'quote':
      desk.quote(price - 1, price + 1)
      return
    case 'halt':
      if (pick === 0) desk.quote(price - 1, price + 1, 'halted')
      return
    case 'marketTrades':
      desk.marketTrades(qty * 4)
      return
    case 'wait':
      desk.wait(qty * 400)
      return
    case 'silence':
      if (pick === 0) desk.wait(qty * 1_000, 'silent')
      return
    case 'pause':
      if (pick === 0) desk.command({ kind: 'pauseHeld', heldId, origin: 'test' })
      return
    case 'resume':
      desk.command({ kind: 'resumeHeld', heldId, origin: 'test' })
      return
    case 'drop':
      if (pick === 0) desk.drop()
      return
    case 'reconnect':
      desk.reconnect()
      return
    case 'restart':
      if (pick === 0) desk.restart()
      return
    case 'cancelAll':
      if (pick === 0) desk.command({ kind: 'cancelAll', origin: 'test' })
  }
}

function journalOf(desk: HeldRig): readonly JournalRecord[] {
  return desk.journal.map((text) => {
    const parsed = journalCodec.parse(JSON.parse(text))
    if (!parsed.ok) throw new Error(parsed.error)
    return parsed.value
  })
}

/** Nothing is asked of the venue between a pause or an end and the next resume, but the cancels of a person. */
function expectQuietWhilePaused(journal: readonly JournalRecord[]): void {
  let isActive = false
  for (const entry of journal) {
    if (entry.kind === 'heldCreated' || entry.kind === 'heldResumed') isActive = true
    if (entry.kind === 'heldPaused' || entry.kind === 'heldEnded') isActive = false
    const isOwn = 'origin' in entry && entry.origin.startsWith('held ')
    const isAct = entry.kind !== 'orderDenied' && (isOwn || entry.kind.startsWith('heldChild'))
    if (isAct) expect(isActive, entry.kind).toBe(true)
  }
}

/** Every slice against what had traded since the slice before, both as they were when it was sent. */
function expectShares(journal: readonly JournalRecord[], percent: number): void {
  let mark = 0
  let share = 0
  for (const entry of journal) {
    if (entry.kind === 'heldCreated' || entry.kind === 'heldResumed') mark = entry.tradedQty
    if (entry.kind === 'heldChildPlaced') {
      share = ((entry.tradedQty - mark) * percent) / 100
      mark = entry.tradedQty
    }
    if (entry.kind === 'orderPlaced') expect(entry.orderQty).toBeLessThanOrEqual(share)
  }
}

/** Lots that our orders of these have filled and may still fill, as we know it. */
function reachable(desk: HeldRig, wanted: (price: number | undefined) => boolean = () => true): number {
  return desk
    .childOrders()
    .filter(({ limitPrice, terms }) => wanted(terms?.stopPrice ?? limitPrice))
    .reduce((sum, { cumQty, leavesQty, status }) => sum + cumQty + (isTerminal(status) ? 0 : leavesQty), 0)
}

/** Held at every moment: what its orders may still fill, as we know it, is never more than what it is for. */
function expectWithinTotal(desk: HeldRig, terms: HeldTerms): void {
  const prices = terms.kind === 'oco' ? [terms.limitPrice, terms.stopPrice] : undefined
  if (prices !== undefined) {
    for (const one of prices) expect(reachable(desk, (price) => price === one)).toBeLessThanOrEqual(TOTAL)
  } else if (terms.kind === 'bracket') {
    expect(reachable(desk, (price) => price === terms.entryPrice)).toBeLessThanOrEqual(TOTAL)
  } else expect(reachable(desk)).toBeLessThanOrEqual(TOTAL)
}

function expectWithinTerms(terms: HeldTerms, journal: readonly JournalRecord[]): void {
  const placed = journal.filter((entry) => entry.kind === 'orderPlaced')
  if (terms.kind === 'bracket') {
    for (const { side, limitPrice } of placed) {
      expect(side).toBe(limitPrice === terms.entryPrice ? terms.side : oppositeSide(terms.side))
    }
  }
  if (terms.kind === 'trailingStop') {
    const best = journal.flatMap((entry) => (entry.kind === 'heldMoved' ? [entry.bestPrice] : []))
    const upwards = [...best].sort((a, b) => (terms.side === 'sell' ? a - b : b - a))
    expect(best).toEqual(upwards)
  }
  if (terms.kind !== 'twap') return
  expectShares(journal, terms.participationPercent)
  for (const { limitPrice } of placed) {
    const beyond = (limitPrice ?? Infinity) - terms.limitPrice
    expect(terms.side === 'buy' ? beyond : -beyond).toBeLessThanOrEqual(0)
  }
}

/** Lots that target and stop filled, at the venue, beyond those they were for. */
function racedQty(desk: HeldRig, terms: HeldTerms): number {
  const filled = (isEntry: boolean) =>
    desk
      .childOrders()
      .filter(({ limitPrice }) => isEntry === (terms.kind === 'bracket' && limitPrice === terms.entryPrice))
      .reduce((sum, { cumQty }) => sum + cumQty, 0)
  return filled(false) - (terms.kind === 'bracket' ? filled(true) : TOTAL)
}

/** Calm comes back: the link stands, words arrive, and a person lets it go on until it has nothing to do at once. */
function calm(desk: HeldRig): void {
  desk.reconnect()
  desk.quote(210, 212)
  for (let turns = 0; turns < 20; turns++) {
    desk.settle()
    desk.wait(100)
    if (desk.held().state === 'paused') desk.resume()
  }
  desk.settle()
}

it.each(['oco', 'bracket', 'trailingStop', 'sliced', 'twap'] as const)(
  '%s never works more than is left, never acts while paused, and tells what raced',
  (kind) => {
    fc.assert(
      fc.property(
        fc.constantFrom<Side>('buy', 'sell'),
        fc.array(step, { minLength: 5, maxLength: 80, size: 'max' }),
        (side, steps) => {
          const desk = new HeldRig()
          const terms = termsOf(kind, side, desk.nowUs)
          desk.place(terms)
          for (const one of steps) {
            run(desk, one)
            expectWithinTotal(desk, terms)
          }
          calm(desk)
          const journal = journalOf(desk)
          expectQuietWhilePaused(journal)
          expectWithinTerms(terms, journal)
          const { state, reason, doneQty } = desk.held()
          if (state === 'done') expect(doneQty).toBeLessThanOrEqual(TOTAL)
          if (racedQty(desk, terms) > 0 && desk.children().length === 0) {
            expect([state, reason?.code]).toEqual(['failed', 'exitsRaced'])
          } else expect(reason?.code).not.toBe('exitsRaced')
          if (state === 'active' && kind === 'oco') {
            const left = qtyLots(TOTAL - doneQty)
            const open = desk.childOrders().filter(({ status }) => !isTerminal(status))
            expect(open.map(({ leavesQty }) => leavesQty)).toEqual([left, left])
          }
          if (state === 'done' || state === 'failed') expect(desk.children()).toEqual([])
          expect(journal.filter(isHeldRecord).filter((one) => one.kind === 'heldEnded').length).toBeLessThan(
            2,
          )
        },
      ),
      { numRuns: 100, seed: 20261122 },
    )
  },
)
