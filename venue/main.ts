// The paper exchange as a program: reads its flags, starts the server, prints one line of JSON once it listens, and
// ends cleanly on SIGTERM, SIGINT or when its parent is gone. Started by the desktop (utilityProcess), by
// `tenor venue` (child process) and by tests; it behaves the same in each.
// Exit codes: 0 after a clean end, 2 for a flag, a variable or a port that cannot be used, 1 for a bug.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ok } from '../shared/domain/result.ts'
import { timeUs } from '../shared/math/quantities.ts'
import { readFlags, USAGE, VENUE_DEFAULTS, type VenueFlags } from './flags.ts'
import { readKeys, type Keys } from './gateway/keys.ts'
import { HOST, startVenueServer, type VenueServer } from './gateway/server.ts'
import { VenueJournal } from './journal/venue-journal.ts'
import { readScenario, type Scenario } from './market/scenario/read-scenario.ts'
import { shippedScenario, shippedScenarios } from './market/scenario/shipped-scenarios.ts'
import {
  openPaperVenue,
  reachedUs,
  readVenueImage,
  runIn,
  type PaperVenue,
  type PaperVenueOptions,
} from './paper-venue.ts'
import { watchParent } from './parent-watch.ts'

const EXIT_BAD_USE = 2

function stopWith(sentence: string): never {
  process.stderr.write(`venue: ${sentence}\n`)
  process.exit(EXIT_BAD_USE)
}

interface Setting {
  readonly venue: Omit<PaperVenueOptions, 'onFault'>
  readonly speed: number
}

/** What the flags, the scenario and the data folder come to. */
function settingOf(flags: VenueFlags): Setting {
  const scenario = flags.scenario === undefined ? undefined : scenarioNamed(flags.scenario)
  const store = flags.dataDir === undefined ? undefined : openStore(flags.dataDir, flags.keepRecords)
  const image = store === undefined ? ok(undefined) : readVenueImage(store.state.snapshot)
  if (!image.ok)
    stopWith(`${image.error} Or move ${flags.dataDir ?? ''} away: the exchange then begins anew.`)
  const wantedUs = flags.startUs ?? scenario?.startUs ?? timeUs(Date.now() * 1_000)
  const reached = store === undefined ? undefined : reachedUs(store.state, image.value)
  const { seed, speed, hours } = { ...VENUE_DEFAULTS, ...scenario, ...flags }
  return {
    speed,
    venue: {
      seed,
      speed,
      hours,
      startUs: timeUs(Math.max(wantedUs, reached ?? 0)),
      // A venue that comes back is the same run: clients resume where they were.
      instanceId: (store && runIn(store.state, image.value)?.instanceId) ?? randomBytes(8).toString('hex'),
      ...(scenario === undefined ? {} : { scenario }),
      ...(store === undefined ? {} : { store, image: image.value }),
    },
  }
}

function openStore(dir: string, keepRecords: number | undefined): NonNullable<PaperVenueOptions['store']> {
  if (keepRecords !== undefined) {
    const kept = VenueJournal.keepRecords(dir, keepRecords)
    if (!kept.ok) stopWith(kept.error)
    process.stderr.write(`venue: the data folder as it was is kept in ${kept.value}\n`)
  }
  const opened = VenueJournal.open(dir)
  if (!opened.ok) stopWith(opened.error)
  return { ...opened.value, nowMs: () => performance.now() }
}

function scenarioNamed(name: string): Scenario {
  const shipped = shippedScenario(name)
  if (shipped !== undefined) return shipped
  let text: string
  try {
    text = readFileSync(name, 'utf8')
  } catch {
    const names = shippedScenarios().map((scenario) => scenario.name)
    stopWith(`there is no scenario or file ${JSON.stringify(name)}; those that ship: ${names.join(', ')}.`)
  }
  const scenario = readScenario(text)
  return scenario.ok ? scenario.value : stopWith(scenario.error)
}

function scenarioList(): string {
  const rows = shippedScenarios().map(({ name, title }) => `${name.padEnd(20)}${title}\n`)
  return rows.join('')
}

async function run(flags: VenueFlags, keys: Keys): Promise<void> {
  const { venue: options, speed } = settingOf(flags)
  const { startUs, instanceId, seed, hours } = options
  const wanted = flags.port
  let venue: PaperVenue | undefined
  const running: { gateway?: VenueServer['gateway'] } = {}
  const server = await startVenueServer({
    port: wanted,
    speed,
    startUs,
    keys,
    instanceId,
    nowMs: () => performance.now(),
    epochMs: () => Date.now(),
    onListening: ({ url, port }) => {
      const venueTime = new Date(startUs / 1_000).toISOString()
      const scenario = options.scenario?.name
      const ready = {
        event: 'listening',
        url,
        host: HOST,
        port,
        instanceId,
        seed,
        speed,
        hours,
        scenario,
        venueTime,
      }
      process.stdout.write(`${JSON.stringify(ready)}\n`)
    },
    open: (listener) => {
      venue = openPaperVenue({ ...options, onFault: (fault) => running.gateway?.fault(fault) }, listener)
      return venue
    },
  }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).syscall === 'listen') stopWith(listenSentence(error, wanted))
    throw error
  })
  running.gateway = server.gateway

  let isClosing = false
  const close = (): void => {
    if (isClosing) return
    isClosing = true
    watch?.stop()
    void server.close().then(() => {
      venue?.close()
      process.exit(0)
    })
  }
  const watch = flags.parentPid === undefined ? undefined : watchParent(flags.parentPid, close)
  process.on('SIGTERM', close)
  // Kept for good: a second Ctrl-C while closing must not kill the process half-way.
  process.on('SIGINT', close)
}

function listenSentence(error: unknown, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return `port ${port} is in use; stop the program that has it, or take another with --port N (0 for any free one).`
  }
  if (code === 'EACCES')
    return `port ${port} needs rights this user does not have; take one above 1023 with --port N.`
  return `cannot listen on ${HOST} port ${port}: ${message}.`
}

// The line on stdout may find nobody who reads it any more; that is no reason to die with a stack trace.
process.stdout.on('error', () => undefined)

const flags = readFlags(process.argv.slice(2))
if (!flags.ok) stopWith(flags.error)
if (flags.value.help) {
  process.stdout.write(USAGE)
} else if (flags.value.scenario === 'list') {
  process.stdout.write(scenarioList())
} else {
  const keys = readKeys(process.env['TENOR_VENUE_KEYS'])
  if (!keys.ok) stopWith(keys.error)
  void run(flags.value, keys.value)
}
