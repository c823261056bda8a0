// The desk on the real Electron: panels beside each other, colour groups, workspaces, and what outlives a kill, a damaged file
// and a contract that is gone.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { ENGLISH, isLive, keepEvidence, pickInstrument, startDesktop, type Desktop } from './desktop.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

/** The oldest desk that a person may find after a crash. */
const OLDEST_MS = 5_000
const KILLS = 20

let profileDir: string
let desktop: Desktop
let venue: RunningVenue

test.beforeAll(async () => {
  venue = await startVenue({ seed: 4 })
})
test.afterAll(() => venue.kill())
test.beforeEach(() => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-desk-'))
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

async function openList(page: Page): Promise<void> {
  await page.getByTestId('open-workspaces').click()
  await expect(page.getByTestId('workspaces')).toBeVisible()
}

async function addLadder(page: Page): Promise<Locator> {
  await openList(page)
  await page.getByTestId('add-ladder').click()
  const ladder = ladderOf(page, 'ladder-2')
  await expect(ladder).toBeVisible()
  return ladder
}

function ladderOf(page: Page, panelId: string): Locator {
  return page.locator(`[data-testid=ladder][data-panel="${panelId}"]`)
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('It is not on the screen.')
  return box
}

test('ladders of two colour groups go their own ways, are armed alone, and are there after a kill', async () => {
  let page = await start()
  await isLive(page)
  await pickInstrument(page, 'H100F27')
  const second = await addLadder(page)
  await expect(second).toHaveAttribute('data-instrument', 'H100F27')
  await page.getByTestId('link-ladder-2').click()
  await page.getByTestId('link-to-green').click()
  await pickInstrument(page, 'H100G27')
  await expect(second).toHaveAttribute('data-instrument', 'H100F27')

  const panels = page.getByTestId('panel-ladder')
  await second.click({ position: { x: 4, y: 4 } })
  await page.keyboard.press('Shift+A')
  await expect(panels.filter({ has: second })).toHaveAttribute('data-armed', 'true')
  await expect(panels.filter({ has: ladderOf(page, 'ladder') })).toHaveAttribute('data-armed', 'false')
  await page.keyboard.press(']')
  await expect(second).toHaveAttribute('data-instrument', 'H100G27')
  await expect(panels.filter({ has: second })).toHaveAttribute('data-armed', 'false')

  await page.waitForTimeout(1_500)
  await desktop.kill()
  page = await start()
  await expect(ladderOf(page, 'ladder-2')).toHaveAttribute('data-instrument', 'H100G27')
  await expect(page.getByTestId('link-ladder-2')).toHaveAttribute('data-link', 'green')
  await expect(page.locator('[data-testid=panel-ladder][data-armed=true]')).toHaveCount(0)
})

test('a tab is dragged to a place of its own, which it has after a start', async () => {
  let page = await start()
  await isLive(page)
  const tab = page.locator('.dv-tab', { has: page.getByTestId('tab-fills') })
  const curve = await boxOf(page.getByTestId('panel-curve'))
  await tab.hover()
  await page.mouse.down()
  await page.mouse.move(curve.x + curve.width - 30, curve.y + curve.height / 2, { steps: 12 })
  await page.mouse.up()
  await expect(page.getByTestId('panel-fills')).toBeVisible()
  const dragged = await boxOf(page.getByTestId('panel-fills'))
  expect(dragged.x).toBeGreaterThan(curve.x + curve.width / 4)
  await page.waitForTimeout(1_500)
  await desktop.close()
  page = await start()
  await expect(page.getByTestId('panel-fills')).toBeVisible()
  const again = await boxOf(page.getByTestId('panel-fills'))
  expect(Math.abs(again.x - dragged.x) + Math.abs(again.width - dragged.width)).toBeLessThan(12)
})

test('a panel fills the desk and goes back; one that is closed is added again', async () => {
  const page = await start()
  await isLive(page)
  const before = await boxOf(page.getByTestId('panel-curve'))
  await page.getByTestId('maximise-curve').click()
  await expect.poll(async () => (await boxOf(page.getByTestId('panel-curve'))).width).toBeGreaterThan(1_500)
  await page.getByTestId('maximise-curve').click()
  await expect.poll(async () => (await boxOf(page.getByTestId('panel-curve'))).width).toBe(before.width)
  await page.getByTestId('close-quotes').click()
  await expect(page.getByTestId('quote-board')).toHaveCount(0)
  await openList(page)
  await page.getByTestId('add-quotes').click()
  await expect(page.getByTestId('board-row').first()).toBeVisible()
})

test('workspaces are opened, named, copied, removed and put back, by keys alone', async () => {
  const page = await start()
  await isLive(page)
  await page.getByTestId('open-workspaces').focus()
  await page.keyboard.press('Enter')
  await page.getByTestId('open-workspace-watch').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('dock')).toHaveAttribute('data-workspace', 'watch')
  await expect(page.getByTestId('quote-board')).toHaveCount(2)
  await expect(page.getByTestId('ladder')).toHaveCount(0)

  await openList(page)
  await page.getByTestId('duplicate-watch').press('Enter')
  await page.getByTestId('rename-own-1').press('Enter')
  await page.getByTestId('workspace-name').fill('Morning')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('open-workspace-own-1')).toContainText('Watch 2')
  await page.getByTestId('rename-own-1').press('Enter')
  await page.getByTestId('workspace-name').fill('Morning')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('open-workspaces')).toHaveText('Morning')
  await page.getByTestId('close-spreads').click()
  await expect(page.getByTestId('quote-board')).toHaveCount(1)

  await openList(page)
  await page.getByTestId('remove-own-1').press('Enter')
  await expect(page.getByTestId('workspace-own-1')).toHaveCount(0)
  await page.getByTestId('open-workspace-watch').press('Enter')
  await page.getByTestId('close-quotes').click()
  await openList(page)
  await page.getByTestId('reset-watch').press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('quote-board')).toHaveCount(2)
})

test('a colour group whose contract is no longer listed shows the first month ahead, and says so', async () => {
  const panels = [{ id: 'ladder', kind: 'ladder', link: 'blue', view: {} }]
  const layout = { kind: 'tabs', share: 0, panels: ['ladder', 'ghost'], front: 'ghost' }
  const links = { blue: { root: 'H100', instrumentId: 'H100F19' } }
  const list = [{ id: 'own', name: 'Old', panels, layout, links }]
  writeFileSync(path.join(profileDir, 'workspaces.json'), JSON.stringify({ version: 1, open: 'own', list }))
  const page = await start()
  await expect(page.getByText('H100F19 is no longer listed')).toBeVisible()
  await expect(page.getByTestId('ladder')).toHaveAttribute('data-instrument', /^H100[A-Z]\d\d$/)
})

for (const [what, text] of [
  ['cut off', '{"version":1,"open":"tra'],
  ['of a newer version', '{"version":99,"open":"trading","list":[]}'],
] as const) {
  test(`a file of workspaces that is ${what} is kept aside and named, and the shipped ones load`, async () => {
    writeFileSync(path.join(profileDir, 'workspaces.json'), text)
    const page = await start()
    await isLive(page)
    await expect(page.getByText('workspaces.json').first()).toBeVisible()
    await expect(page.getByTestId('open-workspaces')).toHaveText('Trading')
    expect(readdirSync(profileDir).filter((name) => name.startsWith('workspaces.damaged-'))).toHaveLength(1)
  })
}

test('a panel that this Tenor does not have is left out, and a message says so', async () => {
  await start()
  await desktop.page.getByTestId('size-field').fill('7')
  await desktop.page.getByTestId('size-field').press('Enter')
  await desktop.page.waitForTimeout(1_500)
  await desktop.close()
  const file = path.join(profileDir, 'workspaces.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"kind": "connections"', '"kind": "hologram"'))
  const page = await start()
  const sentence =
    /workspaces\.json makes no sense\. It is kept as workspaces\.damaged-\w+\.json.*the rest of it is used/
  await expect(page.getByTestId('toast').filter({ hasText: sentence })).toBeVisible()
  await expect(page.getByTestId('size-field')).toHaveValue('7')
  await expect(page.getByTestId('tab-differences')).toBeVisible()
  await expect(page.getByTestId('tab-connections')).toHaveCount(0)
})

test(`killed ${String(KILLS)} times in the middle of drags and edits, the desk that comes back is at most five seconds old`, async () => {
  const random = xoroshiro128plus(6)
  const upTo = (limit: number): number => (random.next() >>> 0) % limit
  /** The size of the ladder's next order, and when it was made so. */
  const made = [{ qty: 5, atMs: 0 }]
  let killedAtMs = 0
  for (let kill = 0; kill <= KILLS; kill++) {
    const page = await start()
    const field = page.getByTestId('size-field')
    const found = Number(await field.inputValue())
    const at = made.findIndex(({ qty }) => qty === found)
    expect(at, `a size of ${String(found)} was made`).toBeGreaterThanOrEqual(0)
    // What came next must have been made in the last seconds before the kill.
    const next = made[at + 1]
    if (next !== undefined) expect(killedAtMs - next.atMs).toBeLessThan(OLDEST_MS)
    if (kill === KILLS) break
    made.length = 0
    made.push({ qty: found, atMs: performance.now() })
    for (let edit = upTo(4); edit >= 0; edit--) {
      const qty = 100 + kill * 10 + edit
      await field.fill(String(qty))
      await field.press('Enter')
      made.push({ qty, atMs: performance.now() })
      await page.waitForTimeout(upTo(700))
    }
    const sash = page.locator('.dv-sash').nth(upTo(3))
    const { x, y, width, height } = await boxOf(sash)
    await page.mouse.move(x + width / 2, y + height / 2)
    await page.mouse.down()
    for (let step = upTo(8); step >= 0; step--) await page.mouse.move(x + upTo(120) - 60, y + upTo(120) - 60)
    killedAtMs = performance.now()
    await desktop.kill()
  }
})

test('workspaces go to a file and come from one after it was shown; a hostile file changes nothing', async () => {
  const page = await start()
  await isLive(page)
  const file = path.join(profileDir, 'from-a-friend.json')
  await desktop.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, file)
  await openList(page)
  await page.getByTestId('workspaces-export').click()
  await expect(page.getByTestId('workspaces-said')).toContainText('from-a-friend.json')
  await page.getByTestId('workspaces-import').click()
  await expect(page.getByTestId('workspaces-said')).toHaveText(
    'The file holds no workspace that is not here.',
  )

  for (const [text, says] of [
    ['{"version":2,', 'damaged'],
    ['{"version":9}', 'by a newer Tenor'],
    ['{"version":2,"open":"trading","list":[]}', 'makes no sense'],
    ['{"version":2,"open":"x","list":[{"id":"../../etc"}]}', 'makes no sense'],
    [' '.repeat(600_000), 'cannot be read'],
  ] as const) {
    writeFileSync(file, text)
    await page.getByTestId('workspaces-import').click()
    await expect(page.getByTestId('workspaces-said')).toContainText(says)
    await expect(page.getByTestId('workspaces-said')).toHaveAttribute('data-refusal', 'true')
  }

  const layout = { kind: 'tabs', share: 1, panels: ['curve'], front: 'curve' }
  const panels = [{ id: 'curve', kind: 'curve', view: {} }]
  const one = { panels, layout, links: {}, windows: [] }
  const list = [
    { ...one, id: 'watch', name: '' },
    { ...one, id: 'own-1', name: 'Morning' },
  ]
  writeFileSync(file, JSON.stringify({ version: 2, open: 'watch', list }))
  await page.getByTestId('workspaces-import').click()
  await expect(page.getByTestId('workspaces-question').getByRole('listitem')).toHaveText([
    'Watch becomes that of the file.',
    'Morning is added.',
  ])
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('workspaces-question')).toHaveCount(0)
  await expect(page.getByTestId('workspace-own-1')).toHaveCount(0)
  await page.getByTestId('workspaces-import').click()
  await page.getByTestId('workspaces-yes').click()
  await expect(page.getByTestId('workspace-own-1')).toContainText('Morning')
  await expect(page.getByTestId('dock')).toHaveAttribute('data-workspace', 'trading')
  await page.getByTestId('open-workspace-own-1').click()
  await expect(page.getByTestId('panel-curve')).toBeVisible()
  await expect(page.getByTestId('quote-board')).toHaveCount(0)
})
