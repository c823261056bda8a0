// What happens once and can be told: fates of own orders, a phase, a settlement, what surveillance found. Made by main/core.
// Own orders and surveillance are told without a rule. Pure.
import { assertNever } from '../../shared/domain/assert.ts'
import {
  said,
  type AlertSaid,
  type AlertSession,
  type AlertSound,
  type AlertTopic,
  type EventTerms,
  type OrderAlert,
} from '../../shared/domain/alert.ts'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { TradingPhase } from '../../shared/domain/instrument.ts'
import type { Side } from '../../shared/domain/order.ts'
import type { SurveillancePattern } from '../../shared/domain/surveillance.ts'

interface About {
  readonly instrumentId: InstrumentId
  /** Its product; undefined while the instrument is not listed. */
  readonly root: string | undefined
}

export interface OrderEvent extends About {
  readonly kind: 'order'
  readonly event: OrderAlert
  readonly side: Side
  /** Of a fill the lots that traded, else of the order. */
  readonly qty: number
  /** Of a fill that is not the last: lots that still work. */
  readonly leftQty: number
  /** Of a fill, decimal. */
  readonly price: string
}

export type AlertEvent =
  | OrderEvent
  /** The order session was lost while so many orders worked. */
  | { readonly kind: 'adrift'; readonly session: AlertSession; readonly working: number }
  | (About & { readonly kind: 'phase'; readonly phase: TradingPhase })
  | (About & {
      readonly kind: 'settlement'
      readonly date: string
      readonly price: string
      /** Of a settlement that this one replaces. */
      readonly was?: string
    })
  | (About & { readonly kind: 'surveillance'; readonly pattern: SurveillancePattern })

/** What is told of an event whether or not a rule asks for it; undefined where only a rule does. */
export interface ToldAlways {
  readonly topic: AlertTopic
  readonly sound: AlertSound
  readonly isOrderFate: boolean
}

export function toldAlways(event: AlertEvent): ToldAlways | undefined {
  switch (event.kind) {
    case 'order':
      return { topic: isFill(event) ? 'fill' : 'order', sound: SOUNDS[event.event], isOrderFate: true }
    case 'adrift':
      return { topic: 'session', sound: 'alarm', isOrderFate: true }
    case 'surveillance':
      return { topic: 'surveillance', sound: 'knock', isOrderFate: false }
    case 'phase':
    case 'settlement':
      return undefined
    default:
      return assertNever(event)
  }
}

const SOUNDS: Readonly<Record<OrderAlert, AlertSound>> = {
  filled: 'rise',
  partlyFilled: 'rise',
  rejected: 'alarm',
  changeRefused: 'knock',
  denied: 'knock',
  unknown: 'alarm',
  canceled: 'fall',
  expired: 'fall',
  amended: 'alarm',
}

function isFill({ event }: OrderEvent): boolean {
  return event === 'filled' || event === 'partlyFilled'
}

/** Whether a rule waits for this event. */
export function matches(terms: EventTerms, event: AlertEvent): boolean {
  switch (terms.kind) {
    case 'order':
      return event.kind === 'order' && event.event === terms.event && isAbout(event, terms.of)
    case 'phase':
      return (
        event.kind === 'phase' &&
        isAbout(event, terms.of) &&
        (terms.phase === undefined || terms.phase === event.phase)
      )
    case 'settlement': {
      if (event.kind !== 'settlement' || !isAbout(event, terms.of)) return false
      return terms.news === undefined || (terms.news === 'restated') === (event.was !== undefined)
    }
    case 'surveillance':
      return event.kind === 'surveillance' && (terms.pattern === undefined || terms.pattern === event.pattern)
    default:
      return assertNever(terms)
  }
}

function isAbout({ instrumentId, root }: About, of: string | undefined): boolean {
  return of === undefined || of === instrumentId || of === root
}

export function saidOf(event: AlertEvent): AlertSaid {
  switch (event.kind) {
    case 'order':
      return orderSaid(event)
    case 'adrift':
      return said('ordersAdrift', { working: event.working })
    case 'phase':
      return said('phase', { instrument: event.instrumentId, phase: event.phase })
    case 'settlement': {
      const { instrumentId: instrument, date, price, was } = event
      return was === undefined
        ? said('settlementPublished', { instrument, date, price })
        : said('settlementRestated', { instrument, date, price, was })
    }
    case 'surveillance':
      return said('surveillance', { instrument: event.instrumentId, pattern: event.pattern })
    default:
      return assertNever(event)
  }
}

function orderSaid({
  event,
  side,
  qty,
  leftQty: left,
  instrumentId: instrument,
  price,
}: OrderEvent): AlertSaid {
  switch (event) {
    case 'filled':
      return said('filled', { side, qty, instrument, price })
    case 'partlyFilled':
      return said('partlyFilled', { side, qty, left, instrument, price })
    case 'rejected':
    case 'changeRefused':
    case 'denied':
    case 'unknown':
    case 'canceled':
    case 'expired':
    case 'amended':
      return said(event, { side, qty, instrument })
    default:
      return assertNever(event)
  }
}
