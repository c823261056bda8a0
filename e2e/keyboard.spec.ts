// The whole terminal by the keyboard alone: everything that acts is reached, where the keyboard is can be seen, a dialog gives
// it back, and an order is placed and cancelled without a pointer.
import { expect, test, type Page } from '@playwright/test'
import { eachDialog, eachWorkspace, runCommand, startBusyDesk, type BusyDesk } from './every-view.ts'

let desk: BusyDesk
let page: Page
test.setTimeout(180_000)
test.beforeEach(async () => {
  desk = await startBusyDesk('English')
  page = desk.page
})
test.afterEach(() => desk.close())

/** What Tab may stop at in one view, before the walk is taken for endless. */
const STOPS_MAX = 400

/**
 * Walks by Tab through what lies in `within` until it comes round, and says what acts and was not reached, and where the
 * focus could not be seen. A group of which Tab reaches one (tabs, choices, rows) goes on by arrow keys.
 */
async function walk(within: string): Promise<{ missed: readonly string[]; unseen: readonly string[] }> {
  await page.evaluate(() => {
    document.querySelectorAll('[data-walked]').forEach((element) => {
      element.removeAttribute('data-walked')
    })
  })
  const unseen: string[] = []
  for (let stop = 0; stop < STOPS_MAX; stop++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(lookAtFocus)
    if (found === 'again') break
    if (found !== undefined) unseen.push(found)
  }
  return { missed: await page.evaluate(notWalked, within), unseen }
}

/** In the page: marks what has the focus. `again` where it was there before; what it is where it cannot be seen. */
function lookAtFocus(): string | undefined {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return undefined
  if (element.dataset['walked'] !== undefined) return 'again'
  element.dataset['walked'] = ''
  // The search of the settings and the ladder show it around and inside themselves.
  const shown = [element, element.closest('label'), element.querySelector('[data-cursor] .ladder-price')]
  const isSeen = shown.some((one) => {
    if (one === null) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2 && shareInSight(one) > 0.5
  })
  return isSeen ? undefined : element.outerHTML.slice(0, 160)

  /** How much of the outline no ancestor cuts off, by the sides that are there. */
  function shareInSight(outlined: Element): number {
    const reach = parseFloat(getComputedStyle(outlined).outlineOffset) + 1
    const box = outlined.getBoundingClientRect()
    const sides = {
      left: box.left - reach,
      right: box.right + reach,
      top: box.top - reach,
      bottom: box.bottom + reach,
    }
    const cut = { left: 0, right: innerWidth, top: 0, bottom: innerHeight }
    for (let outer = outlined.parentElement; outer !== null; outer = outer.parentElement) {
      if (getComputedStyle(outer).overflow === 'visible') continue
      const around = outer.getBoundingClientRect()
      cut.left = Math.max(cut.left, around.left)
      cut.right = Math.min(cut.right, around.right)
      cut.top = Math.max(cut.top, around.top)
      cut.bottom = Math.min(cut.bottom, around.bottom)
    }
    const there = [
      sides.left >= cut.left,
      sides.top >= cut.top,
      sides.right <= cut.right,
      sides.bottom <= cut.bottom,
    ]
    return there.filter(Boolean).length / there.length
  }
}

/** In the page: what acts in `within` and was not walked to, alone or as one of its group. */
function notWalked(within: string): string[] {
  const acting =
    'button, input, select, textarea, a[href], [role=tab], [role=row][tabindex], [contenteditable=true]'
  // In the ladder the cursor does what its buttons do: Del cancels.
  const group = '[role=tablist], [role=radiogroup], .board-group, .data-table-scroll, [data-testid=ladder]'
  return [...document.querySelectorAll<HTMLElement>(`${within} :is(${acting})`)]
    .filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled, [hidden]'),
    )
    .filter((element) => element.dataset['walked'] === undefined)
    .filter((element) => {
      const around = element.closest(group)
      return (
        around === null ||
        (around.querySelector('[data-walked]') === null && !around.matches('[data-walked]'))
      )
    })
    .map((element) => element.outerHTML.slice(0, 160))
}

test('Tab reaches everything that acts in every workspace and dialog, and shows where it is', async () => {
  const look = async (name: string, within: string): Promise<void> => {
    expect.soft(await walk(within), name).toEqual({ missed: [], unseen: [] })
  }
  await eachWorkspace(page, look)
  await eachDialog(page, look)
})

test('a dialog gives the keyboard back to where it was, whichever way it is left', async () => {
  const opener = page.getByTestId('open-settings')
  for (const leave of [
    () => page.keyboard.press('Escape'),
    () => page.getByTestId('settings-dialog-close').press('Enter'),
    () => page.getByTestId('settings-dialog-close').click(),
  ]) {
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('settings-search')).toBeFocused()
    await leave()
    await expect(page.getByTestId('settings-dialog')).toHaveCount(0)
    await expect(opener).toBeFocused()
  }
})

test('Esc leaves every dialog with nothing done', async () => {
  const before = await page.getByTestId('working-row').count()
  await eachDialog(page, async () => undefined)
  // Some dialogs are opened from other lists, which then lie over it.
  await runCommand(page, 'panel.show.working')
  await expect(page.getByTestId('working-row')).toHaveCount(before)
  await expect(page.getByTestId('stop-trading')).toHaveAttribute('aria-pressed', 'false')
})

test('a workspace is opened, an order placed and cancelled, a panel added and closed, with no pointer', async () => {
  await page.keyboard.press('Shift+W')
  await expect(page.getByTestId('workspaces')).toBeVisible()
  await tabTo('open-workspace-hedging')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('dock')).toHaveAttribute('data-workspace', 'hedging')

  await page.keyboard.press('l')
  const ladder = page.getByTestId('ladder')
  await expect(ladder).toBeFocused()
  await page.keyboard.press('Shift+A')
  await expect(page.getByTestId('arm')).toHaveAttribute('aria-pressed', 'true')
  for (let row = 0; row < 9; row++) await page.keyboard.press('ArrowDown')
  const before = Number(await page.getByTestId('count-working').innerText())
  await page.keyboard.press('b')
  await expect(page.getByTestId('count-working')).toHaveText(String(before + 1))
  await page.keyboard.press('Delete')
  await expect(page.getByTestId('count-working')).toHaveText(String(before))

  await page.keyboard.press('Control+k')
  await page.keyboard.type('panel.add.ladder')
  await page.keyboard.press('Enter')
  await expect(ladder).toHaveCount(2)
  await tabTo('link-ladder-2')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('link-ladder-2')).toHaveAttribute('data-link', 'green')
  await expect(page.getByTestId('link-ladder-2')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('link-ladder-2')).toHaveAttribute('data-link', 'green')
  await expect(page.getByTestId('link-ladder-2')).toBeFocused()
  await tabTo('close-ladder-2')
  await page.keyboard.press('Enter')
  await expect(ladder).toHaveCount(1)
})

async function tabTo(testId: string): Promise<void> {
  for (let stop = 0; stop < STOPS_MAX; stop++) {
    const at = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))
    if (at === testId) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${testId}.`)
}

test('a panel gets another place and more room with no pointer, and stays the one that is meant', async () => {
  await page.keyboard.press('l')
  const box = async (panel: string): Promise<{ left: number; top: number; width: number }> => {
    const {
      x = 0,
      y = 0,
      width = 0,
    } = (await page.locator(`[data-panel-place="${panel}"]`).boundingBox()) ?? {}
    return { left: x, top: y, width }
  }
  await page.keyboard.press('q')
  const before = await box('quotes')
  await runCommand(page, 'panel.wider')
  await expect.poll(async () => (await box('quotes')).width).toBeGreaterThan(before.width + 10)
  // The curve lies right of it: the board becomes one of its tabs, then has a place of its own right of it.
  await runCommand(page, 'panel.right')
  await expect(
    page.locator('.dv-groupview:has([data-testid=tab-quotes]) [data-testid=tab-curve]'),
  ).toHaveCount(1)
  await runCommand(page, 'panel.right')
  await expect.poll(async () => (await box('quotes')).left).toBeGreaterThan((await box('curve')).left + 50)
  await runCommand(page, 'panel.down')
  await expect(page.locator('.dv-groupview:has([data-testid=tab-quotes]) .dv-tab')).not.toHaveCount(1)
  // Nothing was lost on the way.
  for (const panel of ['quotes', 'curve', 'ladder', 'working'])
    await expect(page.getByTestId(`tab-${panel}`)).toHaveCount(1)
})
