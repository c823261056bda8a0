import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyLog } from './log-copy.ts'
import { logFileOf, moveAside } from './log-files.ts'

let profileDir = ''
let logFile = ''
let target = ''

beforeEach(() => {
  profileDir = mkdtempSync(join(tmpdir(), 'tenor-copy-'))
  logFile = logFileOf(profileDir)
  target = join(profileDir, 'copy.txt')
  mkdirSync(dirname(logFile))
  writeFileSync(`${logFile}.2`, 'one\n')
  writeFileSync(`${logFile}.1`, 'two\n')
  writeFileSync(logFile, 'three\n')
})
afterEach(() => {
  rmSync(profileDir, { recursive: true })
})

test('copies the old files and the current one in order into one, over what was there', async () => {
  writeFileSync(target, 'something that is longer than the log itself')
  const copied = await copyLog(logFile, target)
  expect(copied).toEqual({ ok: true, value: { files: 3, bytes: 14 } })
  expect(readFileSync(target, 'utf8')).toBe('one\ntwo\nthree\n')
  expect(existsSync(`${target}.part`)).toBe(false)
})

test('copies what the log held at the call when it is written and moves aside meanwhile', async () => {
  const copying = copyLog(logFile, target)
  writeFileSync(logFile, 'later\n', { flag: 'a' })
  moveAside(logFile)
  writeFileSync(logFile, 'later still\n')
  await copying
  expect(readFileSync(target, 'utf8')).toBe('one\ntwo\nthree\n')
})

test('refuses to replace the log with its copy', async () => {
  expect(await copyLog(logFile, join(profileDir, 'logs', '..', 'logs', 'tenor.log.1'))).toMatchObject({
    ok: false,
  })
  expect(readFileSync(`${logFile}.1`, 'utf8')).toBe('two\n')
})

test('says why a copy could not be written and leaves nothing behind', async () => {
  const nowhere = join(profileDir, 'nowhere', 'copy.txt')
  expect(await copyLog(logFile, nowhere)).toMatchObject({
    ok: false,
    error: expect.stringContaining('ENOENT') as string,
  })
  mkdirSync(target)
  expect(await copyLog(logFile, target)).toMatchObject({ ok: false })
  expect(existsSync(`${target}.part`)).toBe(false)
})
