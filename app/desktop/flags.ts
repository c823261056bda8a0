// The command line of the desktop program: our own flags, checked, and the switches of Chromium, Node and Playwright,
// which Electron has already read and which are passed over. Anything else is refused with a sentence, because a flag
// that is silently ignored is a person who believes something that is not so. Called once by main.ts.
import { join, resolve } from 'node:path'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { isUserName } from '../../shared/desk/settings-document.ts'
import { venueAddress } from '../../shared/domain/venue-address.ts'
import { isLink } from './deep-link.ts'

export interface DesktopFlags {
  /** Absolute folder of the user's data. */
  readonly profileDir?: string
  /** Who works at this terminal, for the audit trail. */
  readonly user?: string
  /** Base address of an exchange that runs elsewhere; without it the embedded paper exchange is started. */
  readonly venueUrl?: string
  /** Absolute path of a recording to be replayed in place of any exchange. */
  readonly replayFile?: string
  /** Absolute path of the PNG to write just before the end. */
  readonly screenshotFile?: string
  readonly exitAfterSeconds?: number
  /** Seed of the embedded paper exchange. */
  readonly seed?: number
  /** A day that the embedded exchange plays: a name, or an absolute path of a file. */
  readonly scenario?: string
  /** Clock of the embedded exchange, in its own words; it checks them. */
  readonly speed?: string
  readonly start?: string
  /** Crashes in a row before this start; given by the terminal that crashed. */
  readonly crashes?: number
}

/** A flag that only the terminal gives itself. */
export const AFTER_CRASH = '--after-crash'

const KNOWN =
  '--profile DIR, --user NAME, --venue URL, --replay FILE, --screenshot FILE, --exit-after SECONDS, --seed N, --scenario NAME, --speed X, --start TIME'
const EXIT_AFTER_SECONDS_MAX = 86_400
/** As the exchange takes it. */
const SEED_MAX = 2 ** 31 - 1
const CRASHES_MAX = 99

/**
 * `args` as in `process.argv` after the program's own name; `appDir` may stand among them, once, as a bare word. A link that
 * the system hands over stands last: what follows it may be an attempt to add flags through its text.
 */
export function parseFlags(
  args: readonly string[],
  context: { readonly appDir: string; readonly workingDir: string },
): Result<DesktopFlags, string> {
  let flags: DesktopFlags = {}
  let appDirSeen = false
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? ''
    if (isLink(arg)) {
      if (i === args.length - 1) continue
      return err('Nothing may stand after a link on the command line. Give flags before it.')
    }
    if (!arg.startsWith('-')) {
      if (appDirSeen || resolve(context.workingDir, arg) !== resolve(context.appDir)) {
        return err(`Tenor does not know what to do with "${arg}". Known flags: ${KNOWN}.`)
      }
      appDirSeen = true
      continue
    }
    if (arg === '-r' || arg === '--require') {
      // Electron has loaded the file that follows, as it does for Playwright when started from source.
      i += 1
      continue
    }
    const equals = arg.indexOf('=')
    const name = equals < 0 ? arg : arg.slice(0, equals)
    if (!isOwnFlag(name)) {
      if (isForeignSwitch(name)) continue
      return err(`Unknown flag ${name}. Known flags: ${KNOWN}.`)
    }
    const next = args[i + 1]
    const value = equals < 0 ? next : arg.slice(equals + 1)
    if (value === undefined || value === '' || (equals < 0 && value.startsWith('--'))) {
      return err(`${name} needs a value: ${VALUE_OF[name]}.`)
    }
    if (equals < 0) i += 1
    const read = readFlag(name, value, context.workingDir)
    if (!read.ok) return read
    flags = { ...flags, ...read.value }
  }
  return checkTogether(flags)
}

const VALUE_OF = {
  '--profile': 'the folder of the user data',
  '--user': 'your name, for the audit trail',
  '--venue': 'the address of the exchange, such as ws://127.0.0.1:7700',
  '--replay': 'the recording to play',
  '--screenshot': 'the PNG file to write',
  '--exit-after': 'a number of seconds',
  '--seed': 'a whole number',
  '--scenario': 'the name of a scenario or a file',
  '--speed': 'seconds of the exchange per second',
  '--start': 'a time such as 2026-11-23T14:00:00Z',
  [AFTER_CRASH]: 'how many crashes in a row there were',
} as const

type OwnFlag = keyof typeof VALUE_OF

function isOwnFlag(name: string): name is OwnFlag {
  return Object.hasOwn(VALUE_OF, name)
}

function readFlag(name: OwnFlag, value: string, workingDir: string): Result<DesktopFlags, string> {
  switch (name) {
    case '--profile':
      return ok({ profileDir: resolve(workingDir, value) })
    case '--user':
      return isUserName(value)
        ? ok({ user: value })
        : err(`--user takes a name of 1 to 80 characters on one line.`)
    case '--replay':
      return ok({ replayFile: resolve(workingDir, value) })
    case '--screenshot':
      return ok({ screenshotFile: resolve(workingDir, value) })
    case '--venue':
      return readVenueUrl(value)
    case '--exit-after': {
      const seconds = Number(value)
      if (!(seconds > 0 && seconds <= EXIT_AFTER_SECONDS_MAX)) {
        return err(
          `--exit-after takes seconds above 0 and up to ${EXIT_AFTER_SECONDS_MAX}; "${value}" is not that.`,
        )
      }
      return ok({ exitAfterSeconds: seconds })
    }
    case '--seed': {
      const seed = readWhole(name, value, SEED_MAX)
      return seed.ok ? ok({ seed: seed.value }) : seed
    }
    case AFTER_CRASH: {
      const crashes = readWhole(name, value, CRASHES_MAX)
      return crashes.ok ? ok({ crashes: crashes.value }) : crashes
    }
    case '--scenario':
      return ok({ scenario: /[./\\]/.test(value) ? resolve(workingDir, value) : value })
    case '--speed':
      return ok({ speed: value })
    case '--start':
      return ok({ start: value })
  }
}

function readWhole(flag: string, value: string, max: number): Result<number, string> {
  const whole = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (whole <= max) return ok(whole)
  return err(`${flag} takes a whole number from 0 to ${max}; "${value}" is not that.`)
}

function readVenueUrl(value: string): Result<DesktopFlags, string> {
  const venueUrl = venueAddress(URL.canParse(value) ? new URL(value) : undefined)
  if (venueUrl === undefined) {
    return err(
      `--venue takes an address such as ws://127.0.0.1:7700 or wss://exchange.example; "${value}" is not that.`,
    )
  }
  return ok({ venueUrl })
}

function checkTogether(flags: DesktopFlags): Result<DesktopFlags, string> {
  if (flags.screenshotFile !== undefined && flags.exitAfterSeconds === undefined) {
    return err('--screenshot needs --exit-after SECONDS, which says when to take the picture and end.')
  }
  const embedded = (['seed', 'scenario', 'speed', 'start'] as const).find((name) => flags[name] !== undefined)
  const other = flags.venueUrl === undefined ? flags.replayFile && '--replay' : '--venue'
  if (flags.venueUrl !== undefined && flags.replayFile !== undefined) {
    return err('--venue and --replay both say where market data come from. Leave one of the two out.')
  }
  if (embedded !== undefined && other !== undefined) {
    return err(
      `--${embedded} is for the embedded exchange, but ${other} names another. Leave one of the two out.`,
    )
  }
  return ok(flags)
}

/**
 * The command line of the embedded exchange. A day that is chosen begins anew each time; the everyday exchange keeps
 * its books, orders and accounts in the profile.
 */
export function venueArgs(
  { seed, scenario, speed, start }: DesktopFlags,
  profileDir: string,
): readonly string[] {
  const isChosen = seed !== undefined || scenario !== undefined || start !== undefined
  return [
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(scenario === undefined ? [] : ['--scenario', scenario]),
    ...(speed === undefined ? [] : ['--speed', speed]),
    ...(start === undefined ? [] : ['--start', start]),
    ...(isChosen ? [] : ['--data', join(profileDir, 'exchange')]),
  ]
}

// What Electron documents for its users, what Playwright adds, and what one needs on a machine without a GPU.
const FOREIGN_SWITCHES: ReadonlySet<string> = new Set(
  `disable-background-timer-throttling disable-backgrounding-occluded-windows disable-dev-shm-usage disable-features
  disable-gpu disable-gpu-compositing disable-gpu-sandbox disable-http-cache disable-renderer-backgrounding
  disable-software-rasterizer enable-blink-features enable-features enable-logging enable-unsafe-swiftshader
  force-color-profile force-device-scale-factor force-prefers-reduced-motion high-dpi-support ignore-gpu-blocklist
  in-process-gpu inspect inspect-brk inspect-brk-electron inspect-electron inspect-port js-flags lang log-file log-level
  log-net-log no-sandbox no-zygote original-process-start-time ozone-platform ozone-platform-hint password-store
  remote-debugging-pipe remote-debugging-port trace-startup trace-startup-file use-angle use-gl v vmodule`.split(
    /\s+/,
  ),
)

function isForeignSwitch(name: string): boolean {
  // macOS adds `-psn_…` when a program is started from the Finder.
  return (name.startsWith('--') && FOREIGN_SWITCHES.has(name.slice(2))) || name.startsWith('-psn_')
}
