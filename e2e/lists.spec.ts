// The long lists on the real Electron: orders and fills sorted, filtered, grouped and taken elsewhere, the source of a figure at
// a press, and a hundred thousand fills that stay in hand while another comes in.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { writeOrderJournal } from '../sim/order-journal.ts'
import { isLive, ladderCell, pickInstrument, startDesktop, ticksFrom, touchPrice } from './desktop.ts'
import { arm, tab, test } from './scenario-desk.ts'
import { startVenue } from './venue-process.ts'

/** Three orders that rest in one contract and one that trades in another. */
async function trade(page: Page): Promise<void> {
  await arm(page)
  const bid = await touchPrice(page, 'bid')
  for (const below of [-9, -7, -8]) {
    await ladderCell(page, ticksFrom(bid, below), 'bid').click()
    await expect(page.getByTestId('ladder-status')).toContainText(ticksFrom(bid, below))
  }
  await pickInstrument(page, 'H100H27')
  await arm(page)
  await ladderCell(page, ticksFrom(await touchPrice(page, 'ask'), 1), 'bid').click()
  await expect(page.getByTestId('tab-fills')).not.toHaveText('Fills0')
}

const column = (page: Page, testId: string, name: string) =>
  page.locator(`[data-testid=${testId}] [data-col=${name}]`)

test('orders are sorted by a press on a column, filtered by words, and found so after a start', async ({
  openDesk,
}) => {
  const desk = await openDesk({ seed: 5 })
  let { page } = desk
  await trade(page)
  await expect(page.getByTestId('working-row')).toHaveCount(3)
  const asPlaced = await column(page, 'working-row', 'price').allInnerTexts()

  await page.getByTestId('panel-working').getByTestId('sort-price').click()
  const upwards = [...asPlaced].sort((one, other) => Number(one) - Number(other))
  await expect(column(page, 'working-row', 'price')).toHaveText(upwards)
  await page.getByTestId('panel-working').getByTestId('sort-price').press('Enter')
  await expect(column(page, 'working-row', 'price')).toHaveText([...upwards].reverse())
  await expect(page.locator('[aria-sort=descending]')).toHaveText('Price')

  await tab(page, 'history').click()
  await expect(page.getByTestId('history-row')).toHaveCount(4)
  await expect(page.getByTestId('history-row').first()).toHaveAttribute('data-instrument', 'H100H27')
  await page.getByTestId('panel-history').click({ position: { x: 4, y: 4 } })
  await page.keyboard.press('Control+f')
  await page.keyboard.type('H100 filled')
  await expect(page.getByTestId('history-row')).toHaveCount(1)
  await expect(page.getByTestId('list-totals')).toContainText('1 of 4')
  await page.keyboard.press('Escape')
  await page.keyboard.type('-filled')
  await expect(page.getByTestId('history-row')).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('list-totals')).toContainText('4 rows')

  await page.getByTestId('list-columns').click()
  await page.getByTestId('column-venueId').check()
  await page.getByTestId('column-origin').uncheck()
  await page.getByTestId('list-group-by').selectOption('instrument')
  await page.keyboard.press('Escape')
  const groups = page.getByTestId('list-group')
  await expect(groups).toHaveCount(2)
  const resting = groups.filter({ hasText: '· 3' }).getByRole('button')
  await resting.press('Enter')
  await expect(resting).toHaveAttribute('aria-expanded', 'false')
  await expect(page.getByTestId('history-row')).toHaveCount(1)
  await page.screenshot({ path: 'test-results/order-history.png' })

  // What was chosen is written within half a second of it.
  await page.waitForTimeout(1_000)
  await desk.desktop.kill()
  desk.desktop = await startDesktop({ profileDir: desk.profileDir, venueUrl: desk.venue.url })
  page = desk.desktop.page
  await isLive(page)
  await tab(page, 'history').click()
  await expect(page.getByTestId('list-group')).toHaveCount(2)
  const history = page.getByTestId('panel-history')
  await expect(history.locator('[role=columnheader]', { hasText: 'Exchange no.' })).toBeVisible()
  await expect(history.locator('[role=columnheader]', { hasText: 'From' })).toHaveCount(0)
  await tab(page, 'working').click()
  await expect(column(page, 'working-row', 'price')).toHaveText([...upwards].reverse())
})

test('the rows shown go to the clipboard and into a file, and the source of a figure is a press away', async ({
  openDesk,
}) => {
  const desk = await openDesk({ seed: 5 })
  const { page } = desk
  await trade(page)
  await tab(page, 'fills').click()
  await expect(page.getByTestId('fill-row').first()).toHaveAttribute('data-instrument', 'H100H27')
  const fills = await page.getByTestId('fill-row').count()
  const lots = await column(page, 'fill-row', 'qty').allInnerTexts()
  expect(lots.reduce((sum, text) => sum + Number(text), 0)).toBe(5)
  await expect(page.getByTestId('list-totals').locator('[data-col=qty]')).toHaveText('5')
  const order = (await page.getByTestId('fill-row').first().getAttribute('data-order')) ?? ''

  await page.getByTestId('list-copy').click()
  const copied = await desk.desktop.app.evaluate(({ clipboard }) => clipboard.readText())
  const [head, ...lines] = copied.split('\n').map((line) => line.split('\t'))
  expect(head?.slice(1, 4)).toEqual(['Contract', 'Side', 'Qty'])
  expect(lines).toHaveLength(fills)
  expect(lines[0]?.slice(1, 3)).toEqual(['H100H27', 'buy'])
  expect(lines[0]?.[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)

  const file = path.join(desk.profileDir, 'fills.csv')
  await desk.desktop.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await page.getByTestId('list-export').click()
  await expect(page.getByTestId('toast').last()).toContainText('saved to fills.csv')
  const [names, ...rows] = readFileSync(file, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n')
  expect(names).toBe('time,instrument,side,qty,price,liquidity,fee,currency,id')
  expect(rows.map((row) => row.split(',').slice(1, 4).join(','))).toEqual(
    lots.map((qty) => `H100H27,buy,${qty}`),
  )
  expect(rows[0]).toMatch(/,taker,\d+\.\d\d,USD,/)

  await desk.desktop.app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: '/proc/nowhere/fills.csv' })
  })
  await page.getByTestId('list-export').click()
  await expect(page.getByTestId('toast').last()).toContainText('The rows were not saved.')

  const evidence = page.getByTestId('evidence')
  await page.getByTestId('panel-fills').locator('.data-table-scroll').press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('evidence-id')).toHaveText(order)
  await page.keyboard.press('Escape')
  await column(page, 'fill-row', 'price').first().locator('.list-evident').click()
  await expect(evidence).toContainText('Buy')
  await expect(page.getByTestId('evidence-counts')).toHaveText('In the position of H100H27.')
  await expect(page.getByTestId('evidence-venueTime')).toContainText('2026')
  await expect(page.getByTestId('evidence-source')).toContainText('From the execution reports of')
  await page.getByTestId('evidence-id').getByRole('button').press('Enter')
  await expect(page.getByTestId('evidence-id')).toHaveText(order)
  await expect(page.getByTestId('evidence-from')).toHaveText('ladder click')
  await expect(page.getByTestId('evidence-done')).toContainText('5 lots @')
  await page.keyboard.press('Escape')
  await expect(evidence).toHaveCount(0)
})

test('a hundred thousand fills are listed newest first, filtered and sorted, and the next one stands above them', async () => {
  test.setTimeout(180_000)
  const folder = mkdtempSync(path.join(tmpdir(), 'tenor-lists-'))
  writeOrderJournal(path.join(folder, 'journal.sqlite'), 50_000)
  const venue = await startVenue({ seed: 5 })
  const desktop = await startDesktop({ profileDir: folder, venueUrl: venue.url })
  const { page } = desktop
  try {
    await isLive(page)
    await tab(page, 'fills').click()
    const totals = page.getByTestId('list-totals')
    await expect(totals).toContainText('100\u2009000 rows', { timeout: 30_000 })
    await expect(totals).not.toContainText('to come')
    // Half of the lots were bought, half sold.
    await expect(totals.locator('[data-col=qty]')).toHaveText('125\u2009000 125\u2009000')
    expect(await page.getByTestId('fill-row').count()).toBeLessThan(120)

    await page.getByTestId('list-filter').fill('B300')
    await expect(totals).toContainText('0 of 100\u2009000')
    await expect(page.getByTestId('panel-fills')).toContainText('No row has “B300”.')
    await page.getByTestId('list-filter').fill('B200F27 buy')
    await expect(totals).toContainText('12\u2009500 of 100\u2009000')
    await expect(page.getByTestId('fill-row').first()).toHaveAttribute('data-instrument', 'B200F27')
    await page.getByTestId('list-filter').fill('')
    await page.getByTestId('panel-fills').getByTestId('sort-price').click()
    await expect(column(page, 'fill-row', 'price').first()).toHaveText('3.10')
    await page.getByTestId('panel-fills').locator('.data-table-scroll').press('End')
    await expect(column(page, 'fill-row', 'price').last()).toHaveText('3.29')
    await page.getByTestId('panel-fills').getByTestId('sort-price').click()
    await page.getByTestId('panel-fills').getByTestId('sort-price').click()
    await page.getByTestId('panel-fills').locator('.data-table-scroll').press('Home')

    // Another one, as it comes.
    await pickInstrument(page, 'H100H27')
    await arm(page)
    await ladderCell(page, ticksFrom(await touchPrice(page, 'ask'), 1), 'bid').click()
    await expect(page.getByTestId('fill-row').first()).toHaveAttribute('data-instrument', 'H100H27')
    await page.screenshot({ path: 'test-results/hundred-thousand-fills.png' })
  } finally {
    await desktop.close()
    await venue.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})
