// Comparison with the exchange on the real Electron: a terminal that lost its journal says what the exchange holds and it
// does not know, both sides beside each other, and sends nothing by itself.
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
  await second.close()
  await venue.kill()
})
