// A day is recorded without a window and played again: whoever watches the replay sees the books of that day.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startVenue, type RunningVenue } from './venue-process.ts'

type Json = Readonly<Record<string, unknown>>

const root = path.resolve(import.meta.dirname, '..')

/** The headless command, its lines of JSON, what it says to people, and how it ends. */
class Tenor {
  readonly lines: Json[] = []
  said = ''
  readonly ended: Promise<number | null>
  readonly #child: ChildProcess

  constructor(...args: readonly string[]) {
    this.#child = spawn(process.execPath, [path.join(root, 'out', 'cli', 'tenor.js'), ...args])
    createInterface({ input: this.#child.stdout! }).on('line', (line) => {
      this.lines.push(JSON.parse(line) as Json)
    })
    this.#child.stderr!.on('data', (part) => (this.said += String(part)))
    this.ended = once(this.#child, 'close').then(([code]) => code as number | null)
  }

  event(name: string): Json | undefined {
    return this.lines.find(({ event }) => event === name)
  }

  async until(name: string): Promise<Json> {
    await expect.poll(() => this.event(name), { timeout: 30_000, message: this.said }).toBeDefined()
    return this.event(name)!
  }

  /** As `| head -1` does. */
  stopReading(): void {
    this.#child.stdout!.destroy()
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): void {
    this.#child.kill(signal)
  }
}

let folder: string
let venue: RunningVenue
const running: Tenor[] = []

function tenor(...args: readonly string[]): Tenor {
  const command = new Tenor(...args)
  running.push(command)
  return command
}

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tenor-record-'))
  venue = await startVenue({ seed: 5 })
})

test.afterEach(async () => {
  for (const command of running.splice(0)) {
    command.stop('SIGKILL')
    await command.ended
  }
  await venue.kill()
  rmSync(folder, { recursive: true, force: true })
})

/** Change id → the book. */
function booksOf({ lines }: Tenor): ReadonlyMap<unknown, Json> {
  return new Map(lines.map(({ changeId, bids, asks }) => [changeId, { bids, asks }]))
}

test('what is recorded from the exchange and replayed shows the same book at the same change ids', async () => {
  const file = path.join(folder, 'day.rec')
  const live = tenor('watch', 'H100F27', '--venue', venue.url)
  await expect.poll(() => live.lines.length).toBeGreaterThan(0)
  const recorder = tenor(
    'record',
    '--venue',
    venue.url,
    '--instruments',
    'H100F27',
    '--out',
    file,
    '--seconds',
    '8',
  )
  expect(await recorder.ended).toBe(0)
  const { frames } = await recorder.until('stopped')
  expect(frames).toBeGreaterThan(20)
  // What the exchange said before the recorder stopped has reached the other client too.
  await new Promise((resolve) => setTimeout(resolve, 500))
  live.stop()
  await live.ended

  const replay = tenor('replay', '--in', file, '--speed', '4')
  const { url } = await replay.until('listening')
  const replayed = tenor('watch', 'H100F27', '--venue', String(url))
  await replay.until('ended')
  await expect.poll(() => replayed.lines.length).toBeGreaterThan(10)
  const known = booksOf(live)
  expect([...booksOf(replayed)]).toEqual([...booksOf(replayed).keys()].map((id) => [id, known.get(id)]))
  expect(replay.event('ended')).toEqual({ event: 'ended' })
  expect(replayed.said).toBe('')
  replay.stop()
  expect(await replay.ended).toBe(0)
})

test('a recorder that is killed leaves what it had, and a replay names what is missing or damaged', async () => {
  const file = path.join(folder, 'day.rec')
  const recorder = tenor('record', '--venue', venue.url, '--instruments', 'H100F27,NOPE', '--out', file)
  await recorder.until('recording')
  const size = (): number => readFileSync(file).length
  await expect.poll(size).toBeGreaterThan(3_000)
  // What follows is in another block.
  await expect.poll(size).toBeGreaterThan(size())
  recorder.stop('SIGKILL')
  await recorder.ended
  expect(recorder.said).toContain('not listed: NOPE')

  const killed = tenor('replay', '--in', file, '--speed', '1000')
  expect(await killed.until('listening')).toMatchObject({ damage: expect.stringContaining('was not ended') })
  killed.stop()

  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 20) ^ 4, bytes.length - 20)
  writeFileSync(file, bytes)
  const damaged = tenor('replay', '--in', file, '--speed', '1000')
  const { url } = await damaged.until('listening')
  const watching = tenor('watch', 'H100F27', '--venue', String(url), '--count', '1')
  expect(await watching.ended).toBe(0)
  expect(await damaged.until('ended')).toMatchObject({
    damage: expect.stringMatching(/day\.rec: the block at byte \d+ is damaged$/),
  })
  expect(damaged.said).toContain('it was played up to there')
})

test('a file that exists is refused and kept, and so is a recording that is none', async () => {
  const file = path.join(folder, 'notes.txt')
  writeFileSync(file, 'my notes')
  const recorder = tenor('record', '--venue', venue.url, '--out', file)
  expect(await recorder.ended).toBe(2)
  expect(recorder.said).toContain('EEXIST')
  const replay = tenor('replay', '--in', file)
  expect(await replay.ended).toBe(2)
  expect(replay.said).toContain('is no recording')
  expect(readFileSync(file, 'utf8')).toBe('my notes')
})

test('a recorder whose lines nobody reads any more stops all the same, its recording whole', async () => {
  const file = path.join(folder, 'day.rec')
  const recorder = tenor(
    'record',
    '--venue',
    venue.url,
    '--instruments',
    'H100F27',
    '--out',
    file,
    '--seconds',
    '2',
  )
  await recorder.until('recording')
  recorder.stopReading()
  expect(await recorder.ended).toBe(0)
  const replay = tenor('replay', '--in', file)
  expect(await replay.until('listening')).not.toHaveProperty('damage')
})
