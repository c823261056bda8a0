// What the person at the terminal does, as the command that a window would send.
import type { HeldId } from '../shared/domain/brands.ts'
import type { Order } from '../shared/domain/order.ts'
import { priceTicks, qtyLots } from '../shared/math/quantities.ts'
import { REARM_WORD } from '../shared/ui-wire/rearm-word.ts'
import type { DeskCommand } from '../main/core/desk-commands.ts'
import { termsOf } from './holdings.ts'
import { TRADED } from './instruments.ts'
import type { PersonsAct } from './steps.ts'
import type { Terminal } from './terminal.ts'

type HoldingAct = 'pauseHeld' | 'resumeHeld' | 'cancelHeld'

/** Undefined where there is nothing to do it to. */
export function commandOf(act: PersonsAct, terminal: Terminal): DeskCommand | undefined {
  const origin = 'simulation'
  switch (act.kind) {
    case 'place': {
      const { instrumentId, middle } = tradedAt(act.instrument)
      const { side, away, timeInForce } = act
      return {
        kind: 'placeOrder',
        instrumentId,
        side,
        orderQty: qtyLots(act.qty),
        timeInForce,
        confirmDuplicate: true,
        origin,
        ...(away === undefined
          ? { orderType: 'market' }
          : { orderType: 'limit', limitPrice: priceTicks(middle + away) }),
      }
    }
    case 'replace': {
      const order = picked(terminal, act.pick)
      if (order === undefined) return undefined
      const { middle } = TRADED.find(({ instrumentId }) => instrumentId === order.instrumentId) ?? tradedAt(0)
      return {
        kind: 'replaceOrder',
        clientOrderId: order.clientOrderId,
        limitPrice: priceTicks(middle + act.away),
        orderQty: qtyLots(act.qty),
        origin,
      }
    }
    case 'cancel': {
      const order = picked(terminal, act.pick)
      return order && { kind: 'cancelOrder', clientOrderId: order.clientOrderId, origin }
    }
    case 'flatten':
      return { kind: 'flatten', instrumentId: tradedAt(act.instrument).instrumentId, origin }
    case 'reconcile':
      return { kind: 'reconcile', origin }
    case 'stopTrading':
      return { kind: 'stopTrading', origin }
    case 'rearmTrading':
      return { kind: 'rearmTrading', word: REARM_WORD, origin }
    case 'rearmThrottle':
      return { kind: 'rearmThrottle', origin }
    case 'cancelOnDisconnect':
      return { kind: 'setCancelOnDisconnect', isOn: act.isOn, origin }
    case 'hold': {
      const { instrumentId, middle } = tradedAt(act.instrument)
      return {
        kind: 'placeHeld',
        terms: termsOf(act, { instrumentId, middle, nowUs: terminal.nowUs }),
        origin,
      }
    }
    case 'pauseHeld':
    case 'resumeHeld':
    case 'cancelHeld': {
      const { kind } = act
      const heldId = pickedHeld(terminal, act)
      return heldId && { kind, heldId, origin }
    }
    case 'cancelAll': {
      const { instrument, side } = act
      return {
        kind: 'cancelAll',
        origin,
        ...(instrument === undefined ? {} : { instrumentId: tradedAt(instrument).instrumentId }),
        ...(side === undefined ? {} : { side }),
      }
    }
  }
}

function picked({ state }: Terminal, pick: number): Order | undefined {
  const open = state.orders.openOrders()
  return open[pick % Math.max(1, open.length)]
}

function pickedHeld(
  { state }: Terminal,
  { kind, pick }: PersonsAct & { kind: HoldingAct },
): HeldId | undefined {
  const open = state.held.open()
  const wanted = { pauseHeld: ['active'], resumeHeld: ['paused'], cancelHeld: ['active', 'paused'] }[kind]
  const such = open.filter((held) => wanted.includes(held.state))
  return such[pick % Math.max(1, such.length)]?.heldId
}

function tradedAt(nth: number): (typeof TRADED)[number] {
  return TRADED[nth % TRADED.length] ?? TRADED[0]
}
