// The settings on the real Electron: changed by keyboard, kept over a kill, put aside when damaged, searched, set back, and
// taken from other people's files with care; in both languages.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { CHINESE, ENGLISH, isLive, keepEvidence, startDesktop, type Desktop } from './desktop.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

let profileDir: string
let desktop: Desktop
let venue: RunningVenue

test.beforeAll(async () => {
  venue = await startVenue({ seed: 4 })
})
test.afterAll(() => venue.kill())
test.beforeEach(() => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-settings-'))
})
test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, desktop.page, profileDir)
  await desktop.close()
  rmSync(profileDir, { recursive: true, force: true })
})

async function start(environment: Readonly<Record<string, string>> = ENGLISH): Promise<Page> {
  desktop = await startDesktop({ profileDir, venueUrl: venue.url, environment })
  await isLive(desktop.page)
  return desktop.page
}

function settingsFile(): string {
  return path.join(profileDir, 'settings.json')
}

function kept(): Record<string, unknown> {
  return JSON.parse(readFileSync(settingsFile(), 'utf8')) as Record<string, unknown>
}

/** Goes on with Tab until the element has the keyboard. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab never came there.')
}

test('a setting is changed by keys alone and outlives a kill', async () => {
  let page = await start()
  await page.keyboard.press(',')
  await expect(page.getByTestId('settings-search')).toBeFocused()
  await tabTo(page, page.getByTestId('section-appearance'))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByTestId('theme-dark'))
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(page.getByTestId('theme-light')).toBeFocused()
  await tabTo(page, page.getByTestId('density-standard'))
  await page.keyboard.press('ArrowLeft')
  await tabTo(page, page.getByTestId('zoom-more'))
  await page.keyboard.press('Enter')
  await expect.poll(() => kept()['zoom'], { timeout: 5_000 }).toBe(110)
  expect(kept()).toMatchObject({ version: 1, theme: 'light', density: 'compact' })
  await desktop.kill()

  page = await start()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
  const zoom = await desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
  )
  expect(zoom).toBeCloseTo(1.1)
})

for (const [language, environment, sentence] of [
  ['English', ENGLISH, /settings\.json is damaged\. It is kept as settings\.damaged-\w+\.json/],
  ['Chinese', CHINESE, /settings\.json已损坏。原文件在配置文件夹中另存为settings\.damaged-\w+\.json/],
] as const) {
  test(`a damaged file is kept aside and named, in ${language}`, async () => {
    const damaged = '{"version":1,"theme":"light"'
    writeFileSync(settingsFile(), damaged)
    const page = await start(environment)
    await expect(page.getByTestId('toast')).toContainText(sentence)
    await page.getByTestId('tab-messages').click()
    await expect(page.getByTestId('message-row').filter({ hasText: sentence })).toBeVisible()
    const aside = readdirSync(profileDir).filter((name) => name.startsWith('settings.damaged-'))
    expect(aside).toHaveLength(1)
    expect(readFileSync(path.join(profileDir, aside[0] ?? ''), 'utf8')).toBe(damaged)
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect.poll(() => kept()['version']).toBe(1)
  })
}

test('a search finds in both languages what is meant, and one setting goes back alone', async () => {
  writeFileSync(settingsFile(), JSON.stringify({ version: 1, theme: 'light', timeZone: 'chicago' }))
  const page = await start(CHINESE)
  await expect(page.getByTestId('venue-clock')).toContainText('芝加哥')
  await page.keyboard.press(',')
  for (const query of ['配色', 'night']) {
    await page.getByTestId('settings-search').fill(query)
    await expect(page.getByTestId('settings-page').locator('.setting')).toHaveCount(1)
    await expect(page.getByTestId('setting-theme')).toHaveAttribute('data-changed', 'true')
  }
  await page.getByTestId('reset-theme').click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByTestId('setting-theme')).toHaveAttribute('data-changed', 'false')
  await page.getByTestId('settings-search').fill('qwertz')
  await expect(page.getByTestId('settings-found')).toContainText('没有')
  await page.getByTestId('settings-search').fill('保证金')
  await expect(page.getByTestId('risk-limits')).toBeVisible()
  await expect.poll(() => kept()['theme']).toBe('dark')
  expect(kept()['timeZone']).toBe('chicago')
})

test('what was half typed when Esc closed the dialog is not taken', async () => {
  const page = await start()
  await page.keyboard.press(',')
  await page.getByTestId('user').fill('Ada')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('settings-dialog')).toHaveCount(0)
  await page.keyboard.press(',')
  await expect(page.getByTestId('user')).toHaveValue('')
  await page.getByTestId('user').fill('Ada')
  await page.keyboard.press('Enter')
  await expect.poll(() => kept()['user']).toBe('Ada')
})

test('a file of settings is taken after it was shown, and a hostile one is refused', async () => {
  writeFileSync(settingsFile(), JSON.stringify({ version: 1, user: 'Ada', thousands: 'comma' }))
  const page = await start()
  const file = path.join(profileDir, 'from-a-friend.json')
  await desktop.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, file)
  await page.keyboard.press(',')
  for (const [text, says] of [
    ['{"version":1,', 'the file is damaged'],
    ['{"version":1,"theme":"neon"}', 'at “theme”'],
    ['{"version":1,"armed":true}', 'at “armed”'],
    ['{"version":1,"__proto__":{"theme":"light"}}', 'at “__proto__”'],
    ['{"version":1,"zoom":1e9}', 'at “zoom”'],
    ['{"version":9}', 'by a newer Tenor'],
    [' '.repeat(20_000), 'cannot be read'],
  ] as const) {
    writeFileSync(file, text)
    await page.getByTestId('settings-import').click()
    await expect(page.getByTestId('settings-said')).toContainText(says)
    await expect(page.getByTestId('settings-said')).toHaveAttribute('data-refusal', 'true')
  }
  expect(kept()).toMatchObject({ user: 'Ada', theme: 'dark', thousands: 'comma' })

  writeFileSync(file, '{"version":1,"user":"Mallory","theme":"light","thousands":"comma"}')
  await page.getByTestId('settings-import').click()
  await expect(page.getByTestId('settings-question').getByRole('listitem')).toHaveText([
    'Theme: Dark → Light',
  ])
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('settings-question')).toHaveCount(0)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByTestId('settings-import').click()
  await page.getByTestId('settings-yes').click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect.poll(() => kept()['theme']).toBe('light')
  expect(kept()).toMatchObject({ user: 'Ada', thousands: 'comma' })

  await page.getByTestId('settings-export').click()
  await expect(page.getByTestId('settings-said')).toContainText('from-a-friend.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1, user: '', theme: 'light' })
})
