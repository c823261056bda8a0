// Comparison with the exchange on the real Electron: a terminal that lost its journal says what the exchange holds and it
// does not know, both sides beside each other, and sends nothing by itself; a person settles what asking has not.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { isLive, ladderCell, startDesktop, ticksFrom, touchPrice } from './desktop.ts'
import { startVenue } from './venue-process.ts'

const newProfile = (): string => mkdtempSync(path.join(tmpdir(), 'tenor-differences-'))

test('a terminal that lost its journal lists the position and the order that the exchange holds', async () => {
  const venue = await startVenue({ seed: 5 })
  const first = await startDesktop({ profileDir: newProfile(), venueUrl: venue.url })
  await isLive(first.page)
  await first.page.getByTestId('arm').click()
  await ladderCell(first.page, await touchPrice(first.page, 'ask'), 'bid').click()
  await ladderCell(first.page, ticksFrom(await touchPrice(first.page, 'bid'), -8), 'bid').click()
  await expect(first.page.getByTestId('working-row')).toHaveCount(1)
  await first.page.getByRole('tab', { name: /Differences/ }).click()
  await first.page.getByTestId('compare-now').click()
  await expect(first.page.getByTestId('compared')).toContainText('1 open orders, 1 positions')
  await expect(first.page.getByTestId('difference-row')).toHaveCount(0)
  await first.kill()

  const second = await startDesktop({ profileDir: newProfile(), venueUrl: venue.url })
  const { page } = second
  await isLive(page)
  await page.getByRole('tab', { name: /Differences/ }).click()
  const position = page.locator('[data-testid=difference-row][data-kind=position]')
  await expect(position).toHaveAttribute('data-open', 'true')
  await expect(position.locator('[data-col=ours]')).toHaveText('0')
  await expect(position.locator('[data-col=venues]')).toHaveText('+5')
  const order = page.locator('[data-testid=difference-row][data-kind=order]')
  await expect(order.locator('[data-col=ours]')).toHaveText('not known')
  await expect(order).toHaveAttribute('data-open', 'false')
  await expect(page.getByTestId('working-row')).toHaveCount(1)

  await position.getByTestId('adopt-position').click()
  const dialog = page.getByTestId('resolve-dialog')
  await expect(dialog).toContainText('5 lots bought')
  await dialog.getByTestId('resolve-why').fill('the journal of this desk was lost')
  await dialog.getByTestId('resolve-go').click()
  await expect(dialog.getByTestId('resolve-refusal')).toContainText('multiple of the tick')
  await page.screenshot({ path: 'test-results/adopt-position.png' })
  await dialog.getByTestId('resolve-price').fill('3.00')
  await dialog.getByTestId('resolve-why').press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(position).toHaveAttribute('data-open', 'false')
  await page.getByRole('tab', { name: /Fills/ }).click()
  await expect(page.getByText('by hand', { exact: true })).toBeVisible()
  await second.close()
  await venue.kill()
})

test('an order of unknown fate is ended by a person, and is back when the exchange still holds it', async () => {
  const venue = await startVenue({ seed: 6 })
  const desktop = await startDesktop({ profileDir: newProfile(), venueUrl: venue.url })
  const { page } = desktop
  await isLive(page)
  await page.getByTestId('arm').click()
  const price = ticksFrom(await touchPrice(page, 'bid'), -8)
  const row = page.getByTestId('working-row')
  await ladderCell(page, price, 'bid').click()
  await expect(row).toHaveAttribute('data-status', 'working')
  venue.freeze()
  await row.getByTestId('cancel-order').click()
  await expect(row).toHaveAttribute('data-status', 'unknown', { timeout: 15_000 })
  await row.getByTestId('resolve-order').click()
  const dialog = page.getByTestId('resolve-dialog')
  await dialog.getByTestId('resolve-go').click()
  await expect(dialog.getByTestId('resolve-refusal')).toContainText('Say why')
  await page.screenshot({ path: 'test-results/resolve-order.png' })
  await dialog.getByTestId('resolve-why').fill('their desk canceled it by telephone')
  await dialog.getByTestId('resolve-go').click()
  await expect(row).toHaveCount(0)
  venue.thaw()
  // Their word: the cancel arrived after all, or the order is open again.
  await expect
    .poll(async () => (await row.count()) === 0 || (await row.getAttribute('data-status')) === 'working', {
      timeout: 30_000,
    })
    .toBe(true)
  await desktop.close()
  await venue.kill()
})
