// The acts that stop a desk, on the real Electron against the real exchange: stop and arm again, flatten, and all of it
// with the window's page dead.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { isLive, ladderCell, startDesktop, ticksFrom, touchPrice, type Desktop } from './desktop.ts'

let desktop: Desktop
let page: Page
let profileDir: string
test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-stopping-'))
  desktop = await startDesktop({ profileDir, seed: 11 })
  page = desktop.page
  await isLive(page)
  await page.getByTestId('arm').click()
})
test.afterEach(() => desktop.close())

/** Buys at the market's price, and rests a bid far below it. */
async function holdAndRest(): Promise<void> {
  await ladderCell(page, await touchPrice(page, 'ask'), 'bid').click()
  await page.getByRole('tab', { name: /Positions/ }).click()
  await expect(page.locator('[data-testid=position-row] [data-col=net]').first()).toContainText('+')
  await ladderCell(page, ticksFrom(await touchPrice(page, 'bid'), -8), 'bid').click()
  await expect(page.getByTestId('working-row')).toHaveCount(1)
}

/** As the operating system does it: the item of the application's menu, and yes to what is asked. */
async function fromTheMenu(act: 'cancelAll' | 'flatten' | 'stopTrading'): Promise<void> {
  await desktop.app.evaluate(({ dialog, Menu }, id) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
    Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
  }, act)
}

test('a desk that was stopped sends no new order until the word is typed, over a restart of its window too', async () => {
  // No dialog hides the key that stops.
  await page.getByTestId('open-about').click()
  await expect(page.getByTestId('about-dialog')).toBeVisible()
  await page.keyboard.press('Shift+K')
  await expect(page.getByTestId('stop-trading')).toHaveText('STOPPED')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('about-dialog')).toHaveCount(0)
  await ladderCell(page, ticksFrom(await touchPrice(page, 'bid'), -8), 'bid').click()
  await expect(page.getByTestId('panel-ladder')).toContainText('Trading was stopped')
  await expect(page.getByTestId('working-row')).toHaveCount(0)
  await page.reload()
  await isLive(page)
  await page.getByTestId('stop-trading').click()
  await page.getByTestId('rearm-word').fill('trade')
  await page.getByTestId('rearm-go').click()
  await expect(page.getByTestId('rearm-dialog')).toContainText('type TRADE to arm it again')
  await page.getByTestId('rearm-word').fill('TRADE')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('rearm-dialog')).toHaveCount(0)
  await expect(page.getByTestId('stop-trading')).toHaveText('Stop')
})

test('flattening asks, cancels what rests in the contract and ends flat', async () => {
  await holdAndRest()
  await page.keyboard.press('Shift+F')
  await expect(page.getByTestId('flatten-dialog')).toContainText('+5')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('working-row')).toHaveCount(1)
  await page.getByTestId('flatten').click()
  await page.getByTestId('flatten-all').click()
  await expect(page.getByTestId('working-row')).toHaveCount(0)
  await expect(page.locator('[data-testid=position-row] [data-col=net]').first()).toHaveText('0')
})

test('with the page dead the menu still cancels, flattens and stops, and the keys of the system are taken', async () => {
  await holdAndRest()
  const taken = await desktop.app.evaluate(({ globalShortcut }) =>
    ['X', 'F', 'K'].map((key) => globalShortcut.isRegistered(`CommandOrControl+Alt+Shift+${key}`)),
  )
  expect(taken).toEqual([true, true, true])
  const [gone] = await Promise.all([
    page.waitForEvent('crash'),
    desktop.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
    }),
  ])
  expect(gone).toBeDefined()
  await fromTheMenu('stopTrading')
  await fromTheMenu('cancelAll')
  await fromTheMenu('flatten')
  // Long enough for the market order to trade; the window comes back by itself later than that.
  await desktop.app.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_500)))
  await desktop.kill()
  desktop = await startDesktop({ profileDir, seed: 11 })
  page = desktop.page
  await isLive(page)
  await expect(page.getByTestId('stop-trading')).toHaveText('STOPPED')
  await expect(page.getByTestId('working-row')).toHaveCount(0)
  await page.getByRole('tab', { name: /Positions/ }).click()
  await expect(page.locator('[data-testid=position-row] [data-col=net]').first()).toHaveText('0')
})

test('the exchange confirms at a login of its own that it cancels the orders when the session ends', async () => {
  await page.getByRole('tab', { name: /Connections/ }).click()
  const terms = page.getByTestId('disconnect-terms')
  await expect(terms).toHaveAttribute('data-promised', 'false')
  await page.getByTestId('on-disconnect-cancel').click()
  await expect(terms).toHaveAttribute('data-promised', 'true')
  await page.getByTestId('on-disconnect-stay').click()
  await expect(terms).toContainText('from the next login on')
})
