// The risk gate as a person meets it: a limit that is changed in the settings holds at once and over a restart, and an
// order that was just sent is asked about.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import {
  isLive,
  ladderCell,
  pickInstrument,
  startDesktop,
  ticksFrom,
  touchPrice,
  type Desktop,
} from './desktop.ts'

let profileDir: string
let desktop: Desktop

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-risk-'))
  desktop = await startDesktop({ profileDir, seed: 5 })
  await isLive(desktop.page)
})

test.afterEach(async () => {
  await desktop.close()
  rmSync(profileDir, { recursive: true, force: true })
})

async function openLimits(page: Page): Promise<void> {
  await page.getByTestId('open-settings').click()
  await page.getByTestId('section-limits').click()
}

async function changeLimit(
  page: Page,
  limit: string,
  fields: { value: string; password?: string },
): Promise<void> {
  await page.getByTestId(`change-${limit}`).click()
  await page.getByTestId('limit-value').fill(fields.value)
  await page.getByTestId('limit-why').fill('a story')
  if (fields.password !== undefined) await page.getByTestId('limit-password').fill(fields.password)
  await page.getByTestId('limit-save').click()
}

/** Buys far below the market, where nothing trades. */
async function buyBelow(page: Page): Promise<void> {
  const price = ticksFrom(await touchPrice(page, 'bid'), -5)
  await ladderCell(page, price, 'bid').click()
}

test('a limit is tightened and loosened in the settings, and an order beyond it says its numbers and whose it is', async () => {
  const { page } = desktop
  await openLimits(page)
  await changeLimit(page, 'maxOrderQty', { value: '3' })
  await expect(page.getByTestId('limit-maxOrderQty')).toContainText('3 lots')
  await expect(page.getByTestId('limit-maxOrderQty')).toContainText('a story')
  await changeLimit(page, 'maxOrderQty', { value: '4' })
  await expect(page.getByTestId('limit-form')).toContainText('limit password')
  await page.getByTestId('limit-drop').click()
  await page.keyboard.press('Escape')

  await page.getByTestId('arm').click()
  await buyBelow(page)
  await expect(page.getByTestId('ladder-status')).toContainText(
    '5 lots in one order is above your limit of 3 lots',
  )
  await expect(page.getByTestId('ladder-status')).toContainText('Rule of:')

  await openLimits(page)
  await changeLimit(page, 'maxOrderQty', { value: '5', password: 'open sesame' })
  await expect(page.getByTestId('limit-maxOrderQty')).toContainText('5 lots')
  await page.keyboard.press('Escape')
  await buyBelow(page)
  await expect(page.getByTestId('ladder-status')).toContainText('Sent')

  await desktop.close()
  desktop = await startDesktop({ profileDir, seed: 5 })
  await isLive(desktop.page)
  await openLimits(desktop.page)
  await expect(desktop.page.getByTestId('limit-maxOrderQty')).toContainText('5 lots')
})

test('the same order again is asked about, and sent when it is meant', async () => {
  const { page } = desktop
  await openLimits(page)
  await changeLimit(page, 'duplicateWindowMs', { value: '60000' })
  await expect(page.getByTestId('limit-duplicateWindowMs')).toContainText('a story')
  await page.keyboard.press('Escape')
  await pickInstrument(page, 'H100H27')
  await page.getByTestId('arm').click()
  const price = ticksFrom(await touchPrice(page, 'bid'), -5)
  await ladderCell(page, price, 'bid').click()
  await expect(page.getByTestId('ladder-status')).toContainText('Sent')
  await page.waitForTimeout(1_000)
  await ladderCell(page, price, 'bid').click()
  await expect(page.getByTestId('ladder-status')).toContainText('The same order was sent')
  await page.getByTestId('send-duplicate').click()
  await expect(page.getByTestId('ladder-status')).toContainText('Sent')
  await expect(page.getByTestId('count-working')).toHaveText('2')
})
