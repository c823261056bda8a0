// Promises about what a market-data client can ask: definitions, subscriptions, fixings.
import { statusReasonCodes, type MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import type { MarketLink } from '../link/link.ts'
import { expectThat, NotTested } from '../broken-promise.ts'
import type { PromiseGroup, ProtocolPromise } from '../protocol-promise.ts'

type Definition = Extract<MarketVenueMessage, { type: 'definitions' }>['instruments'][number]

async function definitionsOf(link: MarketLink): Promise<readonly Definition[]> {
  const requestId = link.requestId()
  link.send({ type: 'requestDefinitions', requestId })
  const { instruments } = await link.find('definitions', (message) => message.requestId === requestId)
  return instruments
}

const definitions: ProtocolPromise = {
  name: 'market.definitions',
  section: 'definitions',
  says: 'Every listed instrument is defined once; combinations are made of listed outrights; days are in order.',
  check: async (stage) => {
    const instruments = await definitionsOf(await stage.market())
    const byName = new Map(instruments.map((definition) => [definition.instrument, definition]))
    expectThat(instruments.length > 0, { expected: 'at least one instrument', received: 'none' })
    expectThat(byName.size === instruments.length, {
      expected: 'each instrument once',
      received: `${instruments.length} definitions of ${byName.size} instruments`,
    })
    for (const definition of instruments) {
      const { deliveryStart, deliveryEnd, lastTradingDay, combination, tickSize, currency } = definition
      expectThat(deliveryStart <= deliveryEnd && lastTradingDay <= deliveryEnd, {
        expected: 'deliveryStart and lastTradingDay not after deliveryEnd',
        received: definition,
      })
      expectThat(Number(tickSize) > 0, { expected: 'a tickSize above zero', received: tickSize })
      for (const { instrument, ratio, priceWeight } of combination?.legs ?? []) {
        const leg = byName.get(instrument)
        expectThat(leg !== undefined && leg.combination === undefined && leg.currency === currency, {
          expected: `legs that are listed outrights in ${currency}`,
          received: definition,
        })
        expectThat(ratio !== 0 && Math.sign(ratio) === Math.sign(priceWeight), {
          expected: 'a ratio and a priceWeight of one sign, not 0',
          received: { instrument, ratio, priceWeight },
        })
      }
    }
  },
}

const rate: ProtocolPromise = {
  name: 'market.rate',
  section: 'rate',
  says: 'The USD/CNY rate is sent after the definitions, with its date and source.',
  check: async (stage) => {
    const link = await stage.market()
    await definitionsOf(link)
    const { value, source } = await link.find('rate')
    expectThat(Number(value) > 0 && source !== '', {
      expected: 'a rate above zero and its source',
      received: { value, source },
    })
  },
}

const subscribe: ProtocolPromise = {
  name: 'market.subscribe',
  section: 'Market data',
  says: '`subscribe` is answered by `subscribed`, then for each instrument one snapshot, its status, limits and settlement, then a fixing per root.',
  check: async (stage) => {
    const link = await stage.market()
    const chosen = (await definitionsOf(link)).slice(0, 3)
    const names = chosen.map(({ instrument }) => instrument)
    const from = link.mark()
    const requestId = link.requestId()
    link.send({ type: 'subscribe', requestId, instruments: names })
    const subscribed = await link.find('subscribed', (message) => message.requestId === requestId, { from })
    expectThat(sameSet(subscribed.instruments, names), {
      expected: `subscribed ${names.join(' ')}`,
      received: subscribed,
    })
    const order = link.received.slice(from).map(({ type }) => type)
    const early = link.received
      .slice(from, from + order.indexOf('subscribed'))
      .find((message) => 'instrument' in message)
    expectThat(early === undefined, {
      expected: 'subscribed before anything of the instruments',
      received: early,
    })
    for (const name of names) {
      const about = (message: { readonly instrument: string }): boolean => message.instrument === name
      const snapshot = await link.find('snapshot', about, { from })
      const status = await link.find('status', about, { from })
      await link.find('settlement', about, { from })
      if (['preOpen', 'auction', 'continuous'].includes(status.phase))
        await link.find('limits', about, { from })
      const first = link.received.slice(from).find((message) => 'instrument' in message && about(message))
      expectThat(first === snapshot, { expected: `the snapshot of ${name} first`, received: first })
      const snapshots = link.all('snapshot', from).filter(about).length
      expectThat(snapshots === 1, { expected: `one snapshot of ${name}`, received: `${snapshots}` })
    }
    for (const root of new Set(chosen.map((definition) => definition.root))) {
      await link.find('fixing', (fixing) => fixing.root === root, { from })
    }
  },
}

const status: ProtocolPromise = {
  name: 'market.status',
  section: 'status',
  says: 'The status after a snapshot names the snapshot’s phase and a reason code of the table.',
  check: async (stage) => {
    const link = await stage.market()
    const names = (await definitionsOf(link)).slice(0, 20).map(({ instrument }) => instrument)
    link.send({ type: 'subscribe', requestId: link.requestId(), instruments: names })
    for (const name of names) {
      const snapshot = await link.find('snapshot', ({ instrument }) => instrument === name)
      const first = await link.find('status', ({ instrument }) => instrument === name)
      expectThat(first.phase === snapshot.phase, {
        expected: `phase ${snapshot.phase} of ${name}`,
        received: first,
      })
      expectThat(Object.hasOwn(statusReasonCodes, first.reasonCode), {
        expected: 'a reason code of the table',
        received: first,
      })
      const both = (first.nextPhase === undefined) === (first.nextPhaseUs === undefined)
      expectThat(both, { expected: 'nextPhase and nextPhaseUs together', received: first })
    }
  },
}

const unknownInstrument: ProtocolPromise = {
  name: 'market.unknownInstrument',
  section: 'Market data',
  says: 'Instruments that are not listed are named in a refusal; the others are subscribed all the same.',
  check: async (stage) => {
    const link = await stage.market()
    const [listed] = await definitionsOf(link)
    expectThat(listed !== undefined, { expected: 'a listed instrument', received: 'none' })
    const requestId = link.requestId()
    link.send({ type: 'subscribe', requestId, instruments: ['NOSUCH-1', listed.instrument] })
    const refused = await link.find('refused', (message) => message.requestId === requestId)
    expectThat(refused.code === 'unknownInstrument' && refused.text.includes('NOSUCH-1'), {
      expected: 'refused unknownInstrument with the name',
      received: refused,
    })
    const subscribed = await link.find('subscribed', (message) => message.requestId === requestId)
    expectThat(sameSet(subscribed.instruments, [listed.instrument]), {
      expected: `subscribed ${listed.instrument} only`,
      received: subscribed,
    })
    await link.find('snapshot', ({ instrument }) => instrument === listed.instrument)
  },
}

const unsubscribe: ProtocolPromise = {
  name: 'market.unsubscribe',
  section: 'unsubscribe',
  says: 'After `unsubscribed` nothing more comes for the named instruments.',
  check: async (stage) => {
    const link = await stage.market()
    const names = (await definitionsOf(link)).slice(0, 40).map(({ instrument }) => instrument)
    link.send({ type: 'subscribe', requestId: link.requestId(), instruments: names })
    await link.find('snapshot', ({ instrument }) => instrument === names.at(-1))
    const requestId = link.requestId()
    link.send({ type: 'unsubscribe', requestId, instruments: names })
    const done = await link.find('unsubscribed', (message) => message.requestId === requestId)
    const from = link.received.indexOf(done) + 1
    await new Promise((resolve) => setTimeout(resolve, 700))
    const late = link.received.slice(from).find((message) => 'instrument' in message)
    expectThat(late === undefined, { expected: 'nothing after unsubscribed', received: late })
  },
}

const fixings: ProtocolPromise = {
  name: 'market.fixings',
  section: 'requestFixings',
  says: 'The fixings of a root come oldest first, within the days asked for; an unknown root is refused.',
  check: async (stage) => {
    const link = await stage.market()
    const [first] = await definitionsOf(link)
    const root = first?.root ?? ''
    const requestId = link.requestId()
    const [from, to] = ['2026-01-01', '2026-12-31']
    link.send({ type: 'requestFixings', requestId, root, from, to })
    const answer = await link.find('fixings', (message) => message.requestId === requestId)
    const days = answer.fixings.map(({ date }) => date)
    expectThat(answer.root === root && answer.fixings.every((fixing) => fixing.root === root), {
      expected: `fixings of ${root}`,
      received: answer,
    })
    const inOrder = days.every(
      (day, at) => day >= from && day <= to && (at === 0 || day > (days[at - 1] ?? '')),
    )
    expectThat(inOrder, { expected: 'days within the span, each once, oldest first', received: days })
    for (const fixing of answer.fixings) {
      const { status: what, value, previousValue } = fixing
      const sound =
        (what !== 'missing') === (value !== undefined) && (what === 'restated' || previousValue === undefined)
      expectThat(sound, {
        expected: 'a value unless missing, a previous one only when restated',
        received: fixing,
      })
    }
    const unknown = link.requestId()
    link.send({ type: 'requestFixings', requestId: unknown, root: 'NOSUCH', from, to })
    const refused = await link.find('refused', (message) => message.requestId === unknown)
    expectThat(refused.code === 'unknownRoot', { expected: 'refused unknownRoot', received: refused })
    if (days.length === 0) throw new NotTested(`${root} has no fixings in 2026 to look at`)
  },
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === a.length
}

export const marketStart: PromiseGroup = {
  name: 'market',
  runs: 'perEncoding',
  promises: [definitions, rate, subscribe, status, unknownInstrument, unsubscribe, fixings],
}
