// What goes wrong before there is a window gets a sentence that says what and what to do, and an exit code; and nothing
// that was known is lost.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { electronFlags, resolveElectron } from '../tools/setup.mjs'
import { isLive, startDesktop } from './desktop.ts'
import { startVenue, TRADING_START } from './venue-process.ts'

const root = path.resolve(import.meta.dirname, '..')
const TENOR = path.join(root, 'out', 'cli', 'tenor.js')

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `heard` is called with all that was said on stdout so far. */
async function run(
  command: string,
  args: readonly string[],
  heard: (stdout: string) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
    heard(stdout)
  })
  child.stderr.on('data', (chunk) => (stderr += String(chunk)))
  await once(child, 'close')
  return { code: child.exitCode, stdout, stderr }
}

function desktop(...args: readonly string[]): Promise<Ended> {
  return run(resolveElectron().executablePath, [...electronFlags({ virtual: true }), root, ...args])
}

function tenor(...args: readonly string[]): Promise<Ended> {
  return run(process.execPath, [TENOR, ...args])
}

let folder: string

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tenor-bad-'))
})

test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

for (const { name, args, says } of [
  { name: 'an unknown flag', args: ['--armed'], says: '--armed' },
  { name: 'an address that is none', args: ['--venue', 'localhost'], says: 'ws://' },
  { name: 'a picture without a time', args: ['--screenshot', 'x.png'], says: '--exit-after' },
  { name: 'a time that is no number', args: ['--exit-after', 'soon'], says: '--exit-after' },
]) {
  test(`the terminal refuses ${name} in a sentence`, async () => {
    const { code, stderr } = await desktop('--profile', folder, ...args)
    expect(code).toBe(2)
    expect(stderr).toContain(says)
  })
}

test('a damaged journal is named and left as it was', async () => {
  const journal = path.join(folder, 'journal.sqlite')
  const damaged = 'this is no journal '.repeat(500)
  writeFileSync(journal, damaged)
  const { code, stderr } = await desktop('--profile', folder, '--exit-after', '20')
  expect(code).toBe(1)
  expect(stderr).toContain(journal)
  expect(stderr).toContain('--profile')
  expect(readFileSync(journal, 'utf8')).toBe(damaged)
})

test('a damaged window state is put aside and the terminal starts', async () => {
  writeFileSync(path.join(folder, 'window-state.json'), '{"version":1,"setups":[{')
  const terminal = await startDesktop({ profileDir: folder, seed: 2, start: TRADING_START })
  await isLive(terminal.page)
  await terminal.close()
  const aside = readdirSync(folder).filter((name) => name.startsWith('window-state.damaged-'))
  expect(aside).toHaveLength(1)
  expect(readFileSync(path.join(folder, aside[0] ?? ''), 'utf8')).toContain('setups')
})

test('the exchange names a port that is in use and what to do', async () => {
  const squatter = createServer().listen(0, '127.0.0.1')
  await once(squatter, 'listening')
  const { port } = squatter.address() as AddressInfo
  const { code, stdout, stderr } = await tenor('venue', '--port', String(port))
  squatter.close()
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain(String(port))
})

for (const { name, args, says } of [
  { name: 'an unknown command', args: ['trade'], says: 'trade' },
  { name: 'an unknown flag of the exchange', args: ['venue', '--sed', '1'], says: '--sed' },
  { name: 'a speed below zero', args: ['venue', '--speed', '-1'], says: '--speed' },
  {
    name: 'a depth of zero',
    args: ['watch', 'H100F27', '--venue', 'ws://127.0.0.1:1', '--depth', '0'],
    says: 'depth',
  },
  { name: 'no address', args: ['watch', 'H100F27'], says: '--venue' },
  { name: 'to watch nothing', args: ['watch', '--venue', 'ws://127.0.0.1:1'], says: '--health' },
  {
    name: 'a file of books that is not there',
    args: ['books', '--in', 'nowhere.jsonl'],
    says: 'nowhere.jsonl',
  },
]) {
  test(`the command line refuses ${name} in a sentence`, async () => {
    const { code, stdout, stderr } = await tenor(...args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(says)
  })
}

test('the command line says so when an instrument is not listed', async () => {
  const venue = await startVenue()
  const { code, stderr } = await tenor('watch', 'H100F99', '--venue', venue.url)
  await venue.kill()
  expect(code).toBe(2)
  expect(stderr).toContain('H100F99')
})

test('the command line tells the health of a session: live, then silent with its age, nothing lost', async () => {
  const venue = await startVenue()
  const isFlowing = ({ state, messagesPerSecond }: Record<string, unknown>): boolean =>
    state === 'live' && Number(messagesPerSecond) > 0
  let isFrozen = false
  const args = ['watch', '--health', '--venue', venue.url, '--count', '10']
  const { code, stdout } = await run(process.execPath, [TENOR, ...args], (said) => {
    if (isFrozen || !linesOf(said).some(isFlowing)) return
    isFrozen = true
    venue.freeze()
  })
  await venue.kill()
  expect(code).toBe(0)
  const lines = linesOf(stdout)
  const live = lines.find(isFlowing)
  expect(live).toMatchObject({ books: { live: 278, stale: 0, none: 0 }, resyncs: {}, reconnects: 0 })
  expect(live).toHaveProperty('roundTripUs.p50')
  // After four seconds of silence the session tries anew; nothing is live meanwhile.
  expect(lines.at(-1)?.['state']).not.toBe('live')
  const silent = lines.find(({ reason }) => reason === 'silent')
  expect(silent).toMatchObject({ books: { live: 0, stale: 278 } })
  expect(silent?.['ageMs']).toBeGreaterThan(3_000)
})

/** Whole lines only: the last one may still be on its way. */
function linesOf(stdout: string): Record<string, unknown>[] {
  const whole = stdout.slice(0, stdout.lastIndexOf('\n') + 1).trim()
  return whole === '' ? [] : whole.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
}
