// The plain HTTP addresses in words, with a worked example of a signed request.
import { createHmac } from 'node:crypto'

const exampleTime = '1795442400000'

/** @param {import('./wire.mjs').Wire} wire */
export function httpRules(wire) {
  const { httpPaths, httpSignature, paperKey } = wire
  const address = `${httpPaths.statement}?date=2026-11-20`
  const text = wire.httpSigningText(exampleTime, address)
  const signature = createHmac('sha256', paperKey.secret).update(text).digest('hex')
  const rows = [
    [httpPaths.health, 'status, venue time, uptime, how many instruments are in each phase, sessions'],
    [httpPaths.definitions, '`instruments`, as in the message `definitions`'],
    [
      httpPaths.settlements,
      '`settlements` of `?date=YYYY-MM-DD`, of the newest day without it; `dates` names the days',
    ],
    [httpPaths.fixings, '`fixings` of `?root=`, from `&from=` to `&to=` (both days included, both optional)'],
    [httpPaths.statement, 'the account’s statement of `?date=`, of the newest day without it; signed'],
    [httpPaths.metrics, 'figures in the Prometheus text format 0.0.4'],
  ]
  return [
    '## HTTP',
    'The same port answers `GET` and `HEAD`; another method is refused with 405. Answers are JSON (but for the metrics),' +
      ' in one piece, never compressed. A refusal is a `refused` message: 400 for a query that is not understood (an' +
      ' unknown field included), 401 for a signature, 403 for a web page, 404 for an address or a root that is not' +
      ' known, 426 for a WebSocket address asked without upgrade.',
    [
      '| Address | Answer |',
      '| --- | --- |',
      ...rows.map(([path, what]) => `| \`${path}\` | ${what} |`),
    ].join('\n'),
    `A signed request carries \`${httpSignature.keyHeader}\` (the key id), \`${httpSignature.timeHeader}\` (milliseconds` +
      ` since 1970-01-01 UTC, within ${httpSignature.timeWindowMs / 1_000} seconds of the venue’s machine) and` +
      ` \`${httpSignature.signatureHeader}\`: the lower-case hex HMAC-SHA256, keyed with the secret, of the time, a dot` +
      ' and the path with its query exactly as sent.',
    `To check your code: the secret \`${paperKey.secret}\` and the text \`${text}\` give \`${signature}\`.`,
  ]
}
