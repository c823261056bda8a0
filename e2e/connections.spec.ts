// How the connections are doing, as a person sees it who asks: a lost delta is one resync with its reason, silence is told
// from the last message on, and both stay to be read afterwards.
import { writeFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { test, type Desk } from './scenario-desk.ts'

const SIZES = [
  { width: 1366, height: 768 },
  { width: 2560, height: 1440 },
] as const

test('a gap shows as one resync with its reason in the connections tab, and silence as silence', async ({
  openDesk,
}, testInfo) => {
  const scenario = testInfo.outputPath('one-gap.json')
  writeFileSync(scenario, JSON.stringify(oneGap))
  const desk = await openDesk({ scenario })
  const { page } = desk
  // By the keyboard alone, as from the light of the session that is in doubt.
  await page.getByTestId('session-market').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('connections')).toBeVisible()
  const market = page.getByTestId('connection-market')
  await expect(market).toHaveAttribute('data-state', 'live')
  await expect(page.getByTestId('connection-orders')).toHaveAttribute('data-state', 'live')
  await expect(page.getByTestId('books-live')).toHaveText('278')
  await expect(market.locator('[data-col=messages]')).not.toHaveText(/^(0\.0|—)$/)
  await expect(market.locator('[data-col=p50]')).toHaveText(/^\d+\.\d$/)
  await expect(market.locator('[data-col=clock]')).toHaveText(/^[+−]\d+ d \d+ h$/)

  const resyncs = page.getByTestId('resync-row')
  await expect(resyncs).toHaveCount(1, { timeout: 30_000 })
  await expect(resyncs).toHaveAttribute('data-reason', 'gap')
  await expect(resyncs).toHaveText(/missing message\s*1$/)
  const told = page.locator('[data-testid=incident-row][data-kind=resync]')
  await expect(told).toHaveCount(1)
  await expect(told).toContainText('H100F27')
  await expect(told).toContainText('A message is missing')
  await expect(page.getByTestId('books-live')).toHaveText('278')
  await pictures(desk, 'connections')

  await expect(market).toHaveAttribute('data-state', 'stale', { timeout: 30_000 })
  await expect(page.getByTestId('connection-market-age')).toHaveText(/^[3-9]\.\d s$/)
  await expect(page.getByTestId('books-live')).toHaveText('0')
  await expect(page.getByTestId('books-stale')).toHaveText('278')
  await desk.picture('connections-silent')
  await expect(market).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await expect(market.locator('[data-col=reconnects]')).toHaveText('1')
  await expect(market.locator('[data-col=dropped]')).toHaveText('0')
  await expect(page.getByTestId('books-live')).toHaveText('278')
  // Books that a lost link made old are not resyncs of their own.
  await expect(resyncs).toHaveCount(1)
  await expect(resyncs).toHaveText(/missing message\s*1$/)
  await pictures(desk, 'connections-after')
})

/** Where the tab is depends on the room there is, so it is opened anew at each size. */
async function pictures(desk: Desk, name: string): Promise<void> {
  const { page } = desk
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await page.getByTestId('session-orders').click()
    await expect(page.getByTestId('connections')).toBeVisible()
    await expect(page.getByTestId('books-live')).toHaveText('278')
    await desk.picture(`${name}-${size.width}`, size)
  }
}

const oneGap = {
  name: 'one-gap',
  title: 'One gap',
  description: 'One delta of one book is lost, then nothing is heard for a while.',
  start: '2026-12-18T15:00:00Z',
  speed: 1,
  seed: 109,
  hours: 'practice',
  events: [
    { at: '+00:00:20', do: { kind: 'dropDeltas', instrument: 'H100F27', count: 1 } },
    { at: '+00:00:32', do: { kind: 'silence', seconds: 8 } },
  ],
}
