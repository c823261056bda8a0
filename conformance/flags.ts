// The command line of the conformance kit. Pure: text in, settings or one sentence out. Called by conformance/main.ts.
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../shared/domain/result.ts'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'
import { encodings, type Encoding } from './link/encoding.ts'
import type { AccountKey } from './trader.ts'

export interface ConformFlags {
  readonly venueUrl: string
  readonly keys: readonly AccountKey[]
  readonly encodings: readonly Encoding[]
  readonly only: string | undefined
  readonly json: boolean
  readonly list: boolean
  readonly help: boolean
}

export const USAGE = `Usage: conform --venue URL [--key ID --secret-env VAR]… [--only NAME] [--encoding NAME] [--json]

  --venue URL        address of the venue, for example ws://127.0.0.1:7700
  --key ID           key id of an account to trade with; twice for the promises between two accounts
  --secret-env VAR   environment variable that holds the secret of the --key before it
  --only NAME        ask only this promise, or this group of promises
  --encoding NAME    json or binary (default both)
  --list             print the promises and ask nobody
  --json             print one line of JSON for each promise, then one for the whole

Without --key the practice key of the paper exchange is used. The run takes less than a minute and enters orders in
the accounts that it is given; it cancels them, and sells at the market what it bought.
Exit code: 0 when every promise that could be asked is kept, 1 when one is not, 2 for bad use or when nobody listens.
`

const options = {
  venue: { type: 'string' },
  key: { type: 'string', multiple: true },
  'secret-env': { type: 'string', multiple: true },
  only: { type: 'string' },
  encoding: { type: 'string' },
  list: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

type Environment = Readonly<Record<string, string | undefined>>

/** The error is one sentence saying what is wrong and what to do. */
export function readFlags(args: readonly string[], environment: Environment): Result<ConformFlags, string> {
  let values
  try {
    values = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return err(`${text.split(/\.\s|\n/, 1)[0] ?? text}. Run with --help to see the flags.`)
  }
  const [help, list] = [values.help === true, values.list === true]
  const venue = help || list ? ok('') : readVenue(values.venue)
  if (!venue.ok) return venue
  const keys = readKeys(values.key ?? [], values['secret-env'] ?? [], environment)
  if (!keys.ok) return keys
  const { encoding, only } = values
  const chosen = encodings.filter(({ name }) => encoding === undefined || name === encoding)
  if (chosen.length === 0) return err(`--encoding is json or binary, not ${JSON.stringify(encoding)}.`)
  return ok({
    venueUrl: venue.value,
    keys: keys.value,
    encodings: chosen,
    only,
    json: values.json === true,
    list,
    help,
  })
}

function readVenue(text: string | undefined): Result<string, string> {
  if (text === undefined) return err('--venue URL is missing, for example --venue ws://127.0.0.1:7700.')
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url?.protocol === 'ws:' && url.port !== '' && url.pathname === '/' && url.search === ''
  if (url !== undefined && isPlain) return ok(`ws://${url.host}`)
  return err(`--venue takes an address such as ws://127.0.0.1:7700, not ${JSON.stringify(text)}.`)
}

function readKeys(
  ids: readonly string[],
  variables: readonly string[],
  environment: Environment,
): Result<readonly AccountKey[], string> {
  if (ids.length !== variables.length)
    return err('Each --key needs a --secret-env that names its secret’s variable.')
  if (ids.length > 2) return err('At most two accounts are used: give --key once or twice.')
  if (ids.length === 0) return ok([PAPER_KEY])
  const keys: AccountKey[] = []
  for (const [at, keyId] of ids.entries()) {
    const variable = variables[at] ?? ''
    const secret = environment[variable]
    if (secret === undefined || secret === '') return err(`The environment variable ${variable} is not set.`)
    if (keys.some((key) => key.keyId === keyId))
      return err(`--key ${keyId} is named twice; give two accounts.`)
    keys.push({ keyId, secret })
  }
  return ok(keys)
}
