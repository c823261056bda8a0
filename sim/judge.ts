// What must hold, whatever goes wrong. While the run lasts: nothing leaves the terminal before its record is durable, no
// order leaves twice, no order vanishes or unfills, none is shown as ended while the exchange holds it open, and the
// terminal fails, and halts trading, only where its disk did. Once all is connected and quiet: terminal and exchange
// agree order by order, fill by fill and lot by lot, and the journal tells the same story again.
// Invariant: the first thing that is wrong is kept; it asks the exchange only for what is true and changes nothing.
import type { ClientOrderId, HeldId } from '../shared/domain/brands.ts'
import { isOfHeldOrder } from '../shared/domain/held-order.ts'
import { isTerminal, type Order } from '../shared/domain/order.ts'
import { timeUs } from '../shared/math/quantities.ts'
import type { UiCommandResult } from '../shared/ui-wire/commands.ts'
import type { ExecutionReport, OrderClientMessage } from '../shared/venue-wire/order-messages.ts'
import type { DeskCommand } from '../main/core/desk-commands.ts'
import { DeskState } from '../main/core/desk-state.ts'
import type { JournalRecord } from '../main/core/journal-records.ts'
import { replay, replayed } from '../main/core/order-desk.ts'
import type { OrderStore } from '../main/order/order-store.ts'
import type { Disk } from './disk.ts'
import type { ExchangeHost } from './exchange-host.ts'
import { NO_FIGURES } from './figures.ts'
import {
  activeAfter,
  activeAtStart,
  actedWhilePaused,
  allHeld,
  changedByHand,
  childLeaves,
  overfilled,
  type TrueOrder,
} from './held-laws.ts'
import { differences } from './settled.ts'
import { TakenBack, tradeIn } from './trades.ts'
import type { Terminal, TerminalWatch } from './terminal.ts'

export class Judge implements TerminalWatch {
  problem: string | undefined
  figures = NO_FIGURES
  readonly #disk: Disk
  readonly #host: () => ExchangeHost
  readonly #left = new Map<string, number>()
  /** Orders that the person was told are on their way. */
  readonly #promised = new Set<ClientOrderId>()
  /** Held orders that the person was told are taken. */
  readonly #heldPromised = new Set<HeldId>()
  readonly #cumQty = new Map<ClientOrderId, number>()
  readonly #takenBack = new TakenBack()
  /** Lots that went out of an order again here. */
  readonly #lessened = new Map<ClientOrderId, number>()
  readonly #ended = new Set<ClientOrderId>()
  readonly #doubted = new Set<ClientOrderId>()
  #store: OrderStore | undefined
  #restarts = 0
  #version = -1
  #state: DeskState | undefined
  /** As the person was told last; undefined where that is not certain. */
  #isStopped: boolean | undefined = false
  #wasHalted = false

  constructor(disk: Disk, host: () => ExchangeHost) {
    this.#disk = disk
    this.#host = host
  }

  left(message: OrderClientMessage): void {
    const key = keyOf(message)
    if (key === undefined) return
    const times = (this.#left.get(key) ?? 0) + 1
    this.#left.set(key, times)
    if (message.type === 'newOrder' && times > 1) this.#wrong(`${key} was sent twice`)
    this.#mayLeave(message)
    if (times > (this.#disk.durable.get(key) ?? 0)) this.#wrong(`${key} left before its record was durable`)
  }

  /** The person asks; whether trading is stopped is not certain until there is an answer. */
  asked({ kind }: DeskCommand): void {
    if (kind === 'stopTrading' || kind === 'rearmTrading') this.#isStopped = undefined
  }

  /** The person was answered. */
  answered(command: DeskCommand, result: UiCommandResult): void {
    if (this.#state?.halted === undefined) this.#heldAnswered(command, result)
    if (!result.ok) return
    if (command.kind === 'stopTrading') this.#isStopped = true
    if (command.kind === 'rearmTrading') this.#isStopped = false
    for (const id of result.clientOrderIds) {
      const key = promiseOf(command, id)
      if (key !== undefined && !this.#disk.durable.has(key))
        this.#wrong(`the person was told yes, but ${key} is not durable`)
      this.#promised.add(id)
    }
  }

  #heldAnswered(command: DeskCommand, result: UiCommandResult): void {
    const state = this.#state
    if (state === undefined) return
    this.#maybeWrong(activeAfter(command, result, state))
    const newest = state.held.open().at(-1)
    if (command.kind === 'placeHeld' && result.ok && newest !== undefined)
      this.#heldPromised.add(newest.heldId)
  }

  reported(report: ExecutionReport): void {
    this.#takenBack.reported(report)
    if (report.execType === 'new' && this.#ended.has(report.clientOrderId))
      this.#wrong(`the exchange took ${report.clientOrderId} after it was shown as ended`)
  }

  failed(text: string): void {
    if (!this.#disk.hasFailed) this.#wrong(`the terminal fails on a sound disk: ${text}`)
  }

  stepped({ state }: Terminal): void {
    const { orders } = state
    this.#state = state
    if (this.#store === orders && this.#version === orders.version) {
      this.#wasHalted = state.halted !== undefined
      return
    }
    if (this.#store !== orders && this.#wasHalted) {
      // What a halted program had only in memory is gone with it.
      this.#cumQty.clear()
      this.#lessened.clear()
      this.#ended.clear()
    }
    if (this.#store !== undefined && this.#store !== orders) this.#restarts += 1
    if (this.#store !== orders) this.#maybeWrong(activeAtStart(state))
    this.#wasHalted = state.halted !== undefined
    this.#store = orders
    this.#version = orders.version
    for (const order of ordersIn(orders)) this.#look(order)
  }

  /** Why terminal and exchange are not at rest yet; undefined when they are. */
  unrest(terminal: Terminal): string | undefined {
    const { state } = terminal
    if (!state.orderLink.isLive) return 'the order session is not up'
    if (!state.marketLink.isLive) return 'the market session is not up'
    const open = state.orders.openOrders().find(({ status }) => !isSettled(status))
    return open === undefined ? undefined : `${open.clientOrderId} is ${open.status}`
  }

  /** It did not come to rest. */
  neverQuiet(unrest: string | undefined): void {
    this.#wrong(`it never came to rest: ${unrest ?? 'the terminal is down'}`)
  }

  /** All is connected and quiet; `isResumed` once the person has resumed whatever was paused. */
  settled({ state }: Terminal, { isResumed }: { readonly isResumed: boolean }): void {
    const host = this.#host()
    const leftFor = (id: ClientOrderId): number => this.#left.get(`newOrder ${id}`) ?? 0
    for (const id of this.#promised)
      if (state.orders.order(id) === undefined) this.#wrong(`${id} was promised and is lost`)
    for (const difference of differences(state, host, leftFor)) this.#wrong(difference)
    this.#noDifferenceIsListed(state)
    const records = this.#disk.records()
    this.#heldSettled(state, { records, isResumed })
    const isStopped = state.controls.stopped !== undefined
    if (this.#isStopped !== undefined && isStopped !== this.#isStopped)
      this.#wrong(`the person was told otherwise, and trading is ${isStopped ? 'stopped' : 'armed'}`)
    this.#replays(state, records)
    const fills = state.orders.fillRows.all
    this.figures = {
      orders: ordersIn(state.orders).length,
      fills: fills.length,
      amended: fills.filter(({ amendment }) => amendment !== undefined).length,
      held: allHeld(state).length,
      children: ordersIn(state.orders).filter(isOfHeldOrder).length,
      raced: allHeld(state).filter(({ reason }) => reason?.code === 'exitsRaced').length,
      doubts: this.#doubted.size,
      restarts: this.#restarts,
    }
  }

  #heldSettled(
    state: DeskState,
    { records, isResumed }: { readonly records: readonly JournalRecord[]; readonly isResumed: boolean },
  ): void {
    for (const id of this.#heldPromised)
      if (state.held.facts(id) === undefined) this.#wrong(`held order ${id} was promised and is lost`)
    this.#maybeWrong(actedWhilePaused(records))
    const byHand = changedByHand(records)
    const wasChanged = (id: ClientOrderId): boolean => byHand.has(id) || this.#takenBack.of(id) > 0
    this.#maybeWrong(overfilled(state, { wasChanged, isResumed }))
  }

  /** The person has compared with the exchange since `sinceUs`, and all is quiet again. */
  compared({ state }: Terminal, sinceUs: number): void {
    const { positions, orders } = state.reconciliation.projection()
    if (positions === undefined || orders === undefined || Math.min(positions.atUs, orders.atUs) < sinceUs)
      this.#wrong('the comparison with the exchange got no answer')
    this.#noDifferenceIsListed(state)
  }

  #noDifferenceIsListed({ reconciliation }: DeskState): void {
    const { openCount } = reconciliation
    if (openCount === 0 || this.#host().hasForgotten) return
    const listed = JSON.stringify(reconciliation.projection())
    this.#wrong(`${openCount} differences are listed, and there are none: ${listed}`)
  }

  #look(order: Order): void {
    const { clientOrderId: id, status, cumQty } = order
    const before = this.#cumQty.get(id) ?? 0
    if (cumQty < before) this.#less(id, { before, cumQty })
    this.#cumQty.set(id, cumQty)
    if (status === 'unknown') this.#doubted.add(id)
    if (!isTerminal(status)) {
      this.#ended.delete(id)
      return
    }
    if (this.#ended.has(id)) return
    this.#ended.add(id)
    const held = this.#host().order(id)
    if (held !== undefined && !isTerminal(held.ordStatus))
      this.#wrong(`${id} is shown as ${status}, and the exchange holds it ${held.ordStatus}`)
  }

  /** Only what the exchange took back goes out again. */
  #less(id: ClientOrderId, { before, cumQty }: { readonly before: number; readonly cumQty: number }): void {
    const lessened = (this.#lessened.get(id) ?? 0) + before - cumQty
    this.#lessened.set(id, lessened)
    const takenBack = this.#takenBack.of(id)
    if (lessened > takenBack)
      this.#wrong(`${id} had ${before} lots filled, now ${cumQty}; the exchange took ${takenBack} back`)
  }

  /** What flattens takes away and never more than is held; no other order leaves while trading is stopped. */
  #mayLeave(message: OrderClientMessage): void {
    const state = this.#state
    if (state === undefined || message.type !== 'newOrder') return
    this.#maybeWrong(childLeaves(message, state, this.#trueOrder))
    const { clientOrderId: id } = message
    if (state.orders.order(id)?.origin !== 'flatten') {
      if (state.controls.stopped !== undefined) this.#wrong(`${id} left while trading is stopped`)
      return
    }
    const host = this.#host()
    if (!host.isUp || host.hasForgotten || this.#awaitsAmendment(state)) return
    const held = host.positions().get(message.instrument) ?? 0
    const takes = (message.side === 'sell' ? 1 : -1) * message.orderQty
    if (takes * held <= 0 || Math.abs(takes) > Math.abs(held))
      this.#wrong(`${id} is to flatten ${held} lots and ${message.side}s ${message.orderQty}`)
  }

  /** What is held changed at the exchange, and its report is still on its way. */
  #awaitsAmendment({ orders }: DeskState): boolean {
    const heardOf = orders.resumePoint?.lastSeq ?? 0
    return this.#host()
      .reports()
      .some((report) => report.seq > heardOf && tradeIn(report)?.amendment !== undefined)
  }

  /** A start on this journal would show the same. */
  #replays(state: DeskState, records: readonly JournalRecord[]): void {
    const again = new DeskState({ runName: 'again', user: 'simulation', nowUs: timeUs(0) })
    for (const record of records) replay(again, record)
    replayed(again)
    const told = (desk: DeskState): string => {
      const { orders } = desk
      return JSON.stringify([ordersIn(orders), orders.fillRows.all, orders.resumePoint, allHeld(desk)])
    }
    if (told(again) !== told(state)) this.#wrong('the journal tells another story than the screen')
  }

  /** As the exchange has it, while it runs. */
  readonly #trueOrder: TrueOrder = (id) => {
    const order = this.#host().order(id)
    return order && { cumQty: order.cumQty, isOpen: !isTerminal(order.ordStatus) }
  }

  #maybeWrong(what: string | undefined): void {
    if (what !== undefined) this.#wrong(what)
  }

  #wrong(what: string): void {
    this.problem ??= what
  }
}

function ordersIn(orders: OrderStore): readonly Order[] {
  return [...orders.openOrders(), ...orders.finishedOrders(Infinity)]
}

function isSettled(status: Order['status']): boolean {
  return status === 'working' || status === 'partiallyFilled'
}

/** Names a request as `Disk.durable` does; undefined for questions, and for a mass cancel, which names no order. */
function keyOf(message: OrderClientMessage): string | undefined {
  switch (message.type) {
    case 'newOrder':
    case 'cancelOrder':
      return `${message.type} ${message.clientOrderId}`
    case 'replaceOrder':
      return `replaceOrder ${message.clientOrderId} ${message.priceTicks ?? ''} ${message.orderQty}`
    case 'massCancel':
    case 'orderStatus':
    case 'requestOpenOrders':
    case 'requestAccount':
    case 'requestStatement':
    case 'login':
    case 'ping':
      return undefined
  }
}

/** The request that an answer of yes stands for; undefined where it stands for none. */
function promiseOf(command: DeskCommand, id: ClientOrderId): string | undefined {
  switch (command.kind) {
    case 'placeOrder':
      return `newOrder ${id}`
    case 'cancelOrder':
    case 'cancelAll':
    case 'cancelHeld':
      return `cancelOrder ${id}`
    case 'replaceOrder':
      return `replaceOrder ${id} ${command.limitPrice ?? ''} ${command.orderQty}`
    case 'flatten':
    case 'reconcile':
    case 'stopTrading':
    case 'rearmTrading':
    case 'rearmThrottle':
    case 'setCancelOnDisconnect':
    case 'placeHeld':
    case 'moveExits':
    case 'pauseHeld':
    case 'resumeHeld':
    case 'resolveOrder':
    case 'adoptPosition':
      return undefined
  }
}
