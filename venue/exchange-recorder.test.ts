import { describe, expect, it } from 'vitest'
import { F27, LISTINGS, MONDAY, newOrder } from './exchange/exchange.testing.ts'
import { Exchange } from './exchange/exchange.ts'
import { SESSION_HOURS } from './exchange/session/session-hours.ts'
import { ExchangeRecorder } from './exchange-recorder.ts'

/** An exchange with root A listed and a client's order to buy five January at 300, all of it durable. */
function recorded() {
  const written: string[] = []
  const recorder = new ExchangeRecorder(
    { published: () => undefined, reported: () => undefined },
    { append: ({ kind }) => written.push(kind) },
  )
  recorder.isRecording = true
  const exchange = new Exchange({
    startUs: MONDAY,
    hours: SESSION_HOURS.exchange,
    run: 'run',
    listener: recorder,
  })
  exchange.list(LISTINGS, MONDAY)
  exchange.newOrder(exchange.account('client'), newOrder('C-1'), MONDAY)
  recorder.takeConcernsClients()
  written.length = 0
  /** An agent sells so many January at this price. */
  const sell = (limitPrice: number): void => {
    exchange.agentsAct(F27, MONDAY, (book) => {
      const order = { orderRef: 1, account: 2, side: 'sell', orderType: 'limit', timeInForce: 'ioc' } as const
      book.submit({ ...order, limitPrice, orderQty: 2 })
    })
  }
  return { exchange, recorder, written, sell }
}

describe('what has to outlast a power failure', () => {
  it('is every command of a client', () => {
    const { exchange, recorder, written } = recorded()
    exchange.massCancel(exchange.account('client'), { type: 'massCancel', requestId: 2 }, MONDAY)
    expect(written).toEqual(['massCancel'])
    expect(recorder.takeConcernsClients()).toBe(true)
    expect(recorder.takeConcernsClients()).toBe(false)
  })

  it('is a trade of an agent with a client’s order, because the client is told of its fill', () => {
    const { recorder, written, sell } = recorded()
    sell(300)
    expect(written).toEqual(['agents'])
    expect(recorder.takeConcernsClients()).toBe(true)
  })

  it('is not what agents do among themselves', () => {
    const { recorder, written, sell } = recorded()
    sell(301)
    expect(written).toEqual(['agents'])
    expect(recorder.takeConcernsClients()).toBe(false)
  })

  it('is nothing of a replay', () => {
    const { recorder, written, sell } = recorded()
    recorder.isRecording = false
    sell(300)
    expect(written).toEqual([])
    expect(recorder.takeConcernsClients()).toBe(false)
  })
})
