// Plain HTTP requests to the venue under test, with the raw upgrade requests that a WebSocket library would not send.
import { request } from 'node:http'
import { BrokenPromise } from '../broken-promise.ts'
import { WAIT_MS } from './link.ts'

const BODY_BYTES_MAX = 16 * 1_048_576

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface HttpAsk {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Headers of a WebSocket upgrade. */
export const upgradeHeaders = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
} as const

/** Asks `pathAndQuery` of the venue; a taken upgrade is answered with status 101 and dropped. */
export function ask(
  venueUrl: string,
  pathAndQuery: string,
  { method = 'GET', headers = {} }: HttpAsk = {},
): Promise<HttpAnswer> {
  const { hostname, port } = new URL(venueUrl)
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void =>
      reject(new BrokenPromise(`an answer to ${method} ${pathAndQuery}`, error.message))
    const sent = request(
      { host: hostname, port, path: pathAndQuery, method, headers, agent: false },
      (response) => {
        const parts: Buffer[] = []
        let bytes = 0
        response.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes > BODY_BYTES_MAX) sent.destroy(new Error(`more than ${BODY_BYTES_MAX} bytes`))
          else parts.push(part)
        })
        response.on('error', fail)
        response.on('end', () => {
          const body = Buffer.concat(parts).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
        })
      },
    )
    sent.setTimeout(WAIT_MS, () => sent.destroy(new Error(`no answer within ${WAIT_MS} ms`)))
    sent.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' })
    })
    sent.on('error', fail)
    sent.end()
  })
}

/** The body as JSON; a broken promise when it is none. */
export function jsonOf(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.body) as unknown
  } catch {
    throw new BrokenPromise('a body of JSON', `${answer.status} ${answer.body.slice(0, 200)}`)
  }
}
