import { createHmac } from 'node:crypto'
import { request, type IncomingHttpHeaders } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { httpSigningText } from '../../shared/venue-wire/http.ts'
import { MARKET_PATH } from '../../shared/venue-wire/limits.ts'
import { PAPER_KEY } from '../../shared/venue-wire/paper-key.ts'
import { SMALL_INSTRUMENTS } from './small-venue.testing.ts'
import { connectMarket, logIn, startTestVenue, TEST_EPOCH_MS, type TestVenue } from './test-client.testing.ts'

let venue: TestVenue

beforeEach(async () => {
  venue = await startTestVenue({ ordersPerStep: 1 })
})

afterEach(async () => {
  await venue.close()
})

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: Record<string, unknown>
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: venue.port, path, headers, method }, (response) => {
      let text = ''
      response.on('data', (part: Buffer) => (text += part.toString()))
      response.on('end', () => {
        const isJson =
          response.headers['content-type']?.startsWith('application/json') === true && text !== ''
        const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : {}
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body })
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}

function signed(
  address: string,
  { timeMs, secret }: { readonly timeMs?: number; readonly secret?: string } = {},
): Record<string, string> {
  const time = String(timeMs ?? TEST_EPOCH_MS)
  const text = httpSigningText(time, address)
  return {
    'x-tenor-key': PAPER_KEY.keyId,
    'x-tenor-time': time,
    'x-tenor-signature': createHmac('sha256', secret ?? PAPER_KEY.secret)
      .update(text)
      .digest('hex'),
  }
}

describe('HTTP endpoint', () => {
  test('says how the venue is', async () => {
    await connectMarket(venue)
    const { status, headers, body } = await ask('/v1/health')
    expect(status).toBe(200)
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' })
    expect(headers['content-encoding']).toBeUndefined()
    expect(body).toMatchObject({
      status: 'ok',
      instanceId: 'testrun',
      phases: { continuous: SMALL_INSTRUMENTS.length },
      sessions: { market: 1, orders: 0, dropCopy: 0 },
    })
  })

  test('gives definitions, settlements of a day and fixings', async () => {
    const { body } = await ask('/v1/definitions')
    expect(body['instruments']).toHaveLength(SMALL_INSTRUMENTS.length)
    for (const path of ['/v1/settlements', '/v1/settlements?date=2026-11-20']) {
      const { body: day } = await ask(path)
      expect(day).toMatchObject({ date: '2026-11-20', dates: ['2026-11-20'] })
      expect(day['settlements']).toHaveLength(SMALL_INSTRUMENTS.length)
    }
    expect((await ask('/v1/settlements?date=2026-11-19')).body['settlements']).toEqual([])
    const { body: fixings } = await ask('/v1/fixings?root=H100&from=2026-11-21&to=2026-11-30')
    expect(fixings['fixings']).toMatchObject([{ date: '2026-11-21' }, { date: '2026-11-22', value: '10.10' }])
    expect((await ask('/v1/fixings?root=H100')).body['fixings']).toHaveLength(3)
  })

  test('gives a statement to its account only', async () => {
    const address = '/v1/statement?date=2026-11-20'
    const { status, body } = await ask(address, signed(address))
    expect(status).toBe(200)
    expect(body).toMatchObject({ account: PAPER_KEY.keyId, rows: [] })
    const off = { timeMs: TEST_EPOCH_MS + 30_001 }
    for (const [headers, code] of [
      [{}, 'notLoggedIn'],
      [{ ...signed(address), 'x-tenor-key': 'nobody' }, 'unknownKey'],
      [signed('/v1/statement'), 'badSignature'],
      [signed(address, { secret: 'not the secret' }), 'badSignature'],
      [signed(address, off), 'badSignature'],
      [{ ...signed(address), 'x-tenor-time': 'noon' }, 'badSignature'],
      [{ ...signed(address), 'x-tenor-signature': 'zz' }, 'badSignature'],
    ] as const) {
      const refused = await ask(address, headers)
      expect([refused.status, refused.body['code']]).toEqual([401, code])
    }
  })

  test('gives its figures as Prometheus reads them', async () => {
    const client = await logIn(venue)
    const base = { type: 'newOrder', requestId: 10, clientOrderId: 'a', instrument: 'H100F27', side: 'buy' }
    client.send({ ...base, orderType: 'limit', priceTicks: 960, orderQty: 5, timeInForce: 'gtc' })
    await client.find('executionReport')
    client.send('nonsense')
    await client.find('refused')
    const { headers, text } = await ask('/metrics')
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(# (HELP|TYPE) tenor_venue_[a-z_]+ .+|tenor_venue_[a-z_]+(\{[a-z_]+="[^"]*"\})? \S+)$/,
      )
    }
    for (const line of [
      'tenor_venue_messages_received_total{type="newOrder"} 1',
      'tenor_venue_messages_sent_total{type="executionReport"} 1',
      'tenor_venue_refusals_total{code="badFrame"} 1',
      'tenor_venue_orders_total 1',
      'tenor_venue_sessions{kind="orders"} 1',
      'tenor_venue_event_loop_delay_seconds_bucket{le="+Inf"}',
    ]) {
      expect(text).toContain(line)
    }
  })

  test.each([
    ['/v1/nothing', 'GET', 404, 'wrongPath'],
    ['/', 'GET', 404, 'wrongPath'],
    [MARKET_PATH, 'GET', 426, 'wrongPath'],
    ['/v1/health', 'POST', 405, 'wrongMethod'],
    ['/v1/health', 'DELETE', 405, 'wrongMethod'],
    ['/v1/health?x=1', 'GET', 400, 'badMessage'],
    ['/v1/settlements?date=today', 'GET', 400, 'badMessage'],
    ['/v1/settlements?date=2026-11-20&date=2026-11-20', 'GET', 400, 'badMessage'],
    ['/v1/fixings', 'GET', 400, 'badMessage'],
    ['/v1/fixings?root=__proto__', 'GET', 404, 'unknownRoot'],
  ])('refuses %s by %s with %i', async (path, method, status, code) => {
    const answered = await ask(path, {}, method)
    expect([answered.status, answered.body['code']]).toEqual([status, code])
    if (status === 405) expect(answered.headers.allow).toBe('GET, HEAD')
  })

  test('refuses an address that is too long', async () => {
    expect((await ask(`/v1/fixings?root=${'x'.repeat(3_000)}`)).status).toBe(414)
  })

  test('answers HEAD without a body, and no web page at all', async () => {
    const head = await ask('/v1/health', {}, 'HEAD')
    expect([head.status, head.text]).toEqual([200, ''])
    expect(Number(head.headers['content-length'])).toBeGreaterThan(100)
    const page = await ask('/v1/health', { origin: 'https://example.com' })
    expect([page.status, page.body['code']]).toEqual([403, 'browserRefused'])
  })
})
