// Promises about the plain HTTP endpoints beside the channels.
import { createHmac } from 'node:crypto'
import { ask, jsonOf, type HttpAnswer } from '../link/http-client.ts'
import { expectThat } from '../broken-promise.ts'
import type { PromiseGroup, ProtocolPromise } from '../protocol-promise.ts'
import type { Stage } from '../stage.ts'
import type { AccountKey } from '../trader.ts'

async function expectStatus(stage: Stage, path: string, status: number): Promise<HttpAnswer> {
  const answer = await ask(stage.venueUrl, path)
  expectThat(answer.status === status, {
    expected: `${status} at ${path}`,
    received: `${answer.status} ${answer.body.slice(0, 200)}`,
  })
  return answer
}

async function jsonAt(stage: Stage, path: string): Promise<unknown> {
  const answer = await expectStatus(stage, path, 200)
  const type = String(answer.headers['content-type'])
  expectThat(type.startsWith('application/json'), {
    expected: 'content-type application/json',
    received: type,
  })
  return jsonOf(answer)
}

const health: ProtocolPromise = {
  name: 'http.health',
  section: 'HTTP',
  says: '/v1/health tells which run of the venue answers, and that it is well.',
  check: async (stage) => {
    const body = (await jsonAt(stage, '/v1/health')) as Readonly<Record<string, unknown>>
    const { instanceId } = await (await stage.market()).find('welcome')
    expectThat(body['instanceId'] === instanceId, { expected: `instanceId ${instanceId}`, received: body })
    expectThat(typeof body['status'] === 'string', { expected: 'a status', received: body })
  },
}

const definitions: ProtocolPromise = {
  name: 'http.definitions',
  section: 'HTTP',
  says: '/v1/definitions lists what the market-data channel lists.',
  check: async (stage) => {
    const link = await stage.market()
    link.send({ type: 'requestDefinitions', requestId: 1 })
    const { instruments } = await link.find('definitions')
    const body = await jsonAt(stage, '/v1/definitions')
    const listed = Array.isArray(body) ? body : (body as { instruments?: unknown }).instruments
    expectThat(JSON.stringify(listed) === JSON.stringify(instruments), {
      expected: `the same ${instruments.length} definitions`,
      received: Array.isArray(listed) ? `${listed.length} definitions` : body,
    })
  },
}

const lists: ProtocolPromise = {
  name: 'http.lists',
  section: 'HTTP',
  says: '/v1/settlements and /v1/fixings answer with JSON; a query that makes no sense is refused with 400.',
  check: async (stage) => {
    await jsonAt(stage, '/v1/settlements')
    const { definitions: listed } = await stage.floor()
    const root = encodeURIComponent(listed[0]?.root ?? '')
    await jsonAt(stage, `/v1/fixings?root=${root}&from=2026-01-01&to=2026-12-31`)
    await expectStatus(stage, '/v1/settlements?date=yesterday', 400)
    await expectStatus(stage, '/v1/fixings?root=&from=x&to=y', 400)
  },
}

function signed(
  path: string,
  { keyId, secret }: AccountKey,
  timeMs: number,
): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', secret).update(`${timeMs}.${path}`).digest('hex')
  return { 'x-tenor-key': keyId, 'x-tenor-time': String(timeMs), 'x-tenor-signature': signature }
}

const statement: ProtocolPromise = {
  name: 'http.statement',
  section: 'HTTP',
  says: '/v1/statement answers who signs the request, and refuses others, also a signature that is old, with 401.',
  needs: 'account',
  check: async (stage) => {
    const path = '/v1/statement'
    const key = stage.key(0)
    const headersOf = [
      [200, signed(path, key, Date.now())],
      [401, {}],
      [401, signed(path, { ...key, secret: 'not the secret' }, Date.now())],
      [401, signed(path, key, Date.now() - 120_000)],
      [401, signed(`${path}?date=2026-01-02`, key, Date.now())],
    ] as const
    for (const [status, headers] of headersOf) {
      const answer = await ask(stage.venueUrl, path, { headers })
      expectThat(answer.status === status, {
        expected: `${status} to ${JSON.stringify(Object.keys(headers))}`,
        received: `${answer.status} ${answer.body.slice(0, 200)}`,
      })
      if (status === 200) jsonOf(answer)
    }
  },
}

const metrics: ProtocolPromise = {
  name: 'http.metrics',
  section: 'HTTP',
  says: '/metrics is Prometheus text of version 0.0.4.',
  check: async (stage) => {
    const { headers, body } = await expectStatus(stage, '/metrics', 200)
    const type = String(headers['content-type'])
    expectThat(type.startsWith('text/plain') && type.includes('version=0.0.4'), {
      expected: 'content-type text/plain; version=0.0.4',
      received: type,
    })
    const lines = body.split('\n').filter((line) => line !== '')
    const bad = lines.find((line) => !SAMPLE.test(line) && !line.startsWith('# '))
    expectThat(lines.length > 0 && bad === undefined, {
      expected: 'lines of samples',
      received: bad ?? 'nothing',
    })
  },
}

const SAMPLE = /^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[^}]*\})? [-+]?(\d+(\.\d+)?([eE][-+]?\d+)?|Inf|NaN)( \d+)?$/

const methods: ProtocolPromise = {
  name: 'http.methods',
  section: 'HTTP',
  says: 'Methods but GET and HEAD are refused with 405, pages with 403, unknown paths with 404.',
  check: async (stage) => {
    const cases = [
      { path: '/v1/definitions', method: 'POST', headers: {}, status: 405 },
      { path: '/metrics', method: 'DELETE', headers: {}, status: 405 },
      { path: '/v1/health', method: 'HEAD', headers: {}, status: 200 },
      { path: '/v1/health', method: 'GET', headers: { origin: 'https://example.com' }, status: 403 },
      { path: '/v1/nothing', method: 'GET', headers: {}, status: 404 },
    ]
    for (const { path, method, headers, status } of cases) {
      const answer = await ask(stage.venueUrl, path, { method, headers })
      expectThat(answer.status === status, {
        expected: `${status} to ${method} ${path}`,
        received: answer.status,
      })
    }
  },
}

export const http: PromiseGroup = {
  name: 'http',
  runs: 'once',
  promises: [health, definitions, lists, statement, metrics, methods],
}
