// Combinations and two currencies: a calendar spread is bought in its own ladder, its fill shows the legs and the position
// stands in them; CNY is shown beside USD and added to it only at the rate that is named.
import { expect } from '@playwright/test'
import { ladderCell, pickInstrument, touchPrice } from './desktop.ts'
import { arm, tab, test } from './scenario-desk.ts'

const SPREAD = 'H100F27-H100G27'

test('a calendar spread is bought in its ladder: the fill shows its legs, and the position stands in the legs', async ({
  openDesk,
}) => {
  const desk = await openDesk({ seed: 11 })
  const { page } = desk
  await page.getByTestId('board-calendarSpread').click()
  await pickInstrument(page, SPREAD)
  await expect(page.getByTestId('implied').filter({ hasText: /\d/ }).first()).toBeVisible()
  await desk.picture('spread-ladder')
  await arm(page)
  await ladderCell(page, await touchPrice(page, 'ask'), 'bid').click()
  await tab(page, 'fills').click()
  await expect(page.locator('[data-testid=fill-row]').first()).toContainText(SPREAD)
  for (const leg of ['H100F27', 'H100G27']) {
    await expect(page.locator(`[data-testid=fill-leg][data-instrument=${leg}]`).first()).toBeVisible()
  }
  await tab(page, 'positions').click()
  const net = (leg: string) =>
    page.locator(`[data-testid=position-row][data-instrument=${leg}] [data-col=net]`)
  await expect(net('H100F27')).toHaveText('+5')
  await expect(net('H100G27')).toHaveText('−5')
  await expect(page.locator(`[data-testid=position-row][data-instrument="${SPREAD}"]`)).toHaveCount(0)
  await expect(page.getByTestId('ladder-legs')).toContainText('F27 +5')
  await desk.picture('spread-bought')
  await desk.picture('spread-bought-small', { width: 1366, height: 768 })
})

test('a token contract in CNY: its money stays in CNY, and the total in USD names the rate and its day', async ({
  openDesk,
}) => {
  const desk = await openDesk({ seed: 12 })
  const { page } = desk
  for (const instrument of ['H100F27', 'TOKCF27']) {
    await pickInstrument(page, instrument)
    await arm(page)
    await tab(page, 'positions').click()
    // The market of tokens is wider than the ladder: the side in view is hit, the other is named at the edge. A market
    // that has moved on lets the order rest: then its new touch is hit.
    await expect(async () => {
      const touch = page.locator('[data-testid=ladder-row][data-touch]').first()
      const side = await touch.getAttribute('data-touch')
      const price = (await touch.getAttribute('data-price')) ?? ''
      await ladderCell(page, price, side === 'ask' ? 'bid' : 'ask').click()
      const row = page.locator(`[data-testid=position-row][data-instrument=${instrument}]`)
      await expect(row).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 20_000 })
  }
  await expect(
    page.getByTestId('ladder-above').or(page.getByTestId('ladder-below')).filter({ visible: true }),
  ).toBeVisible()
  const total = (currency: string) =>
    page.locator(`[data-testid=positions-total][data-currency=${currency}][data-converted=false]`)
  await expect(total('USD')).toBeVisible()
  await expect(total('CNY')).toBeVisible()
  const converted = page.locator('[data-testid=positions-total][data-converted=true]')
  await expect(converted).toContainText(/In USD at \d\.\d+ CNY · \d+ Nov/)
  await desk.picture('two-currencies')
  await desk.picture('two-currencies-small', { width: 1366, height: 768 })
})
