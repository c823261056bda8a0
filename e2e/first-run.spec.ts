// The first steps and the guides on the real Electron, in both languages: a first fill that a person makes over the ordinary
// order path, steps that are left with nothing done and never come again, guides that are read and searched by keys.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import {
  CHINESE,
  ENGLISH,
  isLive,
  keepEvidence,
  ladderCell,
  startDesktop,
  ticksFrom,
  touchPrice,
  type Desktop,
} from './desktop.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

/** Longer than the card takes to come at a first start. */
const NEVER_MS = 1_500

let profileDir: string
let desktop: Desktop
let venue: RunningVenue

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-first-'))
  venue = await startVenue({ seed: 4 })
})
test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, desktop.page, profileDir)
  await desktop.close().catch(() => undefined)
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

async function start(environment: Readonly<Record<string, string>> = ENGLISH): Promise<Page> {
  desktop = await startDesktop({ profileDir, venueUrl: venue.url, environment, takesFirstSteps: true })
  await isLive(desktop.page)
  return desktop.page
}

function card(page: Page): Locator {
  return page.getByTestId('first-run')
}

function stage(page: Page): Locator {
  return page.getByTestId('fill-stage')
}

function documentFile(): string {
  return path.join(profileDir, 'first-run.json')
}

function kept(): unknown {
  return existsSync(documentFile()) ? JSON.parse(readFileSync(documentFile(), 'utf8')) : undefined
}

async function neverComes(page: Page): Promise<void> {
  await page.waitForTimeout(NEVER_MS)
  await expect(card(page)).toHaveCount(0)
}

for (const { language, environment, words } of [
  {
    language: 'English',
    environment: ENGLISH,
    words: {
      venue: /PAPER · Orders go to Tenor paper exchange/,
      refused: /is no address of an exchange/,
      locked: /is locked, and a click there sends nothing/,
      waits: /works at the exchange/,
      filled: (instrument: string, price: string) =>
        `Bought 5 lots of ${instrument} at ${price}. Your position is +5 now.`,
      command: 'First steps',
    },
  },
  {
    language: 'Chinese',
    environment: CHINESE,
    words: {
      venue: /模拟 · 委托发往/,
      refused: /不是交易所地址/,
      locked: /的盘口已锁定，点击不会发送/,
      waits: /已在交易所挂单/,
      filled: (instrument: string, price: string) => `买入${instrument}5手，价格${price}。 现持仓+5手。`,
      command: '入门三步',
    },
  },
]) {
  test(`three steps end in a fill, in ${language}, and never come again by themselves`, async () => {
    let page = await start(environment)
    await expect(card(page)).toHaveAttribute('data-step', 'venue')
    await expect(page.getByTestId('venue-told')).toContainText(words.venue)
    await page.getByTestId('venue-own').click()
    await page.getByTestId('venue-address').fill('https://exchange.example')
    await expect(page.getByTestId('venue-refusal')).toContainText(words.refused)
    await page.getByTestId('venue-address').fill('wss://exchange.example/v1')
    await expect(page.getByTestId('venue-command')).toHaveValue(
      'npm start -- --profile tenor-exchange.example-v1 --venue wss://exchange.example/v1',
    )

    await page.getByTestId('first-run-next').click()
    await page.getByTestId('work-trader').click()
    await expect(page.getByTestId('dock')).toHaveAttribute('data-workspace', 'trading')
    await expect(stage(page)).toHaveAttribute('data-stage', 'arm')
    await expect(stage(page)).toContainText(words.locked)
    await page.keyboard.press('Shift+A')
    await expect(stage(page)).toHaveAttribute('data-stage', 'click')
    await expect(page.getByTestId('count-working')).toContainText('0')

    await ladderCell(page, ticksFrom(await touchPrice(page, 'bid'), -6), 'bid').click()
    await expect(stage(page)).toContainText(words.waits)
    const instrument = (await page.getByTestId('tab-ladder').innerText()).trim()
    const price = await touchPrice(page, 'ask')
    await ladderCell(page, ticksFrom(price, 1), 'bid').click()
    await expect(stage(page)).toHaveAttribute('data-stage', 'filled')
    await expect(page.getByTestId('mark-position')).toHaveAttribute('data-behind', 'true')
    await page.getByTestId('tab-fills').click()
    const fills = page.getByTestId('fill-row')
    await expect(fills.first()).toHaveAttribute('data-instrument', instrument)
    const prices = await fills.locator('[data-col=price]').allInnerTexts()
    await expect(stage(page)).toContainText(words.filled(instrument, [...new Set(prices)].join(', ')))
    await expect(page.getByTestId('ladder-net')).toHaveText('+5')

    await page.getByTestId('first-run-done').click()
    await expect(card(page)).toHaveCount(0)
    await expect.poll(kept).toEqual({ version: 1, isOver: true, occupation: 'trader' })
    await desktop.kill()

    page = await start(environment)
    await neverComes(page)
    await page.keyboard.press('Control+K')
    await page.getByTestId('palette-search').fill(words.command)
    await page.getByTestId('command-help.firstRun').click()
    await expect(card(page)).toHaveAttribute('data-step', 'venue')
    await expect(card(page)).toBeFocused()
  })
}

test('Esc leaves at any step with nothing done, also by keys alone, and they never come again', async () => {
  let page = await start()
  await expect(card(page)).toBeFocused()
  // The way out, the two exchanges as one stop, on to the next step.
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Tab')
  await expect(page.getByTestId('first-run-next')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(card(page)).toHaveAttribute('data-step', 'work')
  await page.keyboard.press('Escape')
  await expect(card(page)).toHaveCount(0)
  await expect.poll(kept).toEqual({ version: 1, isOver: true })
  await expect(page.getByTestId('arm')).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByTestId('count-working')).toContainText('0')
  await desktop.kill()
  page = await start()
  await neverComes(page)
})

test('a hedger gets the Hedging workspace; an order that is denied says why, and the next one may fill', async () => {
  const page = await start()
  await page.getByTestId('first-run-next').click()
  await page.getByTestId('work-hedger').click()
  await expect(page.getByTestId('dock')).toHaveAttribute('data-workspace', 'hedging')
  await page.keyboard.press('Shift+A')
  await page.keyboard.press('Home')
  await page.getByTestId('size-field').fill('90000')
  await page.keyboard.press('Enter')
  await ladderCell(page, await touchPrice(page, 'bid'), 'bid').click()
  await expect(stage(page)).toContainText(/Tenor itself sent nothing: .* above your limit of/)
  await expect(page.getByTestId('count-working')).toContainText('0')
  await page.getByTestId('size-field').fill('1')
  await page.keyboard.press('Enter')
  await ladderCell(page, ticksFrom(await touchPrice(page, 'ask'), 1), 'bid').click()
  await expect(stage(page)).toHaveAttribute('data-stage', 'filled')
  await expect.poll(kept).toMatchObject({ occupation: 'hedger', isOver: false })
})

test('the card covers no ladder, in any shipped workspace on a small screen', async () => {
  const page = await start()
  await page.setViewportSize({ width: 1366, height: 768 })
  for (const workspace of ['trading', 'hedging', 'risk', 'watch']) {
    await page.getByTestId('open-workspaces').click()
    await page.getByTestId(`open-workspace-${workspace}`).click()
    await expect(page.getByTestId('dock')).toHaveAttribute('data-workspace', workspace)
    const ladder = page.getByTestId('panel-ladder')
    if ((await ladder.count()) === 0) continue
    await expect
      .poll(async () => {
        const [one, other] = [await card(page).boundingBox(), await ladder.boundingBox()]
        if (one === null || other === null) return 'not on the screen'
        const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x
        return isBeside || one.y + one.height <= other.y || other.y + other.height <= one.y
      })
      .toBe(true)
  }
})

for (const [how, text] of [
  ['cut off', '{"version":1,"isOv'],
  ['of a newer Tenor', '{"version":9,"isOver":true,"more":1}'],
] as const) {
  test(`a document that is ${how} is kept aside and costs nothing but the steps once more`, async () => {
    writeFileSync(documentFile(), text)
    const page = await start()
    await expect(card(page)).toBeVisible()
    const aside = readdirSync(profileDir).filter((name) => name.startsWith('first-run.damaged-'))
    expect(aside).toHaveLength(1)
    expect(readFileSync(path.join(profileDir, aside[0] ?? ''), 'utf8')).toBe(text)
    await page.getByTestId('first-run-leave').click()
    await expect.poll(kept).toEqual({ version: 1, isOver: true })
  })
}

for (const { language, environment, words } of [
  {
    language: 'English',
    environment: ENGLISH,
    words: { first: 'First steps', link: 'Orders', query: 'guess unknown', outside: '(docs/risk.md)' },
  },
  {
    language: 'Chinese',
    environment: CHINESE,
    words: { first: '入门', link: '委托', query: '猜测 不明', outside: '(docs/risk.md)' },
  },
]) {
  test(`guides open by key, lead to each other and are searched, in ${language}`, async () => {
    const page = await start(environment)
    await page.keyboard.press('Escape')
    await page.keyboard.press('F1')
    const article = page.getByTestId('guide-article')
    await expect(page.getByTestId('guide-search')).toBeFocused()
    await expect(article.getByRole('heading', { level: 2 })).toHaveText(words.first)

    await article.getByRole('link', { name: words.link, exact: true }).click()
    await expect(article).toHaveAttribute('data-page', 'guide/orders')
    await expect(article).toBeFocused()
    // What is not inside is named where it stands, and is no link.
    await expect(article).toContainText(words.outside)
    await page.keyboard.press('Alt+ArrowLeft')
    await expect(article).toHaveAttribute('data-page', 'guide/first-steps')

    await page.getByTestId('guide-search').fill(words.query)
    const results = page.getByTestId('guide-results')
    await expect(results.getByRole('button').first()).toContainText(words.link)
    await page.keyboard.press('Tab')
    while (
      !(await results
        .getByRole('button')
        .first()
        .evaluate((one) => one === document.activeElement))
    ) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await expect(article).toHaveAttribute('data-page', 'guide/orders')
    await expect.poll(() => article.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0)
    await page.getByTestId('guide-search').fill('qwertz')
    await expect(results.getByRole('status')).toContainText('qwertz')
    await expect(results.getByRole('button')).toHaveCount(0)
    await page.getByTestId('guide-close').click()
    await expect(page.getByTestId('guide')).toHaveCount(0)

    await page.keyboard.press('Control+K')
    await page.getByTestId('command-help.guide.desk').click()
    await expect(article).toHaveAttribute('data-page', 'guide/desk')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('guide')).toHaveCount(0)
  })
}
