// A feed that falls silent while its sockets stay open: within four seconds nothing on the desk looks live, no order leaves
// it, and once the exchange speaks again the same click rests one.
import path from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { openJournal } from '../main/journal/journal.ts'
import { parseOrderRecord, type OrderRecord } from '../main/order/order-records.ts'
import { err } from '../shared/domain/result.ts'
import { isLive, ladderCell, pickInstrument, ticksFrom, touchPrice } from './desktop.ts'
import { arm, tab, test } from './scenario-desk.ts'

const INSTRUMENT = 'H100H27'
/** Silence is what lasts three seconds; the core looks ten times a second, the window paints with what it says. */
const GREY_WITHIN_MS = 4_000

test('a silent feed is grey with its age within four seconds and takes no order; once it speaks the same click rests one', async ({
  openDesk,
}) => {
  const desk = await openDesk({ seed: 5 })
  const { page, venue } = desk
  await pickInstrument(page, INSTRUMENT)
  await arm(page)
  // A position, so that there are a mark and profit that could pass for live.
  await ladderCell(page, await touchPrice(page, 'ask'), 'bid').click()
  await tab(page, 'positions').click()
  const position = page.locator(`[data-testid=position-row][data-instrument=${INSTRUMENT}]`)
  await expect(position).toBeVisible()
  const far = ticksFrom(await touchPrice(page, 'bid'), -8)
  const profit = [
    page.getByTestId('profit-day'),
    page.getByTestId('profit-open'),
    page.getByTestId('ladder-open'),
    position.locator('[data-col=day]'),
    position.locator('[data-col=open]'),
    page.getByTestId('positions-total').locator('[data-col=open]'),
  ]
  for (const figure of profit) await expect(figure).not.toHaveClass(/quiet/)

  venue.freeze()
  const within = { timeout: GREY_WITHIN_MS }
  const bar = page.getByTestId('ladder-bar')
  await Promise.all([
    expect(page.getByTestId('ladder')).toHaveAttribute('data-state', 'stale', within),
    expect(bar).toContainText(`${INSTRUMENT} is stale since`, within),
    expect(page.getByTestId('session-market')).not.toHaveAttribute('data-state', 'live', within),
    expect(page.getByTestId('curve-readout')).toHaveAttribute('data-state', 'stale', within),
    expect(page.locator('[data-testid=board-row][data-state=live]')).toHaveCount(0, within),
    expect(page.getByTestId('phase')).toHaveAttribute('data-old', 'true', within),
    ...profit.map((figure) => expect(figure).toHaveClass(/quiet/, within)),
  ])
  // Through the moment in which the link is given up: what is old grows no younger.
  const ages: number[] = []
  for (let look = 0; look < 6; look++) {
    ages.push(await ageIn(bar))
    await page.waitForTimeout(400)
  }
  expect(ages[0]).toBeGreaterThanOrEqual(3)
  expect(ages).toEqual([...ages].sort((a, b) => a - b))
  expect(new Set(ages).size).toBeGreaterThan(4)
  expect(await ageIn(page.getByTestId('session-market-age'))).toBeGreaterThan(4)

  await ladderCell(page, far, 'bid').click()
  await expect(page.getByTestId('ladder-status')).toContainText(/^Not sent: The exchange has been silent/)
  await desk.picture('silent-feed')
  await nothingSent(page)

  venue.thaw()
  await isLive(page)
  await expect(page.getByTestId('ladder')).toHaveAttribute('data-state', 'live')
  await expect(bar).toBeHidden()
  for (const figure of profit) await expect(figure).not.toHaveClass(/quiet/)
  await nothingSent(page)
  await ladderCell(page, far, 'bid').click()
  const working = page.getByTestId('working-row')
  await expect(working).toHaveCount(1)
  await expect(working).toHaveAttribute('data-status', 'working')
  await desk.picture('silent-feed-after')

  await desk.desktop.close()
  const records = journalOf(desk.profileDir)
  expect(records.filter(({ kind }) => kind === 'orderDenied')).toHaveLength(0)
  expect(records.filter(({ kind }) => kind === 'orderPlaced')).toHaveLength(2)
})

/** The one order of before was filled; what was clicked since is nowhere. */
async function nothingSent(page: Page): Promise<void> {
  await expect(page.getByTestId('count-working')).toHaveText('0')
  await expect(page.getByTestId('count-unknown')).toHaveText('0')
  await expect(page.getByTestId('working-row')).toHaveCount(0)
}

/** Seconds of an age in words, the last of the text. */
async function ageIn(told: Locator): Promise<number> {
  const ages = [...((await told.textContent()) ?? '').matchAll(/for (\d+(?:\.\d)?) s|^(\d+(?:\.\d)?) s$/g)]
  const [, inSentence, alone] = ages[0] ?? []
  return Number(inSentence ?? alone)
}

function journalOf(profileDir: string): readonly OrderRecord[] {
  const opened = openJournal<OrderRecord>(path.join(profileDir, 'journal.sqlite'), {
    encode: (record) => record,
    parse: (value) => {
      const parsed = parseOrderRecord(value)
      return parsed.ok ? parsed : err(parsed.error.text)
    },
  })
  if (!opened.ok) throw new Error(opened.error.text)
  const records = [...opened.value.readAll()].map(({ record }) => record)
  opened.value.close()
  return records
}
