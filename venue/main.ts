// The paper exchange as a program: reads its flags, starts the server, prints one line of JSON once it listens, and
// ends cleanly on SIGTERM, SIGINT or when its parent is gone. Started by the desktop (utilityProcess), by
// `tenor venue` (child process) and by tests; it behaves the same in each.
// Exit codes: 0 after a clean end, 2 for a flag, a variable or a port that cannot be used, 1 for a bug.
import { randomBytes } from 'node:crypto'
import { timeUs } from '../shared/math/quantities.ts'
import { readFlags, USAGE, type VenueFlags } from './flags.ts'
import { readKeys, type Keys } from './gateway/keys.ts'
import { HOST, startVenueServer } from './gateway/server.ts'
import { watchParent } from './parent-watch.ts'

const EXIT_BAD_USE = 2

function stopWith(sentence: string): never {
  process.stderr.write(`venue: ${sentence}\n`)
  process.exit(EXIT_BAD_USE)
}

async function run(flags: VenueFlags, keys: Keys): Promise<void> {
  const startUs = flags.startUs ?? timeUs(Date.now() * 1_000)
  const instanceId = randomBytes(8).toString('hex')
  const { port: wanted, seed, speed } = flags
  const nowMs = (): number => performance.now()
  const server = await startVenueServer({
    port: wanted,
    seed,
    speed,
    startUs,
    keys,
    instanceId,
    nowMs,
  }).catch((error: unknown) => stopWith(listenSentence(error, wanted)))
  const { url, port } = server
  const venueTime = new Date(startUs / 1_000).toISOString()
  const ready = { event: 'listening', url, host: HOST, port, instanceId, seed, speed, venueTime }
  process.stdout.write(`${JSON.stringify(ready)}\n`)

  let isClosing = false
  const close = (): void => {
    if (isClosing) return
    isClosing = true
    watch?.stop()
    void server.close().then(() => process.exit(0))
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
} else {
  const keys = readKeys(process.env['TENOR_VENUE_KEYS'])
  if (!keys.ok) stopWith(keys.error)
  await run(flags.value, keys.value)
}
