// A network that is slow, loses deltas, falls silent and breaks: what the terminal shows then, and that it comes back to
// the exchange's book and sends nothing twice.
import { expect } from '@playwright/test'
import { ladderCell, pickInstrument, restingQty, ticksFrom, touchPrice } from './desktop.ts'
import { expectEqualBooks, followBook, freezeEvenly } from './independent-book.ts'
import { arm, findMessage, test } from './scenario-desk.ts'

test('through latency, lost deltas, silence and cut links the ladder says what it knows, and ends equal to the exchange', async ({
  openDesk,
}) => {
  test.setTimeout(150_000)
  const desk = await openDesk({ scenario: 'rough-network', speed: 15 })
  const startedMs = Date.now()
  const { page, venue } = desk
  await pickInstrument(page, 'H100F27')
  await arm(page)
  const far = ticksFrom(await touchPrice(page, 'bid'), -8)
  await ladderCell(page, far, 'bid').click()
  const working = page.locator('[data-testid=working-row]')
  await expect(working).toHaveAttribute('data-status', 'working')

  await findMessage(page, /H100F27.*(gap|missing|asked)/i, 40_000)
  await expect(page.getByTestId('session-market')).not.toHaveAttribute('data-state', 'live', {
    timeout: 40_000,
  })
  await expect(page.getByTestId('ladder-bar')).toContainText(/\d/)
  await desk.picture('rough-network-silent')
  await expect(page.getByTestId('session-orders')).not.toHaveAttribute('data-state', 'live', {
    timeout: 40_000,
  })
  // The last fault cuts every link a minute after the start, and links are slow until eight seconds later: until then what
  // is on its way to one client may be ahead of what is on its way to another.
  await page.waitForTimeout(startedMs + 72_000 - Date.now())
  for (const session of ['session-market', 'session-orders']) {
    await expect(page.getByTestId(session)).toHaveAttribute('data-state', 'live', { timeout: 30_000 })
  }
  await expect(page.getByTestId('ladder-bar')).toBeHidden({ timeout: 15_000 })
  await expect(working).toHaveCount(1)
  await expect(working).toHaveAttribute('data-status', 'working')

  const second = await followBook(venue.url, 'H100F27')
  await page.getByTestId('recentre').click()
  await page.waitForTimeout(2_500)
  await freezeEvenly(venue, page, second)
  await expectEqualBooks(page, second)
  await expect(restingQty(page, far, 'bid')).toHaveCount(1)
  venue.thaw()
  second.stop()
  await desk.picture('rough-network-after')
})
