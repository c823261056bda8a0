// The ladder's figures are painted by a thread of their own. Should that thread end, the window paints them itself, and
// nobody sees a difference; least of all does an old picture stay.
import { writeFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { runCommand } from './every-view.ts'
import { touchPrice } from './desktop.ts'
import { arm, test } from './scenario-desk.ts'

/** What says why the ladder is old stands over its upper rows and counts the seconds. */
const ROWS_BELOW_WORDS = 10

/** Edges of figures are smoothed a little otherwise in a window than in a thread; a figure that is missing or another is far more. */
const DIFFERING_MAX = 0.0001
const SHADE = 128

async function pictureOf(page: Page): Promise<Buffer> {
  const ladder = await page.getByTestId('ladder').boundingBox()
  const row = await page.getByTestId('ladder-row').nth(ROWS_BELOW_WORDS).boundingBox()
  if (ladder === null || row === null) throw new Error('There is no ladder to see.')
  const height = ladder.y + ladder.height - row.y
  return page.screenshot({ clip: { x: ladder.x, y: row.y, width: ladder.width, height } })
}

/** The window paints only what changed, so that the rows have to come to other prices and back. */
async function upAndDown(page: Page): Promise<void> {
  await page.getByTestId('ladder').hover()
  await page.mouse.wheel(0, 120)
  await page.waitForTimeout(100)
  await page.mouse.wheel(0, -120)
  await page.mouse.move(0, 0)
}

test('a painting thread that ends is replaced by the window, with the same picture, and the ladder trades on', async ({
  openDesk,
}, testInfo) => {
  const { page, venue } = await openDesk({})
  venue.freeze()
  await expect(page.getByTestId('ladder')).toHaveAttribute('data-state', 'stale', { timeout: 15_000 })
  // What other books imply stands until the session is known to have ended; from there on nothing changes.
  await expect(page.getByTestId('implied').filter({ hasText: /\d/ })).toHaveCount(0, { timeout: 30_000 })
  await upAndDown(page)
  await page.waitForTimeout(500)
  const before = await pictureOf(page)

  const [thread] = page.workers()
  expect(thread?.url()).toContain('painter-worker')
  await thread?.evaluate(() => {
    self.close()
  })
  await upAndDown(page)
  await expect.poll(() => page.locator('.ladder-figures').count()).toBe(1)
  await expect.poll(() => isPaintedHere(page), { timeout: 10_000 }).toBe(true)
  const after = await pictureOf(page)
  await writeFile(testInfo.outputPath('by-thread.png'), before)
  await writeFile(testInfo.outputPath('by-window.png'), after)
  expect(await differingShare(page, before, after)).toBeLessThan(DIFFERING_MAX)

  venue.thaw()
  await expect(page.getByTestId('ladder')).toHaveAttribute('data-state', 'live', { timeout: 30_000 })
  await runCommand(page, 'ladder.recentre')
  await arm(page)
  const bid = await touchPrice(page, 'bid')
  await page.locator(`[data-testid=ladder-row][data-price="${bid}"] [data-col=bid]`).click()
  await expect(page.getByTestId('own-chip')).toHaveCount(1)
})

/** A canvas that was handed to a thread has no context here. */
function isPaintedHere(page: Page): Promise<boolean> {
  return page.locator('.ladder-figures').evaluate((canvas: HTMLCanvasElement) => {
    try {
      return canvas.getContext('2d') !== null
    } catch {
      return false
    }
  })
}

/** The share of pixels that are plainly another colour. */
function differingShare(page: Page, one: Buffer, other: Buffer): Promise<number> {
  const bytes = [one, other].map((picture) => [...picture])
  return page.evaluate(
    async ([pictures, shade]) => {
      const [first, second] = await Promise.all(
        pictures.map(async (png) => {
          const picture = await createImageBitmap(new Blob([new Uint8Array(png)]))
          const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
          context?.drawImage(picture, 0, 0)
          return context?.getImageData(0, 0, picture.width, picture.height).data ?? new Uint8ClampedArray()
        }),
      )
      let differing = 0
      for (let at = 0; at < (first?.length ?? 0); at += 4) {
        const isOther = [0, 1, 2].some(
          (part) => Math.abs((first?.[at + part] ?? 0) - (second?.[at + part] ?? 0)) > shade,
        )
        if (isOther) differing += 1
      }
      return (4 * differing) / Math.max(1, first?.length ?? 0)
    },
    [bytes, SHADE] as const,
  )
}
