// What the venue answers to plain HTTP requests: health, definitions, settlements, fixings, an account's statement,
// metrics. Reads only. Called by the server for every request that is no WebSocket upgrade.
// Invariants: queries are read from unknown text and refused when anything in them is not known; an answer is one piece
// of JSON (or metrics text) of bounded size, never compressed.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { IsoDate } from '../../shared/domain/brands.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { isoDate } from '../../shared/math/quantities.ts'
import { HTTP_PATHS } from '../../shared/venue-wire/http.ts'
import { MARKET_PATH, ORDERS_PATH, PROTOCOL_VERSION } from '../../shared/venue-wire/limits.ts'
import { refusalCodes, type RefusalCode } from '../../shared/venue-wire/session-messages.ts'
import type { EventLoopDelay } from './event-loop-delay.ts'
import { VENUE_NAME, type Gateway } from './gateway.ts'
import { signedAccount, type HttpRefusal } from './http-auth.ts'
import { METRICS_CONTENT_TYPE, metricsText } from './metrics.ts'

const JSON_CONTENT_TYPE = 'application/json; charset=utf-8'
const ADDRESS_CHARS_MAX = 2_000
const ISO_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

interface Answer {
  readonly status: number
  readonly body: string
  readonly contentType?: string
  readonly allow?: string
}

export interface HttpContext {
  readonly gateway: Gateway
  readonly delay: EventLoopDelay
  readonly nowMs: () => number
  /** The machine's wall clock, milliseconds since 1970-01-01 UTC. */
  readonly epochMs: () => number
}

export function answerHttp(request: IncomingMessage, response: ServerResponse, context: HttpContext): void {
  const { status, body, contentType = JSON_CONTENT_TYPE, allow } = answerTo(request, context)
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    connection: 'close',
    ...(allow === undefined ? {} : { allow }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** The body of every refusal, here and of upgrades: a `refused` message. */
export function refusalBody(code: RefusalCode, text: string = refusalCodes[code]): string {
  return JSON.stringify({ type: 'refused', code, text })
}

export function wrongPathText(): string {
  const paths = Object.values(HTTP_PATHS).join(', ')
  return `Nothing is at this address; market data is at ${MARKET_PATH}, orders at ${ORDERS_PATH}, HTTP at ${paths}.`
}

function answerTo(request: IncomingMessage, context: HttpContext): Answer {
  const { headers, method } = request
  const address = request.url ?? ''
  if (headers.origin !== undefined) return refusal(403, { code: 'browserRefused' })
  if (method !== 'GET' && method !== 'HEAD') {
    return { ...refusal(405, { code: 'wrongMethod' }), allow: 'GET, HEAD' }
  }
  if (address.length > ADDRESS_CHARS_MAX) {
    return refusal(414, {
      code: 'badMessage',
      text: `An address has at most ${ADDRESS_CHARS_MAX} characters.`,
    })
  }
  const [path = '', queryText = ''] = address.split(/\?(.*)/s)
  const query = new URLSearchParams(queryText)
  switch (path) {
    case HTTP_PATHS.health:
      return withQuery(query, [], () => json(healthOf(context)))
    case HTTP_PATHS.definitions:
      return withQuery(query, [], () => json({ instruments: context.gateway.definitions() }))
    case HTTP_PATHS.settlements:
      return withQuery(query, ['date'], ({ date }) => settlements(context.gateway, date))
    case HTTP_PATHS.fixings:
      return withQuery(query, ['root', 'from', 'to'], (asked) => fixings(context.gateway, asked))
    case HTTP_PATHS.statement:
      return withQuery(query, ['date'], ({ date }) => {
        const { keys } = context.gateway
        const account = signedAccount(headers, { address, keys, epochMs: context.epochMs() })
        return account.ok ? statement(context.gateway, account.value, date) : refusal(401, account.error)
      })
    case HTTP_PATHS.metrics:
      return withQuery(query, [], () => ({
        status: 200,
        body: metricsText(context.gateway, context.delay),
        contentType: METRICS_CONTENT_TYPE,
      }))
    case MARKET_PATH:
    case ORDERS_PATH:
      return refusal(426, { code: 'wrongPath', text: 'This address speaks WebSocket.' })
    default:
      return refusal(404, { code: 'wrongPath', text: wrongPathText() })
  }
}

type Query<Name extends string> = Readonly<Partial<Record<Name, string>>>

/** Answers when the query holds nothing but the named fields, each once, and days where days are meant. */
function withQuery<Name extends string>(
  query: URLSearchParams,
  names: readonly Name[],
  answer: (asked: Query<Name>) => Answer,
): Answer {
  const checked = checkedQuery(query, names)
  return checked.ok ? answer(checked.value) : refusal(400, { code: 'badMessage', text: checked.error })
}

function checkedQuery<Name extends string>(
  query: URLSearchParams,
  names: readonly Name[],
): Result<Query<Name>, string> {
  const asked: Partial<Record<Name, string>> = {}
  for (const [key, value] of query) {
    const name = names.find((known) => known === key)
    const allowed = names.length === 0 ? 'no query' : names.join(', ')
    if (name === undefined)
      return err(`The query has a field that is not known here; this address takes ${allowed}.`)
    if (asked[name] !== undefined) return err(`${name} is given twice.`)
    if (name !== 'root' && !ISO_DATE.test(value)) return err(`${name} is a day as YYYY-MM-DD.`)
    asked[name] = value
  }
  return ok(asked)
}

function healthOf({ gateway, nowMs }: HttpContext): object {
  const loggedIn = [...gateway.orderClients].filter(({ accountId }) => accountId !== undefined).length
  return {
    status: 'ok',
    venue: VENUE_NAME,
    protocol: PROTOCOL_VERSION,
    instanceId: gateway.instanceId,
    venueTimeUs: gateway.nowUs,
    uptimeSeconds: Math.floor((nowMs() - gateway.startedMs) / 1_000),
    phases: gateway.board.phaseCounts(),
    sessions: {
      market: gateway.marketClients.size,
      orders: loggedIn - gateway.dropCopyCount,
      dropCopy: gateway.dropCopyCount,
    },
  }
}

/** The newest day's unless one is named. */
function settlements({ board }: Gateway, asked: string | undefined): Answer {
  const dates = board.dates()
  const date = asked === undefined ? dates[0] : isoDate(asked)
  if (date === undefined) return json({ settlements: [], dates })
  return json({ date, settlements: board.settlements(date), dates })
}

const EVER: { readonly from: IsoDate; readonly to: IsoDate } = {
  from: isoDate('1970-01-01'),
  to: isoDate('9999-12-31'),
}
/** The newest are kept. */
const FIXINGS_MAX = 2_000

function fixings(gateway: Gateway, { root, from, to }: Query<'root' | 'from' | 'to'>): Answer {
  if (root === undefined)
    return refusal(400, { code: 'badMessage', text: 'Name the root, for example root=H100.' })
  const span = {
    from: from === undefined ? EVER.from : isoDate(from),
    to: to === undefined ? EVER.to : isoDate(to),
  }
  const known = gateway.fixings(root, span.from, span.to)
  if (known === undefined) return refusal(404, { code: 'unknownRoot' })
  return json({ root, fixings: known.slice(-FIXINGS_MAX) })
}

function statement(gateway: Gateway, accountId: string, date: string | undefined): Answer {
  const { exchange } = gateway
  const account = exchange.account(accountId)
  const day = date === undefined ? undefined : isoDate(date)
  return json({ account: accountId, ...exchange.statementOf(account, day), venueTimeUs: gateway.nowUs })
}

function json(value: object): Answer {
  return { status: 200, body: JSON.stringify(value) }
}

function refusal(status: number, { code, text }: HttpRefusal): Answer {
  return { status, body: refusalBody(code, text) }
}
