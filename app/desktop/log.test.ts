import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { logFileOf, openLog } from './log.ts'

let profileDir = ''
const onStderr: string[] = []

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
  openLog(profileDir).info('Started.', { level: 9, msg: 'x', port: 7700 })
  expect(lines()).toMatchObject([
    { level: 'info', msg: 'Started.', fields: { level: 9, msg: 'x', port: 7700 } },
  ])
  expect(onStderr).toEqual([])
})

test('puts a warning on stderr too, as one line whatever it holds', () => {
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  openLog(profileDir).warn('Odd.', { error: new Error('a\nb'), big: 1n, circular })
  expect(onStderr).toEqual(['tenor: Odd. error=a b big=1 circular=[object Object]\n'])
  expect(lines()).toMatchObject([{ level: 'warn', msg: 'Odd.', fields: { error: { message: 'a\nb' } } }])
})

test('cuts out what is called a secret', () => {
  openLog(profileDir).info('Login.', { secret: 's3cret', key: { keyId: 'ada', secret: 's3cret' } })
  expect(readFileSync(logFileOf(profileDir), 'utf8')).not.toContain('s3cret')
})

test('moves a large file aside at the start and keeps three old ones', () => {
  const path = logFileOf(profileDir)
  mkdirSync(dirname(path), { recursive: true })
  for (const name of ['first', 'second', 'third', 'fourth']) {
    writeFileSync(path, name)
    truncateSync(path, 5_000_000)
    openLog(profileDir).info('Started.')
  }
  expect(lines()).toHaveLength(1)
  const kept = [1, 2, 3].map((i) => readFileSync(`${path}.${i}`, 'utf8').slice(0, 6).replaceAll('\0', ''))
  expect(kept).toEqual(['fourth', 'third', 'second'])
  expect(existsSync(`${path}.4`)).toBe(false)
})
