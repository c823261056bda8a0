import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { logFileOf, logFilesOf } from './log-files.ts'
import { openLog } from './log.ts'

let profileDir = ''
const onStderr: string[] = []
const NO_SECRETS = { secrets: [] }

beforeEach(() => {
  profileDir = mkdtempSync(join(tmpdir(), 'tenor-log-'))
  onStderr.length = 0
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => onStderr.push(String(chunk)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(profileDir, { recursive: true })
})

const lines = (): Record<string, unknown>[] =>
  readFileSync(logFileOf(profileDir), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test('writes each line at once, its fields apart from its level and message', () => {
  openLog(profileDir, NO_SECRETS).info('Started.', { level: 9, msg: 'x', port: 7700 })
  expect(lines()).toMatchObject([
    { level: 'info', msg: 'Started.', fields: { level: 9, msg: 'x', port: 7700 } },
  ])
  expect(onStderr).toEqual([])
})

test('puts a warning on stderr too, as one line whatever it holds', () => {
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  openLog(profileDir, NO_SECRETS).warn('Odd.', { error: new Error('a\nb'), big: 1n, circular })
  expect(onStderr).toEqual(['tenor: Odd. error=a b big=1 circular=[object Object]\n'])
  expect(lines()).toMatchObject([{ level: 'warn', msg: 'Odd.', fields: { error: { message: 'a\nb' } } }])
})

test('cuts out what is called a secret or a signature', () => {
  const key = { keyId: 'ada', secret: 's3cret', signature: 's1gned' }
  openLog(profileDir, NO_SECRETS).info('Login.', { secret: 's3cret', signature: 's1gned', key })
  const text = readFileSync(logFileOf(profileDir), 'utf8')
  expect(text).toContain('ada')
  expect(text).not.toMatch(/s3cret|s1gned/)
})

test('never writes a value that is known to be secret, whatever it stands in', () => {
  const secret = 'k"ey\\of $& ada'
  const log = openLog(profileDir, { secrets: [secret, ''] })
  const error = new Error(`login with ${secret} failed`)
  log.warn(`Refused ${secret}.`, { error, url: `wss://x/?k=${secret}`, deep: [{ list: [secret] }] })
  const text = readFileSync(logFileOf(profileDir), 'utf8') + onStderr.join('')
  expect(text).not.toContain(secret)
  expect(text).not.toContain(JSON.stringify(secret).slice(1, -1))
  expect(lines()).toMatchObject([{ msg: 'Refused (cut out).', fields: { url: 'wss://x/?k=(cut out)' } }])
  expect(onStderr[0]).toContain('tenor: Refused (cut out).')
})

test('moves a large file aside at the start and keeps three old ones', () => {
  const path = logFileOf(profileDir)
  mkdirSync(dirname(path), { recursive: true })
  for (const name of ['first', 'second', 'third', 'fourth']) {
    writeFileSync(path, name)
    truncateSync(path, 5_000_000)
    openLog(profileDir, NO_SECRETS).info('Started.')
  }
  expect(lines()).toHaveLength(1)
  const kept = [1, 2, 3].map((i) => readFileSync(`${path}.${i}`, 'utf8').slice(0, 6).replaceAll('\0', ''))
  expect(kept).toEqual(['fourth', 'third', 'second'])
  expect(existsSync(`${path}.4`)).toBe(false)
})

test('starts a new file while it is written, loses no line and never takes more than its bound', async () => {
  const log = openLog(profileDir, { secrets: [], fileBytesMax: 10_000 })
  const path = logFileOf(profileDir)
  let written = 0
  const write = async (count: number): Promise<void> => {
    for (const end = written + count; written < end; written++) {
      log.info('Line.', { number: written })
      // As in the program, where other things happen between two new files.
      if (written % 100 === 0) await setImmediate()
    }
  }
  const numbers = (): unknown[] =>
    logFilesOf(path)
      .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { fields: { number: number } }).fields.number)
  await write(250)
  expect(logFilesOf(path).length).toBeGreaterThan(2)
  expect(numbers()).toEqual(Array.from({ length: 250 }, (_, at) => at))
  await write(5_000)
  const kept = numbers()
  expect(kept.at(-1)).toBe(written - 1)
  expect(kept).toEqual(kept.map((_, at) => written - kept.length + at))
  expect(logFilesOf(path)).toHaveLength(4)
  for (const file of logFilesOf(path)) expect(statSync(file).size).toBeLessThan(10_200)
})

test('writes on in the old file when no new one can be started', () => {
  const log = openLog(profileDir, { secrets: [], fileBytesMax: 1_000 })
  const path = logFileOf(profileDir)
  // A folder in the place of the oldest file cannot be replaced by a file.
  mkdirSync(`${path}.3/full`, { recursive: true })
  for (const i of [1, 2]) writeFileSync(`${path}.${i}`, '')
  for (let number = 0; number < 100; number++) log.info('Line.', { number })
  expect(lines()).toHaveLength(100)
  expect(onStderr[0]).toContain('The log cannot be written')
})
