import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readWindowState, writeWindowState } from './window-state-file.ts'
import { NO_WINDOW_STATE, rememberPlace } from './window-state.ts'

let folder = ''
let path = ''
const warnings: string[] = []
const log = { info: () => {}, warn: (message: string) => warnings.push(message), error: () => {} }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenor-window-state-'))
  path = join(folder, 'window-state.json')
  warnings.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

test('starts with nothing, silently', () => {
  expect(readWindowState(path, log)).toBe(NO_WINDOW_STATE)
  expect(warnings).toEqual([])
})

test('reads back what it wrote and leaves one file', () => {
  const bounds = { x: 1, y: 2, width: 1200, height: 700 }
  const state = rememberPlace(NO_WINDOW_STATE, 'desk', { bounds, maximised: true })
  writeWindowState(path, NO_WINDOW_STATE, log)
  writeWindowState(path, state, log)
  expect(readWindowState(path, log)).toEqual(state)
  expect(readdirSync(folder)).toEqual(['window-state.json'])
})

test('keeps a corrupt file aside and says so', () => {
  writeFileSync(path, '{"version":1,')
  expect(readWindowState(path, log)).toBe(NO_WINDOW_STATE)
  expect(readFileSync(`${path}.corrupt`, 'utf8')).toBe('{"version":1,')
  expect(warnings).toHaveLength(1)
})

test('says so when the state cannot be written, and throws nothing', () => {
  writeWindowState(join(folder, 'missing', 'window-state.json'), NO_WINDOW_STATE, log)
  expect(warnings).toHaveLength(1)
})
