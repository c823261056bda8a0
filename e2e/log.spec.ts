// The log as somebody sees it who is sent it: one file, in order, and nothing in it that lets them log in.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { isLive, startDesktop, type Desktop } from './desktop.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

const SECRET = 'a-key-that-must-not-be-told'

let profileDir: string
let venue: RunningVenue
let desktop: Desktop | undefined

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-log-'))
  venue = await startVenue()
})

test.afterEach(async () => {
  await desktop?.close()
  desktop = undefined
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

test('the menu writes the whole log into one file, oldest line first', async () => {
  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  await isLive(desktop.page)
  const logFile = path.join(profileDir, 'logs', 'tenor.log')
  writeFileSync(`${logFile}.1`, '{"msg":"From before."}\n')
  const target = path.join(profileDir, 'for-support.txt')
  const { app } = desktop
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    dialog.showMessageBox = (...shown: unknown[]) => {
      Object.assign(globalThis, { shownBox: shown.at(-1) })
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
  }, target)
  await app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('saveLog')?.click()
  })
  await expect.poll(() => readdirSync(profileDir)).toContain('for-support.txt')
  const messages = readFileSync(target, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { msg: string }).msg)
  expect(messages.slice(0, 2)).toEqual(['From before.', 'Tenor starts.'])
  await expect
    .poll(() => app.evaluate(() => JSON.stringify((globalThis as { shownBox?: unknown }).shownBox)))
    .toContain('for-support.txt')
})

test('neither the key nor a signature made with it reaches the log, where the login is refused', async () => {
  const environment = { TENOR_KEY_ID: 'ada', TENOR_KEY_SECRET: SECRET }
  desktop = await startDesktop({ profileDir, venueUrl: venue.url, environment })
  await expect(desktop.page.getByTestId('session-orders')).toHaveAttribute('title', /refused the login/, {
    timeout: 20_000,
  })
  const log = readFileSync(path.join(profileDir, 'logs', 'tenor.log'), 'utf8')
  expect(log).toContain('Tenor starts.')
  expect(log).not.toContain(SECRET)
  // A SHA-256 in hexadecimal or in base 64.
  expect(log).not.toMatch(/[0-9a-f]{64}|[A-Za-z0-9+/_-]{43}=/i)
})
