import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clientOrderId, instrumentId, priceTicks, qtyLots } from '../../../shared/math/quantities.ts'
import type { LinkEvent, OrderRequest, OrderSessionEvent, ResumePoint } from '../venue-contract.ts'
import { VirtualClock } from '../virtual-clock.testing.ts'
import { LinkedOrderSession } from '../link/order-session.ts'
import { Heard, ScriptedVenue, type ScriptedConnection } from '../link/scripted-venue.testing.ts'
import { nativeOrders } from './native-orders.ts'
import { challenge, heartbeat, loggedIn, report } from './wire-messages.testing.ts'

const newOrder: OrderRequest = {
  kind: 'newOrder',
  clientOrderId: clientOrderId('c1'),
  instrumentId: instrumentId('H100F27'),
  side: 'buy',
  orderType: 'limit',
  limitPrice: priceTicks(0),
  orderQty: qtyLots(5),
  timeInForce: 'day',
}
const cancel: OrderRequest = { kind: 'cancelOrder', clientOrderId: clientOrderId('c1') }

describe('the native order session', () => {
  let venue: ScriptedVenue
  let clock: VirtualClock
  let heard: Heard<LinkEvent | OrderSessionEvent>
  let session: LinkedOrderSession
  let kept: ResumePoint | undefined

  beforeEach(async () => {
    venue = await ScriptedVenue.listen()
    clock = new VirtualClock()
    heard = new Heard()
    kept = undefined
    session = new LinkedOrderSession({
      adapter: nativeOrders({
        credentials: { keyId: 'desk', secret: 'top secret' },
        cancelOnDisconnect: () => false,
        resumePoint: () => kept,
      }),
      clock,
      listener: heard.listener,
    })
    session.start(venue.url)
  })

  afterEach(async () => {
    session.stop()
    await venue.close()
  })

  async function login(lastSeq = 0, resumed = false): Promise<ScriptedConnection> {
    const connection = await venue.connection()
    connection.send(challenge)
    const before = heard.of('loggedIn').length
    const { requestId } = await connection.next('login')
    connection.send(loggedIn(requestId, lastSeq, resumed))
    await heard.nth('loggedIn', before + 1)
    return connection
  }

  async function reconnected(): Promise<void> {
    const downs = heard.of('down')
    const down = await heard.nth('down', Math.max(1, downs.length))
    clock.advance(down.retryInMs)
  }

  test('signs the nonce and asks for no resume when nothing is kept', async () => {
    const connection = await venue.connection()
    connection.send(challenge)
    const message = await connection.next('login')
    const signature = createHmac('sha256', 'top secret').update('0123456789abcdef.desk').digest('hex')
    expect(message).toEqual({
      type: 'login',
      requestId: 1,
      keyId: 'desk',
      signature,
      cancelOnDisconnect: false,
    })
    expect(connection.path).toBe('/v1/orders')
  })

  test('sends nothing and keeps nothing before the login', async () => {
    expect(session.send(newOrder)).toBe(false)
    const connection = await login()
    await connection.next('ping')
    expect(session.send(newOrder)).toBe(true)
    const { requestId, ...order } = await connection.next('newOrder')
    expect(requestId).toBeGreaterThan(1)
    expect(order).toMatchObject({ clientOrderId: 'c1', instrument: 'H100F27', priceTicks: 0, orderQty: 5 })
    expect(connection.seen).toEqual([])
    connection.socket.terminate()
    await heard.nth('down')
    expect(session.send(newOrder)).toBe(false)
  })

  test('takes a burst of five hundred cancels in one step', async () => {
    const connection = await login()
    const taken = Array.from({ length: 500 }, () => session.send(cancel))
    expect(taken.every(Boolean)).toBe(true)
    for (let nth = 0; nth < 500; nth++) await connection.next('cancelOrder')
  })

  test('resumes after a cut from the last report that is kept, and passes duplicates on', async () => {
    const first = await login()
    first.send([report(1), report(2)])
    await heard.nth('report', 2)
    kept = { instanceId: 'run-1', lastSeq: 1 }
    first.socket.terminate()
    await reconnected()
    const second = await venue.connection()
    second.send(challenge)
    const message = await second.next('login')
    expect(message).toMatchObject({ resumeAfterSeq: 1, resumeInstanceId: 'run-1' })
    second.send(loggedIn(message['requestId'], 3, true))
    second.send([report(2), report(2), report(3)])
    await heard.nth('report', 5)
    expect(heard.of('report').map((event) => event.report.seq)).toEqual([1, 2, 2, 2, 3])
    expect(heard.of('down').length).toBe(1)
  })

  test('drops everything after a gap, connects anew and resumes before it', async () => {
    const first = await login()
    first.send([report(1), report(3), report(4)])
    expect((await heard.nth('down')).reason).toEqual({ code: 'gap', params: { expected: 2, received: 3 } })
    expect(heard.of('report').map((event) => event.report.seq)).toEqual([1])
    kept = { instanceId: 'run-1', lastSeq: 1 }
    await reconnected()
    const second = await login(4, true)
    second.send([report(2), report(3), report(4)])
    await heard.nth('report', 4)
    expect(heard.of('report').map((event) => event.report.seq)).toEqual([1, 2, 3, 4])
  })

  test('finds a lost report by the sequence number of an answer', async () => {
    const connection = await login(7)
    connection.send({ type: 'openOrders', requestId: 9, orders: [], lastSeq: 8, venueTimeUs: 1 })
    expect((await heard.nth('down')).reason).toEqual({ code: 'gap', params: { expected: 8, received: 8 } })
    expect(heard.of('openOrders')).toEqual([])
  })

  test('lets an answer overtake the reports of a resume', async () => {
    kept = { instanceId: 'run-1', lastSeq: 1 }
    const connection = await login(3, true)
    connection.send({ type: 'openOrders', requestId: 9, orders: [], lastSeq: 3, venueTimeUs: 1 })
    await heard.nth('openOrders')
    connection.send([report(2), report(3)])
    await heard.nth('report', 2)
    expect(heard.of('down')).toEqual([])
  })

  test('logs in without a resume when the venue no longer keeps the reports', async () => {
    kept = { instanceId: 'run-1', lastSeq: 1 }
    const first = await venue.connection()
    first.send(challenge)
    await first.next('login')
    first.send({ type: 'refused', code: 'resumeOutOfRange', text: 'Gone.' })
    await reconnected()
    const second = await venue.connection()
    second.send(challenge)
    expect(await second.next('login')).not.toHaveProperty('resumeAfterSeq')
  })

  test.each(['badSignature', 'unknownKey'])('retries slowly after a login refused with %s', async (code) => {
    const connection = await venue.connection()
    connection.send(challenge)
    const { requestId } = await connection.next('login')
    connection.send({ type: 'refused', code, text: 'No.', requestId })
    const down = await heard.nth('down')
    expect(down.reason).toEqual({ code: 'loginRefused', params: { code, text: 'No.' } })
    expect(down.retryInMs).toBeGreaterThanOrEqual(15_000)
    clock.advance(down.retryInMs)
    await login()
  })

  test('yields for a while to a newer login of the same account', async () => {
    const connection = await login()
    connection.send({ type: 'refused', code: 'sessionTaken', text: 'A newer login.' })
    const down = await heard.nth('down')
    expect(down.reason.code).toBe('loginRefused')
    expect(down.retryInMs).toBeGreaterThanOrEqual(15_000)
  })

  test('names order and request of a refusal that names only the request', async () => {
    const connection = await login()
    session.send(cancel)
    const { requestId } = await connection.next('cancelOrder')
    connection.send({ type: 'refused', code: 'tooManyMessages', text: 'Slow down.', requestId })
    expect(await heard.nth('refused')).toEqual({
      ...{ kind: 'refused', code: 'tooManyMessages', text: 'Slow down.' },
      ...{ clientOrderId: 'c1', requestKind: 'cancelOrder' },
    })
  })

  test.each([
    ['text that is no JSON', 'x'],
    ['a trade without its price', { ...report(1), execType: 'trade', lastQty: 1 }],
    ['more done and open than was ordered', { ...report(1), cumQty: 3 }],
    ['a fractional quantity', { ...report(1), orderQty: 1.5 }],
  ])('treats %s as a lost report: says so, connects anew and resumes', async (_, frame) => {
    const connection = await login()
    connection.send(frame)
    await heard.nth('badFrame')
    expect((await heard.nth('down')).reason.code).toBe('badFrame')
    expect(heard.of('report')).toEqual([])
    await reconnected()
    await login()
  })

  test('refuses reports before the login', async () => {
    const connection = await venue.connection()
    connection.send([challenge, report(1)])
    expect((await heard.nth('badFrame')).text).toBe('executionReport came before login.')
    expect(heard.of('report')).toEqual([])
  })

  test('closes a silent link, refuses orders meanwhile and logs in again', async () => {
    const connection = await login()
    connection.send(heartbeat)
    await heard.nth('heard', 3)
    clock.advance(4_000)
    expect((await heard.nth('down')).reason.code).toBe('silent')
    expect(session.send(newOrder)).toBe(false)
    await reconnected()
    await login()
    expect(session.send(newOrder)).toBe(true)
  })
})
