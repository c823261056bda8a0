// Every shipped workspace as a picture, dark and light, on three screens, for people to look at: test-results/pictures. What a
// test can hold of them is that all is in view: nothing scrolls sideways, and a ladder shows both sides of its market.
import { expect, test, type Page } from '@playwright/test'
import { eachWorkspace, runCommand, startBusyDesk, type BusyDesk } from './every-view.ts'

const SCREENS = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
] as const

let desk: BusyDesk
test.setTimeout(180_000)
test.beforeEach(async () => {
  desk = await startBusyDesk('English')
})
test.afterEach(() => desk.close())

async function isAllInView(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wider).toBeLessThanOrEqual(0)
  for (const ladder of await page.getByTestId('ladder').all()) {
    if (!(await ladder.isVisible())) continue
    for (const side of ['bid', 'ask'])
      await expect(ladder.locator(`[data-testid=ladder-row][data-touch=${side}]`)).toBeVisible()
  }
}

for (const theme of ['dark', 'light'] as const) {
  test(`the workspaces on three screens, ${theme}`, async () => {
    const { page } = desk
    await runCommand(page, `desk.theme.${theme}`)
    await expect(page.getByTestId('toast')).toHaveCount(0, { timeout: 15_000 })
    for (const screen of SCREENS) {
      await page.setViewportSize(screen)
      await eachWorkspace(page, async (name) => {
        // Where the pointer lies, prices stay.
        await page.mouse.move(0, 0)
        await isAllInView(page)
        await page.screenshot({ path: `test-results/pictures/${name}-${theme}-${screen.width}.png` })
      })
    }
  })
}
