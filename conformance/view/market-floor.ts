// What the order checks know of the market: every listed instrument with its book, limits and phase, from one
// market-data link that stays open. The market moves while the checks run: whoever picks a place here must be ready
// to find it gone. Owned by the stage of one encoding.
import type { InstrumentDefinition, MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import { ORDER_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { MarketLink } from '../link/link.ts'
import { NotTested } from '../broken-promise.ts'
import { PriceBook } from './price-book.ts'

/** A market may need this long until its books stand. */
const FILL_MS = 6_000

/** So many names of 40 characters fit into one frame of a client. */
const INSTRUMENTS_PER_FRAME = 300

type Side = 'buy' | 'sell'
type Limits = Extract<MarketVenueMessage, { type: 'limits' }>

export interface Place {
  readonly definition: InstrumentDefinition
  readonly book: PriceBook
  phase: string
  limits: Limits | undefined
  lastTradeTicks: number | undefined
  impliedBid: number | undefined
  impliedAsk: number | undefined
}

export class MarketFloor {
  readonly definitions: readonly InstrumentDefinition[]
  readonly #places = new Map<string, Place>()

  constructor(definitions: readonly InstrumentDefinition[]) {
    this.definitions = definitions
    for (const definition of definitions) {
      this.#places.set(definition.instrument, {
        definition,
        book: new PriceBook(),
        phase: 'unknown',
        limits: undefined,
        lastTradeTicks: undefined,
        impliedBid: undefined,
        impliedAsk: undefined,
      })
    }
  }

  place(instrument: string): Place {
    const place = this.#places.get(instrument)
    if (place === undefined) throw new NotTested(`${instrument} is not listed`)
    return place
  }

  take(message: MarketVenueMessage): void {
    if (!('instrument' in message)) return
    const place = this.#places.get(message.instrument)
    if (place === undefined) return
    switch (message.type) {
      case 'snapshot':
        place.phase = message.phase
        place.book.apply(message)
        return
      case 'delta':
        place.book.apply(message)
        return
      case 'status':
        place.phase = message.phase
        return
      case 'limits':
        place.limits = message
        return
      case 'trade':
        place.lastTradeTicks = message.priceTicks
        return
      case 'implied':
        place.impliedBid = message.bid?.[0]
        place.impliedAsk = message.ask?.[0]
        return
      default:
    }
  }

  /** Instruments in continuous trading with bids and offers, nearest months first. */
  open({ combinations }: { readonly combinations: boolean }): readonly Place[] {
    return [...this.#places.values()].filter(
      ({ definition, phase, book }) =>
        phase === 'continuous' &&
        (definition.combination !== undefined) === combinations &&
        book.best('buy') !== undefined &&
        book.best('sell') !== undefined,
    )
  }

  /** An outright with a market on both sides; the `nth` one, so that checks do not all meet in one book. */
  liquid(nth = 0): Place {
    const places = this.open({ combinations: false })
    const place = places[nth % Math.max(1, places.length)]
    if (place === undefined)
      throw new NotTested('no outright is in continuous trading with bids and offers now')
    return place
  }

  /**
   * Instruments with at least one free price strictly between the best bid and offer, implied ones included, widest
   * first: who posts there is alone at the best price.
   */
  roomy({ combinations }: { readonly combinations: boolean }): readonly Place[] {
    return this.open({ combinations })
      .filter((place) => room(place) >= 2)
      .sort((a, b) => room(b) - room(a))
  }
}

/** A price of `side` that no market comes near and at which nobody stands; the `nth` such price from the edge. */
export function farPrice({ book, limits, definition }: Place, side: Side, nth = 0): number {
  const floor =
    definition.combination === undefined ? ORDER_LIMITS.outrightPriceTicksMin : -ORDER_LIMITS.priceTicksMax
  const best = book.best(side)
  if (best === undefined) throw new NotTested(`${definition.instrument} has no market to stay away from`)
  const inward = side === 'buy' ? 1 : -1
  let price = side === 'buy' ? Math.max(floor, best - 60) : Math.min(ORDER_LIMITS.priceTicksMax, best + 60)
  if (limits !== undefined) price = side === 'buy' ? limits.dailyLowTicks : limits.dailyHighTicks
  if (side === 'buy') price = Math.max(price, floor)
  for (let skipped = 0; ; price += inward) {
    if (Math.abs(best - price) < 2 || (side === 'buy' ? price > best : price < best)) {
      throw new NotTested(`${definition.instrument} leaves no free price away from its market`)
    }
    if (book.qtyAt(side, price) > 0) continue
    if (skipped === nth) return price
    skipped += 1
  }
}

/** Prices strictly between the best bid and offer, direct or implied. */
function room(place: Place): number {
  const { bid, ask } = touch(place)
  return ask - bid - 1
}

/** Best bid and offer, direct or implied. */
export function touch({ book, impliedBid, impliedAsk }: Place): {
  readonly bid: number
  readonly ask: number
} {
  return {
    bid: Math.max(book.best('buy') ?? Number.NEGATIVE_INFINITY, impliedBid ?? Number.NEGATIVE_INFINITY),
    ask: Math.min(book.best('sell') ?? Number.POSITIVE_INFINITY, impliedAsk ?? Number.POSITIVE_INFINITY),
  }
}

/** Asks for the definitions and subscribes to every book; resolves once the first snapshots are there. */
export async function openFloor(link: MarketLink): Promise<MarketFloor> {
  const requestId = link.requestId()
  link.send({ type: 'requestDefinitions', requestId })
  const { instruments } = await link.find('definitions', (message) => message.requestId === requestId)
  const floor = new MarketFloor(instruments)
  link.onMessage((message) => floor.take(message))
  const names = instruments.map(({ instrument }) => instrument)
  for (let at = 0; at < names.length; at += INSTRUMENTS_PER_FRAME) {
    const part = names.slice(at, at + INSTRUMENTS_PER_FRAME)
    link.send({ type: 'subscribe', requestId: link.requestId(), instruments: part })
    await link.find('snapshot', ({ instrument }) => instrument === part.at(-1))
  }
  const last = link.requestId()
  link.send({ type: 'ping', requestId: last })
  await link.find('pong', (message) => message.requestId === last)
  // A venue that has just started fills its books first.
  await link.search(() => floor.open({ combinations: false }).length > 0, { withinMs: FILL_MS })
  return floor
}
