// The terminal at every zoom on a small screen, with motion reduced and colours forced by the system: nothing that acts is out of
// reach, and what is asked for is given.
import { expect, test, type Page } from '@playwright/test'
import { eachDialog, eachWorkspace, startBusyDesk, type BusyDesk } from './every-view.ts'

const SCREEN = { width: 1366, height: 768 }

let desk: BusyDesk
let page: Page
test.setTimeout(240_000)
test.beforeEach(async () => {
  desk = await startBusyDesk('English')
  page = desk.page
})
test.afterEach(() => desk.close())

/**
 * In the page: what acts in `within` and cannot be clicked in its middle, after whatever scrolls has been scrolled to it:
 * it is cut off, outside of the window, or something lies over it.
 */
function outOfReach(within: string): string[] {
  const acting = 'button, input, select, textarea, [role=tab]'
  return [...document.querySelectorAll<HTMLElement>(`${within} :is(${acting})`)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.hidden)
    .filter((element) => !isReached(element))
    .map((element) => element.outerHTML.slice(0, 160))

  function isReached(element: HTMLElement): boolean {
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // A person cannot scroll what only hides what is too much.
    for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(outer)
      if (overflowX === 'hidden' || overflowX === 'clip') outer.scrollLeft = 0
      if (overflowY === 'hidden' || overflowY === 'clip') outer.scrollTop = 0
    }
    const { left, top, width, height } = element.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit !== null && (element.contains(hit) || hit.closest('label')?.contains(element) === true)
  }
}

for (const percent of [50, 150, 200]) {
  test(`at a zoom of ${String(percent)} % nothing that acts is cut off or covered`, async () => {
    // What a window of this screen has for its page at this zoom.
    await page.setViewportSize({
      width: Math.round((SCREEN.width * 100) / percent),
      height: Math.round((SCREEN.height * 100) / percent),
    })
    const look = async (name: string, within: string): Promise<void> => {
      // What is told of over the desk goes by itself.
      await expect(page.getByTestId('toast')).toHaveCount(0, { timeout: 15_000 })
      expect.soft(await page.evaluate(outOfReach, within), name).toEqual([])
    }
    await eachWorkspace(page, look)
    await eachDialog(page, look)
  })
}

test('the menu zooms to 200 % and no further, and back, and the window follows', async () => {
  const { app } = desk.desktop
  const press = (id: string, times: number): Promise<void> =>
    app.evaluate(
      ({ Menu }, [item, count]) => {
        for (let press = 0; press < count; press++) Menu.getApplicationMenu()?.getMenuItemById(item)?.click()
      },
      [id, times] as const,
    )
  const factor = (): Promise<number | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor())
  await press('zoomIn', 15)
  await expect.poll(factor).toBeCloseTo(2)
  await press('zoomOut', 25)
  await expect.poll(factor).toBeCloseTo(0.5)
  await press('zoomReset', 1)
  await expect.poll(factor).toBeCloseTo(1)
})

test('with motion reduced by the system nothing flashes, as long as nobody asks for motion', async () => {
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  const flashes = page.waitForSelector('.flash', { state: 'attached', timeout: 20_000 })
  await flashes
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.waitForTimeout(400)
  expect(await seenIn(3_000)).toBe(0)
  expect(await page.evaluate(() => getComputedStyle(document.body).animationName)).toBe('none')
  await page.evaluate(() => {
    document.documentElement.dataset['motion'] = 'full'
  })
  expect(await seenIn(8_000)).toBeGreaterThan(0)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await page.evaluate(() => {
    document.documentElement.dataset['motion'] = 'reduced'
  })
  await page.waitForTimeout(400)
  expect(await seenIn(3_000)).toBe(0)
})

/** How many cells were lit within so many milliseconds. */
function seenIn(ms: number): Promise<number> {
  return page.evaluate(
    (forMs) =>
      new Promise<number>((resolve) => {
        let count = 0
        const observer = new MutationObserver((changes) => {
          count += changes.filter(
            ({ target }) => target instanceof Element && target.matches('.flash'),
          ).length
        })
        observer.observe(document.body, { subtree: true, attributeFilter: ['class'] })
        setTimeout(() => {
          observer.disconnect()
          resolve(count)
        }, forMs)
      }),
    ms,
  )
}

/** The resolved colour of a token. */
function token(name: string): Promise<string> {
  return page.evaluate((one) => getComputedStyle(document.documentElement).getPropertyValue(one).trim(), name)
}

test('who asks the system for more contrast has it in both shades, and the theme that was chosen stays chosen', async () => {
  const [quiet, line] = [await token('--quiet'), await token('--line')]
  await page.emulateMedia({ contrast: 'more' })
  await expect.poll(() => token('--quiet')).not.toBe(quiet)
  expect(await token('--line')).not.toBe(line)
  const dark = await token('--quiet')
  await page.evaluate(() => {
    document.documentElement.dataset['theme'] = 'light'
  })
  expect(await token('--quiet')).not.toBe(dark)
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )
})

test('with colours forced by the system, what is chosen, armed and lit is told by more than its ground', async () => {
  await page.emulateMedia({ forcedColors: 'active' })
  const outlined = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { outlineStyle, forcedColorAdjust } = getComputedStyle(element)
        return outlineStyle === 'none' ? forcedColorAdjust : outlineStyle
      })
  for (const selector of [
    '[data-testid=board-row][aria-selected=true]',
    '[data-testid=arm][aria-pressed=true]',
    '.state-light[data-state=live]',
    '.link-dot',
    '.ladder-bid',
  ]) {
    expect(await outlined(selector), selector).not.toBe('auto')
  }
})
