// The command line of the venue program. Pure: text in, settings or one sentence out. Called by venue/main.ts.
import { parseArgs } from 'node:util'
import type { TimeUs } from '../shared/domain/brands.ts'
import { CALENDAR_YEAR_MAX, CALENDAR_YEAR_MIN } from '../shared/domain/business-calendar.ts'
import { err, ok, type Result } from '../shared/domain/result.ts'
import { timeUs } from '../shared/math/quantities.ts'

export const DEFAULT_PORT = 7700
const SPEED_MAX = 1_000
/** Listed months reach two years ahead, and the calendar must cover them. */
const START_YEAR_MAX = CALENDAR_YEAR_MAX - 4

/** Absent settings are the scenario's, or else `VENUE_DEFAULTS`. */
export interface VenueFlags {
  readonly port: number
  readonly seed?: number
  readonly speed?: number
  /** Absent: the scenario's, or else the machine's clock at start. */
  readonly startUs?: TimeUs
  readonly hours?: 'exchange' | 'practice'
  /** Name of a scenario that ships, or path of a file. */
  readonly scenario?: string
  /** Folder that outlasts the venue. */
  readonly dataDir?: string
  /** Go on with this many records of a damaged journal. */
  readonly keepRecords?: number
  /** The process without which this one has no reason to run. */
  readonly parentPid?: number
  readonly help: boolean
}

export const VENUE_DEFAULTS = { seed: 1, speed: 1, hours: 'practice' } as const

export const USAGE = `Usage: venue [--port N] [--scenario NAME] [--data DIR] [--hours WHICH] [--seed N] [--speed X] [--start TIME]

  --port N        port on 127.0.0.1 to listen on, 0 for any free one (default ${DEFAULT_PORT})
  --scenario NAME a day that is played: one of those that ship, or a file; --scenario list names them
  --data DIR      folder to keep books, orders and accounts in; the venue comes back from it, after a crash too
  --keep-records N  with --data: go on with the first N records of a damaged journal; the rest is kept aside
  --hours WHICH   practice (around the clock, half a minute of auctions a day) or exchange (the hours of Chicago)
  --seed N        seed of the simulated market, 0 to 2147483647 (default 1)
  --speed X       venue seconds per real second, above 0 up to ${SPEED_MAX} (default 1)
  --start TIME    venue clock at start, for example 2026-11-23T14:00:00Z (default now)
  --parent-pid N  exit when the process N is gone

TENOR_VENUE_KEYS="id:secret,id:secret" names the accounts; without it the public practice key is taken.
`

const options = {
  port: { type: 'string' },
  seed: { type: 'string' },
  speed: { type: 'string' },
  start: { type: 'string' },
  scenario: { type: 'string' },
  data: { type: 'string' },
  'keep-records': { type: 'string' },
  hours: { type: 'string' },
  'parent-pid': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** The error is one sentence saying what is wrong and what to do. */
export function readFlags(args: readonly string[]): Result<VenueFlags, string> {
  let values
  try {
    values = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    return err(`${firstSentence(error)} Run with --help to see the flags.`)
  }
  const port = wholeNumber('--port', values.port ?? String(DEFAULT_PORT), { min: 0, max: 65_535 })
  if (!port.ok) return port
  const seed = optionalNumber('--seed', values.seed, { min: 0, max: 2_147_483_647 })
  if (!seed.ok) return seed
  const speed = values.speed === undefined ? ok(undefined) : readSpeed(values.speed)
  if (!speed.ok) return speed
  const start = values.start === undefined ? ok(undefined) : readStart(values.start)
  if (!start.ok) return start
  const hours = values.hours === undefined ? ok(undefined) : readHours(values.hours)
  if (!hours.ok) return hours
  const keepRecords = optionalNumber('--keep-records', values['keep-records'], {
    min: 0,
    max: 999_999_999_999,
  })
  if (!keepRecords.ok) return keepRecords
  const { data: dataDir, scenario } = values
  if (keepRecords.value !== undefined && dataDir === undefined)
    return err('--keep-records repairs a data folder; name it with --data DIR.')
  if (dataDir === '') return err('--data takes the name of a folder; it is made where it does not exist.')
  const parentPid = optionalNumber('--parent-pid', values['parent-pid'], { min: 1, max: 4_194_304_000 })
  if (!parentPid.ok) return parentPid
  return ok({
    port: port.value,
    ...(seed.value === undefined ? {} : { seed: seed.value }),
    ...(speed.value === undefined ? {} : { speed: speed.value }),
    ...(start.value === undefined ? {} : { startUs: start.value }),
    ...(hours.value === undefined ? {} : { hours: hours.value }),
    ...(scenario === undefined ? {} : { scenario }),
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(keepRecords.value === undefined ? {} : { keepRecords: keepRecords.value }),
    ...(parentPid.value === undefined ? {} : { parentPid: parentPid.value }),
    help: values.help === true,
  })
}

function optionalNumber(
  flag: string,
  text: string | undefined,
  range: { readonly min: number; readonly max: number },
): Result<number | undefined, string> {
  return text === undefined ? ok(undefined) : wholeNumber(flag, text, range)
}

function readHours(text: string): Result<'exchange' | 'practice', string> {
  if (text === 'exchange' || text === 'practice') return ok(text)
  return err(`--hours takes exchange or practice, not ${JSON.stringify(text)}.`)
}

function wholeNumber(
  flag: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): Result<number, string> {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return ok(value)
  return err(`${flag} takes a whole number from ${min} to ${max}, not ${JSON.stringify(text)}.`)
}

function readSpeed(text: string): Result<number, string> {
  const speed = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
  if (speed > 0 && speed <= SPEED_MAX) return ok(speed)
  return err(`--speed takes a number above 0 and up to ${SPEED_MAX}, not ${JSON.stringify(text)}.`)
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/

function readStart(text: string): Result<TimeUs, string> {
  const ms = ISO_TIME.test(text) ? Date.parse(text) : Number.NaN
  const year = Number.isNaN(ms) ? 0 : new Date(ms).getUTCFullYear()
  if (year >= CALENDAR_YEAR_MIN && year <= START_YEAR_MAX) return ok(timeUs(ms * 1_000))
  return err(
    `--start takes a time such as 2026-11-23T14:00:00Z, from ${CALENDAR_YEAR_MIN} to ${START_YEAR_MAX},` +
      ` not ${JSON.stringify(text)}.`,
  )
}

function firstSentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const first = text.split(/\.\s|\n/, 1)[0] ?? text
  return first.endsWith('.') ? first : `${first}.`
}
