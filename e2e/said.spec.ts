// What a person hears who does not look, on the real Electron: fills, denials, a stop and a lost link are said in the live
// regions, in both languages, together where they come together.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import {
  isLive,
  keepEvidence,
  ladderCell,
  startDesktop,
  ticksFrom,
  touchPrice,
  type Desktop,
} from './desktop.ts'
import { LANGUAGES, type LanguageName } from './every-view.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

let profileDir: string
let venue: RunningVenue
let desktop: Desktop
let page: Page

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-said-'))
  venue = await startVenue({ seed: 5 })
})
test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, page, profileDir)
  await desktop.close()
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

async function open(language: LanguageName): Promise<void> {
  desktop = await startDesktop({ profileDir, venueUrl: venue.url, environment: LANGUAGES[language] })
  page = desktop.page
  await isLive(page)
  await page.getByTestId('arm').click()
}

async function setSize(lots: number): Promise<void> {
  await page.getByTestId('size-field').fill(String(lots))
  await page.getByTestId('size-field').press('Enter')
}

for (const [language, filled, denied, stopped] of [
  ['English', /Bought 5 lots of H100\w+ (at|in \d)/, /Denied\. Buy 90.000 /, /Trading was stopped/],
  ['Chinese', /H100\w+ .*买入5手/, /拦截。.*买入 90.000 /, /交易已被停止/],
] as const) {
  test(`a fill is said calmly, a denial and a stop at once, in ${language}`, async () => {
    await open(language)
    await ladderCell(page, await touchPrice(page, 'ask'), 'bid').click()
    await expect(page.getByTestId('said-calm')).toHaveText(filled)
    await setSize(90_000)
    await ladderCell(page, ticksFrom(await touchPrice(page, 'bid'), -6), 'bid').click()
    await expect(page.getByTestId('said-urgent')).toHaveText(denied)
    await page.getByTestId('stop-trading').click()
    await expect(page.getByTestId('said-urgent')).toHaveText(stopped)
  })
}

test('many fills of one order are one sentence, and nothing is said more than once a moment', async () => {
  await open('English')
  const said: string[] = []
  await page.exposeFunction('heard', (text: string) => {
    said.push(text)
  })
  await page.evaluate(() => {
    const region = document.querySelector('[data-testid=said-calm]')
    if (region === null) throw new Error('There is no live region.')
    new MutationObserver(() => {
      const { heard } = globalThis as unknown as { heard: (text: string) => void }
      if (region.textContent !== '') heard(region.textContent)
    }).observe(region, { childList: true, subtree: true })
  })
  await setSize(60)
  const ask = await touchPrice(page, 'ask')
  await ladderCell(page, ticksFrom(ask, 4), 'bid').click()
  await expect
    .poll(() => said.join(' '))
    .toMatch(/Bought 60 lots of H100\w+ in \d+ fills at [\d.]+ to [\d.]+\./)
  expect(said).toHaveLength(1)
})

test('a lost link is said at once, also in an open dialog, and its return calmly', async () => {
  await open('English')
  await page.getByTestId('open-settings').click()
  venue.freeze()
  const urgent = page.getByTestId('settings-dialog').getByTestId('said-urgent')
  await expect(urgent).toContainText('Market data: stale', { timeout: 20_000 })
  await expect(page.getByTestId('said-urgent')).toHaveCount(1)
  venue.thaw()
  await expect(page.getByTestId('said-calm')).toContainText('Market data: live', { timeout: 30_000 })
})
