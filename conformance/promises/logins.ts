// Promises about logins and sessions: who gets in, who ends whose session, what a session resumes, who only listens.
import { randomBytes } from 'node:crypto'
import type { ExecutionReport } from '../../shared/venue-wire/order-messages.ts'
import type { Sent } from '../link/encoding.ts'
import { expectFields, expectThat, NotTested } from '../broken-promise.ts'
import type { ProtocolPromise } from '../protocol-promise.ts'
import type { Stage } from '../stage.ts'
import { loginMessage, type Trader } from '../trader.ts'
import { farPrice } from '../view/market-floor.ts'
import { pause } from './liveness.ts'

/** Enters an order that rests far from the market. */
export async function restFar(
  stage: Stage,
  trader: Trader,
  nth = 0,
): Promise<{ readonly clientOrderId: string }> {
  const place = (await stage.floor()).liquid()
  const priceTicks = farPrice(place, 'buy', nth)
  return trader.rest({ instrument: place.definition.instrument, priceTicks, timeInForce: 'gtc' })
}

const notLoggedIn: ProtocolPromise = {
  name: 'orders.notLoggedIn',
  section: 'Login',
  says: 'Before a login everything but `login` and `ping` is refused with `notLoggedIn`.',
  check: async (stage) => {
    const link = await stage.orders()
    for (const message of [
      { type: 'requestOpenOrders', requestId: 11 },
      { type: 'massCancel', requestId: 12 },
      { type: 'orderStatus', requestId: 13, clientOrderId: 'none' },
      { type: 'requestAccount', requestId: 14 },
    ]) {
      link.send(message)
      const refused = await link.find('refused', ({ requestId }) => requestId === message.requestId)
      expectThat(refused.code === 'notLoggedIn', {
        expected: `refused notLoggedIn to ${message.type}`,
        received: refused,
      })
    }
    await link.roundTrip()
  },
}

const badLogins: ProtocolPromise = {
  name: 'orders.badLogin',
  section: 'Login',
  says: 'A wrong signature or an unknown key is refused; then the same nonce may be signed rightly.',
  needs: 'account',
  check: async (stage) => {
    const link = await stage.orders()
    const { nonce } = await link.find('challenge')
    const { keyId } = stage.key(0)
    const secret = 'not the secret of this account'
    const unknown = `nobody-${randomBytes(4).toString('hex')}`
    link.send(loginMessage({ keyId, secret }, nonce, { requestId: 901 }))
    const wrong = await link.find('refused', ({ requestId }) => requestId === 901)
    expectThat(wrong.code === 'badSignature', { expected: 'refused badSignature', received: wrong })
    link.send(loginMessage({ keyId: unknown, secret }, nonce, { requestId: 902 }))
    const nobody = await link.find('refused', ({ requestId }) => requestId === 902)
    expectThat(nobody.code === 'unknownKey', { expected: 'refused unknownKey', received: nobody })
    await stage.logInOn(link)
  },
}

const login: ProtocolPromise = {
  name: 'orders.login',
  section: 'loggedIn',
  says: 'A signed login is answered by `loggedIn` with account, run and newest report; a second on it is refused.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    const { instanceId } = await trader.link.find('challenge')
    expectFields(trader.loggedIn, { instanceId, resumed: false, cancelOnDisconnect: false })
    const { nonce } = await trader.link.find('challenge')
    trader.link.send(loginMessage(trader.key, nonce, { requestId: 903 }))
    const refused = await trader.link.find('refused', ({ requestId }) => requestId === 903)
    expectThat(refused.code === 'alreadyLoggedIn', { expected: 'refused alreadyLoggedIn', received: refused })
  },
}

const resumePair: ProtocolPromise = {
  name: 'orders.resumePair',
  section: 'login',
  says: 'resumeAfterSeq and resumeInstanceId come together, or the login is refused with `badMessage`.',
  needs: 'account',
  check: async (stage) => {
    const link = await stage.orders()
    const { nonce } = await link.find('challenge')
    link.send(loginMessage(stage.key(0), nonce, { requestId: 904, resumeAfterSeq: 0 }))
    const refused = await link.find('refused', ({ requestId }) => requestId === 904)
    expectThat(refused.code === 'badMessage', { expected: 'refused badMessage', received: refused })
  },
}

const takenOver: ProtocolPromise = {
  name: 'orders.sessionTaken',
  section: 'Sessions',
  says: 'A newer login of the account ends the older session with `sessionTaken`; its orders stay.',
  needs: 'account',
  check: async (stage) => {
    const older = await stage.logIn()
    const { clientOrderId } = await restFar(stage, older)
    const newer = await stage.logIn()
    const { code } = await older.ending()
    expectThat(code === 1008, { expected: 'close code 1008', received: code })
    const last = older.link.received.at(-1)
    expectThat(last?.type === 'refused' && last.code === 'sessionTaken', {
      expected: 'a last message refused sessionTaken',
      received: last,
    })
    const state = await newer.query(statusOf(clientOrderId), 'orderState')
    expectThat(state.order?.ordStatus === 'working', { expected: 'the order still working', received: state })
  },
}

const resume: ProtocolPromise = {
  name: 'orders.resume',
  section: 'Execution reports and resume',
  says: 'A login with resumeAfterSeq gets exactly the later reports again, as they were, then live ones.',
  needs: 'account',
  check: async (stage) => {
    const first = await stage.logIn()
    const { lastSeq, instanceId } = first.loggedIn
    const order = await restFar(stage, first)
    const changed = first.request('replaceOrder', order, { priceTicks: await otherFar(stage), orderQty: 2 })
    await first.report(changed, 'replaced')
    await first.report(first.request('cancelOrder', order), 'canceled')
    const before = first.link.all('executionReport')
    await first.close()
    const second = await stage.logIn({ resumeAfterSeq: lastSeq, resumeInstanceId: instanceId })
    expectFields(second.loggedIn, { resumed: true, lastSeq: before.at(-1)?.seq })
    await second.link.roundTrip()
    const again = second.link.all('executionReport')
    expectThat(JSON.stringify(again) === JSON.stringify(before), {
      expected: `the same ${before.length} reports, ${seqs(before)}`,
      received: `${again.length} reports, ${seqs(again)}${seqs(again) === seqs(before) ? ' with other contents' : ''}`,
    })
    const live = await restFar(stage, second)
    const { seq } = second.reportsOf(live)[0] ?? { seq: 0 }
    expectThat(seq === (before.at(-1)?.seq ?? 0) + 1, { expected: 'live reports numbered on', received: seq })
  },
}

const resumePart: ProtocolPromise = {
  name: 'orders.resumeOutOfRange',
  section: 'Execution reports and resume',
  says: 'A resume from a report that was never written is answered `resumed: false` and `resumeOutOfRange`; the session stands.',
  needs: 'account',
  check: async (stage) => {
    const first = await stage.logIn()
    const { lastSeq, instanceId } = first.loggedIn
    await first.close()
    const second = await stage.logIn({ resumeAfterSeq: lastSeq + 1_000, resumeInstanceId: instanceId })
    expectFields(second.loggedIn, { resumed: false })
    await second.link.find('refused', ({ code }) => code === 'resumeOutOfRange')
    await second.query({ type: 'requestOpenOrders' }, 'openOrders')
  },
}

const otherRun: ProtocolPromise = {
  name: 'orders.resumeOtherRun',
  section: 'Execution reports and resume',
  says: 'A resume of another run of the venue is answered `resumed: false` without a refusal, and no reports are sent.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn({ resumeAfterSeq: 0, resumeInstanceId: 'another-run' })
    expectFields(trader.loggedIn, { resumed: false })
    await trader.link.roundTrip()
    const stray = trader.link.received.find(({ type }) => type === 'refused' || type === 'executionReport')
    expectThat(stray === undefined, { expected: 'neither refusal nor reports', received: stray })
  },
}

const dropCopy: ProtocolPromise = {
  name: 'orders.dropCopy',
  section: 'login',
  says: 'A drop copy gets every report of the account, may ask, sends no order, and ends no other session.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    const copies = [await stage.logIn({ dropCopy: true }), await stage.logIn({ dropCopy: true })]
    const order = await restFar(stage, trader)
    await trader.report(trader.request('cancelOrder', order), 'canceled')
    const told = trader.reportsOf(order)
    for (const copy of copies) {
      const last = told.at(-1)?.seq
      await copy.link.find('executionReport', ({ seq }) => seq === last)
      expectThat(JSON.stringify(copy.reportsOf(order)) === JSON.stringify(told), {
        expected: 'the same reports as the session’s',
        received: copy.reportsOf(order),
      })
      await copy.query({ type: 'requestOpenOrders' }, 'openOrders')
    }
    const [copy] = copies
    if (copy === undefined) return
    const denied = copy.enter({ instrument: 'NOSUCH-1', priceTicks: 1 })
    for (const requestId of [denied.requestId, copy.request('cancelOrder', order).requestId]) {
      const refused = await copy.link.find('refused', (message) => message.requestId === requestId)
      expectThat(refused.code === 'dropCopyOnly', { expected: 'refused dropCopyOnly', received: refused })
    }
    expectThat(trader.link.isOpen, { expected: 'the trading session to stand', received: 'a closed one' })
    const newer = await stage.logIn()
    await newer.link.roundTrip()
    expectThat(copy.link.isOpen, { expected: 'a drop copy that no login ends', received: 'a closed one' })
  },
}

const cancelOnDisconnect: ProtocolPromise = {
  name: 'orders.cancelOnDisconnect',
  section: 'Sessions',
  says: 'When a session that asked for it ends, its account’s open orders are canceled with `cancelOnDisconnect`.',
  needs: 'account',
  check: async (stage) => {
    const first = await stage.logIn({ cancelOnDisconnect: true })
    await expectNoForeignOrders(first)
    expectFields(first.loggedIn, { cancelOnDisconnect: true })
    const order = await restFar(stage, first)
    const { lastSeq: resumeAfterSeq, instanceId: resumeInstanceId } = first.loggedIn
    await first.close()
    const second = await stage.logIn({ resumeAfterSeq, resumeInstanceId })
    const canceled = await second.link.find(
      'executionReport',
      ({ clientOrderId, execType }) => clientOrderId === order.clientOrderId && execType === 'canceled',
    )
    expectFields(canceled, { reason: 'cancelOnDisconnect', ordStatus: 'canceled', leavesQty: 0 })
  },
}

const staysOnDisconnect: ProtocolPromise = {
  name: 'orders.staysOnDisconnect',
  section: 'Sessions',
  says: 'When a session that did not ask for it ends, its orders stay.',
  needs: 'account',
  check: async (stage) => {
    const first = await stage.logIn()
    const { clientOrderId } = await restFar(stage, first)
    await first.close()
    await pause(200)
    const second = await stage.logIn()
    const state = await second.query(statusOf(clientOrderId), 'orderState')
    expectThat(state.order?.ordStatus === 'working', { expected: 'the order still working', received: state })
  },
}

/** Stops a check that would cancel orders which this run did not enter. */
export async function expectNoForeignOrders(trader: Trader): Promise<void> {
  const { orders } = await trader.query({ type: 'requestOpenOrders' }, 'openOrders')
  if (orders.length > 0) {
    throw new NotTested(
      `the account has ${orders.length} open orders of its own, which the check would cancel`,
    )
  }
}

export function statusOf(clientOrderId: string): Sent {
  return { type: 'orderStatus', clientOrderId }
}

async function otherFar(stage: Stage): Promise<number> {
  return farPrice((await stage.floor()).liquid(), 'buy', 3)
}

function seqs(reports: readonly ExecutionReport[]): string {
  return reports.map(({ seq }) => seq).join(' ')
}

export const logins: readonly ProtocolPromise[] = [
  notLoggedIn,
  badLogins,
  login,
  resumePair,
  takenOver,
  resume,
  resumePart,
  otherRun,
  dropCopy,
  cancelOnDisconnect,
  staysOnDisconnect,
]
