// Panels in windows of their own on the real Electron: out and back, links and keys across them, and what a kill, a crash, a
// closed window and displays that are gone leave of them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import {
  CHINESE,
  ENGLISH,
  isLive,
  keepEvidence,
  ladderCell,
  pickInstrument,
  startDesktop,
  ticksFrom,
  touchPrice,
  type Desktop,
} from './desktop.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

/** A change is on the disk then. */
const KEPT_AFTER_MS = 1_500

let profileDir: string
let desktop: Desktop
let venue: RunningVenue

test.beforeAll(async () => {
  venue = await startVenue({ seed: 4 })
})
test.afterAll(() => venue.kill())
test.beforeEach(() => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-windows-'))
})
test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, desktop.page, profileDir)
  await desktop.close().catch(() => undefined)
  rmSync(profileDir, { recursive: true, force: true })
})

async function start(environment: Readonly<Record<string, string>> = ENGLISH): Promise<Page> {
  desktop = await startDesktop({ profileDir, venueUrl: venue.url, environment })
  await expect(desktop.page.getByTestId('dock')).toBeVisible()
  return desktop.page
}

/** The window that opens while `act` is done. */
async function opened(act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([desktop.app.waitForEvent('window'), act()])
  await expect(page.getByTestId('window-bar')).toBeVisible()
  return page
}

/** The window beside the desk in which this panel lies. */
async function windowWith(panelId: string): Promise<Page> {
  let found: Page | undefined
  await expect
    .poll(async () => {
      for (const page of desktop.app.windows()) {
        if ((await page.getByTestId('window-bar').count()) === 0) continue
        if ((await page.getByTestId(`tab-${panelId}`).count()) > 0) found = page
      }
      return found !== undefined
    })
    .toBe(true)
  if (found === undefined) throw new Error(`No window has ${panelId}.`)
  return found
}

const takeOut = (page: Page, panelId: string): Promise<Page> =>
  opened(() => page.getByTestId(`window-${panelId}`).click())

/** Of an act that closes the window it is done in, Playwright says that the window was closed. */
async function closing(act: Promise<unknown>): Promise<void> {
  await act.catch(() => undefined)
}

async function windowCount(count: number): Promise<void> {
  await expect.poll(() => desktop.app.windows().length).toBe(count)
}

/** In pixels of the screen, by the panel that the title names. */
async function boundsOf(title: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const bounds = await desktop.app.evaluate(
    ({ BrowserWindow }, wanted) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.getTitle().startsWith(wanted))
        ?.getBounds(),
    title,
  )
  if (bounds === undefined) throw new Error(`No window is called ${title}.`)
  return bounds
}

const place = (title: string, x: number, y: number): Promise<void> =>
  desktop.app.evaluate(
    ({ BrowserWindow }, [wanted, left, top]) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.getTitle().startsWith(wanted))
      window?.setBounds({ x: left, y: top, width: 420, height: 640 })
    },
    [title, x, y] as const,
  )

test('a ladder in a window of its own is live, follows its colour group, trades when armed, and comes back', async () => {
  const page = await start()
  await isLive(page)
  await pickInstrument(page, 'H100F27')
  const beside = await takeOut(page, 'ladder')
  await expect(page.getByTestId('ladder')).toHaveCount(0)
  await isLive(beside)
  await expect(beside.getByTestId('environment')).toHaveText('PAPER')

  await beside.getByTestId('arm').click()
  await expect(beside.getByTestId('panel-ladder')).toHaveAttribute('data-armed', 'true')
  await expect(page.getByTestId('armed-elsewhere')).toContainText('H100F27')
  await page.getByTestId('armed-elsewhere').click()
  await expect(page.getByTestId('armed-elsewhere')).toHaveCount(0)
  await expect(beside.getByTestId('panel-ladder')).toHaveAttribute('data-armed', 'false')
  await beside.getByTestId('arm').click()
  await expect(beside.getByTestId('panel-ladder')).toHaveAttribute('data-armed', 'true')
  await page.locator('[data-testid=board-row][data-instrument=H100G27]').click()
  await expect(beside.getByTestId('ladder')).toHaveAttribute('data-instrument', 'H100G27')
  await expect(beside.getByTestId('panel-ladder')).toHaveAttribute('data-armed', 'false')

  await beside.bringToFront()
  await beside.getByTestId('ladder').click({ position: { x: 4, y: 4 } })
  await beside.keyboard.press('Shift+A')
  const price = ticksFrom(await touchPrice(beside, 'bid'), -3)
  await ladderCell(beside, price, 'bid').click()
  await expect(page.getByTestId('tab-working')).toContainText('1')
  await beside.keyboard.press('Shift+X')
  await expect(page.getByTestId('tab-working')).not.toContainText('1')

  await closing(beside.getByTestId('window-ladder').click())
  await windowCount(1)
  await expect(page.getByTestId('ladder')).toHaveAttribute('data-instrument', 'H100G27')
  // It is another window's hand that was armed.
  await expect(page.getByTestId('panel-ladder')).toHaveAttribute('data-armed', 'false')
})

test('windows are where they were after a kill, and belong to their workspace', async () => {
  let page = await start()
  await isLive(page)
  await takeOut(page, 'ladder')
  await takeOut(page, 'curve')
  await windowCount(3)
  await place('Ladder', 40, 60)
  await place('Curve', 700, 120)
  await page.waitForTimeout(KEPT_AFTER_MS)
  await desktop.kill()

  page = await start()
  await windowWith('ladder').then(isLive)
  await windowWith('curve')
  expect(await boundsOf('Ladder')).toMatchObject({ x: 40, y: 60, width: 420, height: 640 })
  expect(await boundsOf('Curve')).toMatchObject({ x: 700, y: 120 })
  await expect(page.getByTestId('ladder')).toHaveCount(0)

  await page.getByTestId('open-workspaces').click()
  await page.getByTestId('open-workspace-risk').click()
  await windowCount(1)
  await page.getByTestId('open-workspaces').click()
  await page.getByTestId('open-workspace-trading').click()
  await windowCount(3)
  await windowWith('ladder').then(isLive)
  expect(await boundsOf('Ladder')).toMatchObject({ x: 40, y: 60 })
})

test('a window that a person closes gives its panels back; closing the desk keeps them for the next start', async () => {
  let page = await start()
  await isLive(page)
  const beside = await takeOut(page, 'working')
  await page.getByTestId('open-workspaces').click()
  await page.getByTestId('add-ladder').click()
  const second = await takeOut(page, 'ladder-2')
  await closing(
    second.evaluate(() => {
      window.close()
    }),
  )
  await windowCount(2)
  await expect(page.locator('[data-testid=ladder][data-panel=ladder-2]')).toBeVisible()
  await expect(beside.getByTestId('panel-working')).toBeVisible()
  await page.waitForTimeout(KEPT_AFTER_MS)
  await desktop.close()
  page = await start()
  await windowWith('working')
  await expect(page.getByTestId('tab-working')).toHaveCount(0)
  await expect(page.locator('[data-testid=ladder][data-panel=ladder-2]')).toBeVisible()
})

test('a crash of one window leaves the others as they are, and it is there again', async () => {
  const page = await start()
  await isLive(page)
  const beside = await takeOut(page, 'ladder')
  await isLive(beside)
  await desktop.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.getTitle().startsWith('Ladder'))
      ?.webContents.forcefullyCrashRenderer()
  })
  await expect(page.getByTestId('session-market')).toHaveAttribute('data-state', 'live')
  const row = '[data-panel-place=ladder] [data-testid=ladder-row][data-touch=bid]'
  const told = `document.querySelector('${row}')?.dataset.price ?? ''`
  await expect.poll(() => answerOf('Ladder', told), { timeout: 20_000 }).not.toBe('')
  await windowCount(2)
})

/** What a page answers, '' while it is away; Playwright loses a page that crashed, so the program itself is asked. */
function answerOf(title: string, script: string): Promise<string> {
  return desktop.app.evaluate(
    async ({ BrowserWindow }, [wanted, asked]) => {
      const page = BrowserWindow.getAllWindows().find((one) => one.getTitle().startsWith(wanted))?.webContents
      if (page === undefined || page.isCrashed() || page.isLoading()) return ''
      // A page that is about to crash never answers.
      const late = new Promise((resolve) => setTimeout(resolve, 1_000, ''))
      return String(await Promise.race([page.executeJavaScript(asked), late]))
    },
    [title, script] as const,
  )
}

test('a desk whose page crashed comes back with the workspace that was open, in its language', async () => {
  const page = await start(CHINESE)
  await isLive(page)
  await page.getByTestId('open-workspaces').click()
  await page.getByTestId('open-workspace-watch').click()
  await expect(page.getByTestId('dock')).toHaveAttribute('data-workspace', 'watch')
  await desktop.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  })
  const told = `document.querySelector('[data-testid=dock]')?.dataset.workspace + document.documentElement.lang`
  await expect.poll(() => answerOf('Tenor', told), { timeout: 20_000 }).toBe('watchzh-CN')
})

test('a tab that is dragged out becomes a window there; dropped on a window of Tenor it joins that one', async () => {
  const page = await start()
  await isLive(page)
  await desktop.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, width: 1024, height: 700 })
  })
  await expect.poll(() => page.evaluate(() => window.outerWidth)).toBe(1024)
  const beside = await opened(() => dragOut(page, 'fills', { x: 1100, y: 200 }))
  await expect(beside.getByTestId('panel-fills')).toBeVisible()
  expect((await boundsOf('Fills')).x).toBeGreaterThan(1_000)
  await dragOut(page, 'messages', { x: 1150, y: 260 })
  await expect(beside.getByTestId('tab-messages')).toBeVisible()
  await expect(page.getByTestId('tab-messages')).toHaveCount(0)
  // Let go inside, where the dock did not take it, nothing happened.
  await dragOut(page, 'working', { x: 500, y: 300 })
  await page.waitForTimeout(500)
  await expect(page.getByTestId('tab-working')).toBeVisible()
  await windowCount(2)
})

/** Playwright cannot leave a page with the pointer, so the end of the drag is told as the browser tells it. */
async function dragOut(page: Page, panelId: string, to: { x: number; y: number }): Promise<void> {
  await page.locator('.dv-tab', { has: page.getByTestId(`tab-${panelId}`) }).evaluate((tab, { x, y }) => {
    const drag = (type: string): DragEvent =>
      new DragEvent(type, { bubbles: true, dataTransfer: new DataTransfer(), screenX: x, screenY: y })
    tab.dispatchEvent(drag('dragstart'))
    tab.dispatchEvent(drag('dragend'))
  }, to)
}

test('a window on a display that is gone opens whole on this one', async () => {
  const page = await start()
  await isLive(page)
  await takeOut(page, 'ladder')
  await page.waitForTimeout(KEPT_AFTER_MS)
  await desktop.close()
  const file = path.join(profileDir, 'window-state.json')
  const state = readFileSync(file, 'utf8')
  expect(state).toContain('trading/window-1')
  writeFileSync(file, state.replaceAll(/"(x|y)": \d+/g, '"$1": 9000'))
  await start()
  await windowWith('ladder')
  const [bounds, area] = [await boundsOf('Ladder'), await workArea()]
  expect(bounds.x).toBeGreaterThanOrEqual(area.x)
  expect(bounds.x + bounds.width).toBeLessThanOrEqual(area.x + area.width)
  expect(bounds.y + bounds.height).toBeLessThanOrEqual(area.y + area.height)
})

const workArea = (): Promise<{ x: number; y: number; width: number; height: number }> =>
  desktop.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea)

test('by keys alone a panel goes out, its window is found and it comes back, in Chinese', async () => {
  const page = await start(CHINESE)
  await isLive(page)
  await page.keyboard.press('l')
  const beside = await opened(() => page.keyboard.press('Shift+O'))
  await expect(beside).toHaveTitle('盘口 · Tenor')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('转到窗口')
  await expect(page.getByRole('option').first()).toContainText('盘口')
  await page.keyboard.press('Escape')
  await beside.keyboard.press('Control+k')
  await beside.keyboard.type('移回主窗口')
  await closing(beside.keyboard.press('Enter'))
  await windowCount(1)
  await expect(page.getByTestId('panel-ladder')).toBeVisible()
})
