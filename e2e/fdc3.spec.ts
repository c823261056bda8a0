// Contracts as FDC3 contexts on the real Electron: copied from the desk, pasted into it, refused where they are none, joined late
// by the dot of a panel; and the contracts looked at last, which the palette shows first.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import {
  CHINESE,
  ENGLISH,
  isLive,
  keepEvidence,
  pickInstrument,
  startDesktop,
  type Desktop,
} from './desktop.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

let profileDir: string
let desktop: Desktop
let venue: RunningVenue

test.beforeAll(async () => {
  venue = await startVenue({ seed: 4 })
})
test.afterAll(() => venue.kill())
test.beforeEach(() => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-fdc3-'))
})
test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, desktop.page, profileDir)
  await desktop.close()
  rmSync(profileDir, { recursive: true, force: true })
})

async function paste(text: string): Promise<void> {
  await desktop.app.evaluate(async ({ clipboard }, written) => {
    await clipboard.writeText(written)
  }, text)
  await desktop.page.keyboard.press('Control+v')
}

async function copied(): Promise<string> {
  return desktop.app.evaluate(({ clipboard }) => clipboard.readText())
}

function ladderOf(page: Page, panel: string): Locator {
  return page.locator(`[data-testid=ladder][data-panel="${panel}"]`)
}

for (const [language, environment, notListed] of [
  ['English', ENGLISH, 'is not listed here'],
  ['Chinese', CHINESE, '未在此上市'],
] as const) {
  test(`a contract is pasted into its colour group, disarms it, and is copied for others, in ${language}`, async () => {
    desktop = await startDesktop({ profileDir, venueUrl: venue.url, environment })
    const { page } = desktop
    await isLive(page)
    await pickInstrument(page, 'H100F27')
    const armed = page.getByTestId('panel-ladder')
    await page.getByTestId('arm').click()
    await expect(armed).toHaveAttribute('data-armed', 'true')

    // What is none is left alone or told, and the ladder stays as it is.
    for (const text of [
      'H100G27',
      '{"type":"fdc3.instrument"',
      '{"type":"fdc3.instrument"}',
      '{"type":"fdc3.instrument","id":{"ticker":{"length":40}}}',
      '{"type":"fdc3.instrument","name":"Nothing","id":{"ticker":"__proto__"}}',
      JSON.stringify({ type: 'fdc3.instrument', id: { ticker: 'H100G27' }, filler: 'x'.repeat(9_000) }),
    ]) {
      await paste(text)
    }
    await expect(page.getByTestId('toast').filter({ hasText: notListed }).first()).toBeVisible()
    await expect(ladderOf(page, 'ladder')).toHaveAttribute('data-instrument', 'H100F27')
    await expect(armed).toHaveAttribute('data-armed', 'true')

    await paste('{"type":"fdc3.instrument","id":{"ticker":"H100G27"},"market":{"MIC":"XXXX"}}')
    await expect(ladderOf(page, 'ladder')).toHaveAttribute('data-instrument', 'H100G27')
    await expect(page.locator('[data-testid=board-row][data-instrument=H100G27]')).toHaveAttribute(
      'aria-selected',
      'true',
    )
    await expect(armed).toHaveAttribute('data-armed', 'false')
    await paste('{"type":"fdc3.instrument","id":{"ticker":"H100F27"}}')
    await expect(ladderOf(page, 'ladder')).toHaveAttribute('data-instrument', 'H100F27')
    await expect(armed).toHaveAttribute('data-armed', 'false')

    await page.locator('body').click({ position: { x: 2, y: 2 } })
    await page.keyboard.press('Control+c')
    await expect.poll(copied).toContain('fdc3.instrument')
    expect(JSON.parse(await copied())).toMatchObject({
      type: 'fdc3.instrument',
      name: 'H100F27',
      id: { ticker: 'H100F27' },
    })
  })
}

test('a ladder that joins a group late has its contract, and the palette has the last ones first', async () => {
  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  const { page } = desktop
  await isLive(page)
  await pickInstrument(page, 'H100G27')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Add a panel: Ladder')
  await page.keyboard.press('Enter')
  const second = ladderOf(page, 'ladder-2')
  await page.getByTestId('link-ladder-2').click()
  await page.getByTestId('link-to-none').click()
  await pickInstrument(page, 'H100H27')
  await expect(second).toHaveAttribute('data-instrument', 'H100G27')
  await page.getByTestId('link-ladder-2').click()
  await page.getByTestId('link-to-blue').click()
  await expect(second).toHaveAttribute('data-instrument', 'H100H27')
  await page.keyboard.press('Control+k')
  await expect(page.getByTestId('palette').locator('[cmdk-item]').nth(0)).toHaveText(
    'Show H100H27 in the ladder',
  )
  await expect(page.getByTestId('palette').locator('[cmdk-item]').nth(1)).toHaveText(
    'Show H100G27 in the ladder',
  )
})
