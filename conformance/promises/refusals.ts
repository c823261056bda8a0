// Promises about what the venue does with frames that break the rules: a coded refusal that changes nothing, then an
// end for who goes on.
import type { RefusalCode } from '../../shared/venue-wire/session-messages.ts'
import type { MarketLink, OrderLink } from '../link/link.ts'
import { ask, upgradeHeaders } from '../link/http-client.ts'
import { MARKET_PATH, ORDERS_PATH, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import { expectThat, short } from '../broken-promise.ts'
import type { PromiseGroup, ProtocolPromise } from '../protocol-promise.ts'
import type { Stage } from '../stage.ts'

/** Sends a frame, expects a refusal of that code, and that the session goes on. */
async function refuses(
  link: MarketLink | OrderLink,
  frame: string | Buffer,
  { code, requestId }: { readonly code: RefusalCode; readonly requestId?: number },
): Promise<void> {
  const from = link.mark()
  link.sendRaw(frame)
  await expectRefusal(link, from, { code, about: short(frame.toString(), 80), requestId })
  await link.roundTrip()
}

async function expectRefusal(
  link: MarketLink | OrderLink,
  from: number,
  {
    code,
    about,
    requestId,
  }: { readonly code: RefusalCode; readonly about: string; readonly requestId?: number | undefined },
): Promise<void> {
  // The two channels' messages are different types; a refusal is the same in both.
  const found = await (link as MarketLink).findOrNothing('refused', () => true, { from })
  expectThat(found?.code === code, {
    expected: `refused ${code} to ${about}`,
    received: found ?? 'no refusal',
  })
  if (requestId === undefined) return
  expectThat(found.requestId === requestId, {
    expected: `a refusal of request ${requestId}`,
    received: found,
  })
}

const badFrame: ProtocolPromise = {
  name: 'refusals.badFrame',
  section: 'Frames',
  says: 'A frame that is no JSON object or array of objects is refused with `badFrame`; the session goes on.',
  only: 'json',
  check: async (stage) => {
    for (const link of [await stage.market(), await stage.orders()]) {
      for (const frame of [
        '',
        '{',
        '{"type":"ping"',
        'ping',
        '7',
        'null',
        '"ping"',
        '[[]]',
        '[7,{"type":"ping","requestId":1}]',
      ]) {
        await refuses(link, frame, { code: 'badFrame' })
      }
    }
  },
}

const badBytes: ProtocolPromise = {
  name: 'refusals.badBytes',
  section: 'Frames',
  says: 'A binary frame that is no message is refused with a code; the session goes on.',
  only: 'binary',
  check: async (stage) => {
    const frames = [[], [0xc1], [0x91, 0xcc], [0xdd, 0xff, 0xff, 0xff, 0xff], [0xff, 0xff], [0x92, 0x01]]
    for (const link of [await stage.market(), await stage.orders()]) {
      for (const bytes of frames) {
        const from = link.mark()
        link.sendRaw(Buffer.from(bytes))
        const refused = await (link as MarketLink).findOrNothing('refused', () => true, { from })
        const codes: readonly string[] = ['badFrame', 'badMessage', 'unknownType']
        expectThat(refused !== undefined && codes.includes(refused.code), {
          expected: `a refusal of the bytes ${Buffer.from(bytes).toString('hex')}`,
          received: refused,
        })
        await link.roundTrip()
      }
    }
  },
}

const badMessage: ProtocolPromise = {
  name: 'refusals.badMessage',
  section: 'Frames',
  says: 'An unknown, missing or wrong field refuses the message with `badMessage` and names its requestId.',
  only: 'json',
  check: async (stage) => {
    const [market, orders] = [await stage.market(), await stage.orders()]
    const cases: readonly (readonly [MarketLink | OrderLink, object])[] = [
      [market, { type: 'ping', requestId: 1, extra: true }],
      [market, { type: 'subscribe', requestId: 2 }],
      [market, { type: 'subscribe', requestId: 3, instruments: [] }],
      [market, { type: 'subscribe', requestId: 4, instruments: 'H100F27' }],
      [orders, { type: 'login', requestId: 5, keyId: 'paper', signature: 'ABC', cancelOnDisconnect: false }],
      [orders, { type: 'cancelOrder', requestId: 6, clientOrderId: 'with a blank' }],
    ]
    for (const [link, message] of cases) {
      const { requestId } = message as { requestId: number }
      await refuses(link, JSON.stringify(message), { code: 'badMessage', requestId })
    }
    await refuses(market, '{"type":"ping"}', { code: 'badMessage' })
    await refuses(market, '{"type":"ping","requestId":0}', { code: 'badMessage' })
  },
}

const unknownType: ProtocolPromise = {
  name: 'refusals.unknownType',
  section: 'Frames',
  says: 'A message type that clients may not send on the channel is refused with `unknownType`.',
  only: 'json',
  check: async (stage) => {
    const market = await stage.market()
    for (const type of ['snapshot', 'newOrder', 'login', 'PING', '__proto__', 'constructor']) {
      await refuses(market, JSON.stringify({ type, requestId: 9 }), { code: 'unknownType', requestId: 9 })
    }
    const orders = await stage.orders()
    for (const type of ['subscribe', 'executionReport', 'loggedIn']) {
      await refuses(orders, JSON.stringify({ type, requestId: 9 }), { code: 'unknownType', requestId: 9 })
    }
  },
}

const wholeFrame: ProtocolPromise = {
  name: 'refusals.wholeFrame',
  section: 'Frames',
  says: 'One bad message refuses its whole frame, and none of its messages is acted on.',
  only: 'json',
  check: async (stage) => {
    const link = await stage.market()
    const from = link.mark()
    link.sendRaw('[{"type":"ping","requestId":77},{"type":"ping"}]')
    await expectRefusal(link, from, { code: 'badMessage', about: 'a frame with one bad message' })
    await link.roundTrip()
    const acted = link.all('pong', from).filter(({ requestId }) => requestId === 77)
    expectThat(acted.length === 0, { expected: 'no pong to the sound message of the frame', received: acted })
  },
}

const tooLarge: ProtocolPromise = {
  name: 'refusals.frameTooLarge',
  section: 'Limits',
  says: 'A frame above clientFrameBytesMax is refused with `frameTooLarge`; the session goes on.',
  check: async (stage) => {
    const link = await stage.market()
    const text = ' '.repeat(WIRE_LIMITS.clientFrameBytesMax + 1)
    await refuses(link, stage.encoding.name === 'json' ? text : Buffer.from(text), { code: 'frameTooLarge' })
  },
}

const unread: ProtocolPromise = {
  name: 'refusals.unread',
  section: 'Frames',
  says: 'A frame above readBytesMax closes the connection with 1009.',
  check: async (stage) => {
    const link = await stage.market()
    const text = ' '.repeat(WIRE_LIMITS.readBytesMax + 1)
    link.sendRaw(stage.encoding.name === 'json' ? text : Buffer.from(text))
    const { code } = await link.ending()
    expectThat(code === 1009, { expected: 'close code 1009', received: code })
  },
}

const tooMany: ProtocolPromise = {
  name: 'refusals.messagesPerFrame',
  section: 'Limits',
  says: 'A frame of as many messages as allowed is taken, one more is refused with `badFrame`.',
  check: async (stage) => {
    const link = await stage.market()
    const pings = (count: number): { type: string; requestId: number }[] =>
      Array.from({ length: count }, (_, at) => ({ type: 'ping', requestId: 10_000 + at }))
    const max = WIRE_LIMITS.messagesPerFrameMax
    link.send(...pings(max))
    await link.find('pong', ({ requestId }) => requestId === 10_000 + max - 1)
    const from = link.mark()
    link.send(...pings(max + 1))
    await expectRefusal(link, from, { code: 'badFrame', about: `${max + 1} messages in a frame` })
  },
}

const persistent: ProtocolPromise = {
  name: 'refusals.persistent',
  section: 'Frames',
  says: 'A connection that goes on sending bad frames is refused twenty times, then closed with 1008.',
  check: async (stage) => {
    const link = await stage.market()
    const frame = stage.encoding.name === 'json' ? '{' : Buffer.from([0xc1])
    for (let sent = 0; sent < 20; sent++) link.sendRaw(frame)
    await link.roundTrip()
    for (let sent = 0; sent < 3; sent++) link.sendRaw(frame)
    const { code } = await link.ending()
    expectThat(code === 1008, { expected: 'close code 1008', received: code })
    const refusals = link.all('refused')
    expectThat(refusals.length === 21, {
      expected: '20 refusals and a last one that says why it ends',
      received: `${refusals.length} refusals`,
    })
  },
}

const throttle: ProtocolPromise = {
  name: 'refusals.throttle',
  section: 'Limits',
  says: 'Messages beyond clientMessagesPerSecond are refused with `tooManyMessages` and not acted on; then the session is cut.',
  check: async (stage) => {
    const link = await stage.market()
    const max = WIRE_LIMITS.clientMessagesPerSecond
    const beyond = 40
    sendPings(link, { first: 100_000, count: max + beyond })
    const last = 100_000 + max + beyond - 1
    const refused = await link.findOrNothing('refused', ({ requestId }) => requestId === last)
    const [pongs, refusals] = [link.all('pong').length, link.all('refused')]
    const received = `${pongs} pongs and ${refusals.length} refusals to ${max + beyond} pings`
    const expected = `${max} pongs and ${beyond} refusals tooManyMessages`
    expectThat(refused !== undefined, { expected, received })
    // A machine that was held up may take the last pings in the next second.
    expectThat(pongs >= max && pongs + refusals.length === max + beyond, { expected, received })
    expectThat(
      refusals.every(({ code }) => code === 'tooManyMessages'),
      { expected, received: refusals.at(-1) },
    )
    sendPings(link, { first: 200_000, count: max })
    const { code } = await link.ending()
    expectThat(code === 1008, { expected: 'close code 1008 for who goes on', received: code })
    const final = link.received.at(-1)
    expectThat(final?.type === 'refused' && final.code === 'tooManyMessages', {
      expected: 'a last message refused tooManyMessages',
      received: final,
    })
  },
}

function sendPings(
  link: MarketLink,
  { first, count }: { readonly first: number; readonly count: number },
): void {
  const pings = Array.from({ length: count }, (_, at) => ({ type: 'ping', requestId: first + at }))
  while (pings.length > 0) link.send(...pings.splice(0, WIRE_LIMITS.messagesPerFrameMax))
}

const addresses: ProtocolPromise = {
  name: 'refusals.addresses',
  section: 'Connection',
  says: 'A wrong path is refused with 404, a page’s Origin with 403, plain HTTP on a channel with 426; each body is a `refused`.',
  only: 'json',
  check: async (stage: Stage) => {
    const cases = [
      { path: '/v1/other', headers: upgradeHeaders, status: 404, code: 'wrongPath' },
      { path: '/', headers: {}, status: 404, code: 'wrongPath' },
      {
        path: MARKET_PATH,
        headers: { ...upgradeHeaders, origin: 'https://example.com' },
        status: 403,
        code: 'browserRefused',
      },
      {
        path: ORDERS_PATH,
        headers: { ...upgradeHeaders, origin: 'null' },
        status: 403,
        code: 'browserRefused',
      },
      { path: MARKET_PATH, headers: {}, status: 426, code: 'wrongPath' },
    ]
    for (const { path, headers, status, code } of cases) {
      const answer = await ask(stage.venueUrl, path, { headers })
      expectThat(answer.status === status, {
        expected: `${status} at ${path}`,
        received: `${answer.status} ${answer.body}`,
      })
      expectThat(answer.body.includes(`"code":"${code}"`), {
        expected: `refused ${code}`,
        received: answer.body,
      })
    }
  },
}

export const refusals: PromiseGroup = {
  name: 'refusals',
  runs: 'perEncoding',
  promises: [
    badFrame,
    badBytes,
    badMessage,
    unknownType,
    wholeFrame,
    tooLarge,
    unread,
    tooMany,
    persistent,
    throttle,
    addresses,
  ],
}
