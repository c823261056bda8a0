// The pictures of the guide to trading, taken of the real terminal in both languages, and the desk of the README: they lie in
// test-results/guide-pictures. Those that changed are copied into docs/guide/pictures and docs/pictures by hand, as ARCHITECTURE.md
// says. What a test can hold of them is that what the guide speaks of is in its picture.
import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { isLive, ladderCell, pickInstrument, ticksFrom, touchPrice } from './desktop.ts'
import { LANGUAGES, runCommand } from './every-view.ts'
import { arm, monthIn, phaseShown, test, type Desk } from './scenario-desk.ts'

const FOLDER = 'test-results/guide-pictures'
const SCREEN = { width: 1600, height: 740 }

interface Cut {
  /** From the upper edge of the panel; to the lower edge where there is none. */
  readonly height?: number
  /** Where it begins, from the upper edge of the window; at the panel's own where there is none. */
  readonly top?: number
}

/** Of a panel with its tabs and its frame; by the window itself, for Playwright's own pictures send the pointer away. */
async function takePicture(
  { page, desktop }: Desk,
  panel: 'ladder' | 'ticket',
  name: string,
  cut: Cut = {},
): Promise<void> {
  // The window gives the last frame that it has painted, which may be older than what the page knows.
  await page.waitForTimeout(1_000)
  const frame = await page.locator(`.dv-groupview:has([data-testid=panel-${panel}])`).boundingBox()
  if (frame === null) throw new Error(`There is no ${panel}.`)
  const [x, y] = [Math.round(frame.x), Math.round(cut.top ?? frame.y)]
  const rect = { x, y, width: Math.round(frame.width), height: Math.round(cut.height ?? frame.height) }
  const png = await desktop.app.evaluate(async ({ BrowserWindow }, of) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage(of)
    return picture?.toPNG().toString('base64') ?? ''
  }, rect)
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(`${FOLDER}/${name}.png`, Buffer.from(png, 'base64'))
}

/** A second click at once would be taken for a double click. */
async function breathe(page: Page): Promise<void> {
  await page.waitForTimeout(400)
}

for (const [language, environment] of Object.entries(LANGUAGES)) {
  const named = (name: string): string => (language === 'English' ? name : `${name}-zh`)

  test(`a ladder with a position, orders, a bracket and what a click would send, in ${language}`, async ({
    openDesk,
  }) => {
    const desk = await openDesk({ seed: 5, environment })
    const { page } = desk
    await page.setViewportSize(SCREEN)
    await runCommand(page, 'ladder.settings')
    await page.getByTestId('clicks-two').click()
    await page.keyboard.press('Escape')
    await page.getByTestId('recentre').click()
    await arm(page)
    const [bid, ask] = [await touchPrice(page, 'bid'), await touchPrice(page, 'ask')]
    await ladderCell(page, ask, 'bid').click()
    await expect(page.getByTestId('ladder-net')).toContainText('5')
    await page.getByTestId('size-10').click()
    await ladderCell(page, ticksFrom(bid, -4), 'bid').click()
    await ladderCell(page, ticksFrom(ask, 5), 'ask').click()
    await breathe(page)
    await page.getByTestId('size-5').click()
    await ladderCell(page, ticksFrom(bid, -9), 'ask').click({ button: 'right' })
    await breathe(page)
    await ladderCell(page, ticksFrom(bid, -2), 'bid').click({ modifiers: ['Alt'] })
    await expect(page.locator('.own-chip[data-state=planned]')).toHaveCount(2)
    await expect(page.locator('.own-chip[data-state=working]')).toHaveCount(4)
    await page.mouse.move(0, 0)
    await expect(page.locator('.ladder-bought:not(:empty), .ladder-sold:not(:empty)').first()).toBeAttached()
    await page.waitForTimeout(6_000)
    await takePicture(desk, 'ladder', named('ladder'))

    const target = ladderCell(page, ticksFrom(bid, -6), 'bid')
    await target.hover()
    await expect(page.getByTestId('ladder-hover')).toBeVisible()
    const beside = await page.getByTestId('ladder-hover').boundingBox()
    if (beside === null) throw new Error('Nothing stands beside the pointer.')
    await takePicture(desk, 'ladder', named('ladder-click'), { top: beside.y - 70, height: 160 })
    await expect(page.getByTestId('ladder-hover')).toBeVisible()

    await page.mouse.move(0, 0)
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.getByTestId('recentre').click()
    await expect(page.getByTestId('working-row')).toHaveCount(4)
    await page.screenshot({ path: `${FOLDER}/${named('trading')}.png` })
  })

  test(`the guide to trading shows its pictures inside the terminal, in ${language}`, async ({
    openDesk,
  }) => {
    const { page } = await openDesk({ seed: 5, environment })
    await runCommand(page, 'help.guide.trading')
    const pictures = page.getByTestId('guide-article').locator('figure img')
    await expect(pictures).toHaveCount(4)
    for (const picture of await pictures.all()) {
      await expect(picture).toHaveAttribute('alt', /.{20}/)
      await expect
        .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
        .toBeGreaterThan(400)
    }
    await page.screenshot({ path: `${FOLDER}/${named('guide')}.png` })
  })

  test(`a ticket that says what it would come to, in ${language}`, async ({ openDesk }) => {
    const desk = await openDesk({ seed: 5, speed: 0.05, environment })
    const { page } = desk
    const ask = await touchPrice(page, 'ask')
    await runCommand(page, 'desk.open.hedging')
    await page.setViewportSize({ width: 1366, height: 1000 })
    await runCommand(page, 'panel.show.ticket')
    await page.getByTestId('ticket-price').fill(ticksFrom(ask, 1))
    await page.getByTestId('ticket-units').fill('30000')
    await expect(page.getByTestId('ticket-send')).toBeEnabled()
    await page.mouse.move(0, 0)
    await takePicture(desk, 'ticket', named('ticket'), { height: 412 })
  })

  test(`a ladder that is halted, with the reason and until when, in ${language}`, async ({ openDesk }) => {
    const desk = await openDesk({ scenario: 'flash-crash', minutesEarlier: 9, speed: 6, environment })
    const { page } = desk
    await isLive(page)
    await pickInstrument(page, await monthIn(page, 'H100', 'halted'))
    await phaseShown(page, 'halted')
    await takePicture(desk, 'ladder', named('ladder-halted'), { height: 260 })
  })
}
