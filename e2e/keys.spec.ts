// The map of keys on the real Electron: a key is changed by keys alone and does it at once, schemes, files of others, and that
// no file takes away the key that stops trading; in both languages.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { CHINESE, ENGLISH, isLive, keepEvidence, startDesktop, type Desktop } from './desktop.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

let profileDir: string
let desktop: Desktop
let venue: RunningVenue

test.beforeAll(async () => {
  venue = await startVenue({ seed: 4 })
})
test.afterAll(() => venue.kill())
test.beforeEach(() => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-keys-'))
})
test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, desktop.page, profileDir)
  await desktop.close()
  rmSync(profileDir, { recursive: true, force: true })
})

async function start(environment: Readonly<Record<string, string>> = ENGLISH): Promise<Page> {
  desktop = await startDesktop({ profileDir, venueUrl: venue.url, environment })
  await isLive(desktop.page)
  return desktop.page
}

function keymapFile(): string {
  return path.join(profileDir, 'keymap.json')
}

function kept(): Record<string, unknown> {
  return JSON.parse(readFileSync(keymapFile(), 'utf8')) as Record<string, unknown>
}

function keysOf(page: Page, command: string): Locator {
  return page.getByTestId(`key-${command}`).locator('kbd')
}

for (const [language, environment, words] of [
  [
    'English',
    ENGLISH,
    {
      text: 'Ctrl+C is for text',
      stop: 'Shift+K stops trading',
      conflict: 'Shift+X is “Cancel all working orders” now. Take it away there?',
      given: 'In the scheme Shift+X, which you gave to “Hold an order on this PC”.',
      hint: 'Cancel every working order, at once and without asking.',
    },
  ],
  [
    'Chinese',
    CHINESE,
    {
      text: 'Ctrl+C用于文字',
      stop: 'Shift+K用于停止交易',
      conflict: 'Shift+X现用于“全部撤单”。要改用到这里吗？',
      given: '方案中为Shift+X，您已将其用于“本机保管委托”。',
      hint: '立即撤销全部挂单，不再询问。',
    },
  ],
] as const) {
  test(`a key is changed by keys alone, does it at once and outlives a kill, in ${language}`, async () => {
    let page = await start(environment)
    await page.keyboard.press('?')
    await expect(page.getByTestId('keys-search')).toBeFocused()
    await page.keyboard.type('shift+h')
    await expect(page.getByTestId('keys-list').locator('.key-line')).toHaveCount(1)
    await page.getByTestId('change-trade.held').focus()

    // Esc, and keys that are not to be given, change nothing.
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('key-capture')).toBeFocused()
    for (const [key, sentence] of [
      ['Control+c', words.text],
      ['Shift+K', words.stop],
    ] as const) {
      await page.keyboard.press(key)
      await expect(page.getByTestId('key-capture')).toContainText(sentence)
    }
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('key-capture')).toHaveCount(0)
    await expect(page.getByTestId('change-trade.held')).toBeFocused()
    await expect(keysOf(page, 'trade.held')).toHaveText(['Shift+H'])

    // One that another command has is asked about, and left where it is at first.
    await page.keyboard.press('Enter')
    await page.keyboard.press('Shift+X')
    await expect(page.getByTestId('key-conflict')).toContainText(words.conflict)
    await expect(page.getByTestId('key-leave')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(keysOf(page, 'trade.held')).toHaveText(['Shift+H'])
    await page.keyboard.press('Enter')
    await page.keyboard.press('Shift+X')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(keysOf(page, 'trade.held')).toHaveText(['Shift+X'])
    await page.getByTestId('keys-search').fill('')
    await expect(keysOf(page, 'trade.cancelAll')).toHaveCount(0)
    await expect(page.getByTestId('key-trade.cancelAll')).toContainText(words.given)

    // The hint, the palette and the key itself follow.
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('keys-dialog')).toHaveCount(0)
    await expect(page.getByTestId('cancel-all')).toHaveAttribute('title', words.hint)
    await page.keyboard.press('Control+k')
    await expect(page.getByTestId('command-trade.held').locator('kbd')).toHaveText('Shift+X')
    await expect(page.getByTestId('command-trade.cancelAll').locator('kbd')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('palette')).toHaveCount(0)
    await page.keyboard.press('Shift+X')
    await expect(page.getByTestId('held-ticket')).toBeVisible()
    await expect.poll(() => kept()['changes'], { timeout: 5_000 }).toEqual({ 'trade.held': 'Shift+X' })
    await desktop.kill()

    page = await start(environment)
    await page.keyboard.press('Shift+H')
    await page.keyboard.press('Shift+X')
    await expect(page.getByTestId('held-ticket')).toBeVisible()
  })
}

test('a scheme gives other keys to the ladder and the desk, and another takes those for orders away', async () => {
  const page = await start()
  await page.keyboard.press('?')
  await page.getByTestId('scheme-tenor').focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('scheme-functionKeys')).toBeFocused()
  await expect(keysOf(page, 'ladder.buy')).toHaveText(['F2'])
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('keys-dialog')).toHaveCount(0)

  await page.keyboard.press('F5')
  await expect(page.getByTestId('panel-ladder')).toHaveAttribute('data-armed', 'true')
  await expect(page.getByTestId('ladder-status')).toContainText('F2 buys, F3 sells')
  await page.keyboard.press('l')
  for (let rows = 0; rows < 9; rows++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('b')
  await page.keyboard.press('F2')
  await expect(page.getByTestId('working-row')).toHaveCount(1)
  await page.keyboard.press('F4')
  await expect(page.getByTestId('working-row')).toHaveCount(0)

  await page.keyboard.press('F1')
  await page.getByTestId('scheme-noOrderKeys').click()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('keys-dialog')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('panel-ladder')).toHaveAttribute('data-armed', 'true')
  await page.keyboard.press('l')
  await page.keyboard.press('ArrowDown')
  for (const key of ['b', 's', 'F2', 'F3', 'Delete']) await page.keyboard.press(key)
  await page.keyboard.press('Shift+K')
  await expect(page.getByTestId('stop-trading')).toHaveText('STOPPED')
  await expect(page.getByTestId('ladder-status')).toHaveAttribute('data-tone', 'legend')
  await expect(page.getByTestId('working-row')).toHaveCount(0)
})

for (const [language, environment, sentence, stopped] of [
  [
    'English',
    ENGLISH,
    /keymap\.json would take away the key that stops trading\. It is kept as keymap\.damaged-\w+\.json in the folder of the profile, and the rest of it is used/,
    'STOPPED',
  ],
  [
    'Chinese',
    CHINESE,
    /keymap\.json会取消停止交易的按键。原文件在配置文件夹中另存为keymap\.damaged-\w+\.json，其余部分照常使用/,
    '已停止',
  ],
] as const) {
  test(`a file that hides the key that stops trading is used without that, and it is said, in ${language}`, async () => {
    const hostile =
      '{"version":1,"changes":{"trade.stopTrading":null,"trade.alert":"Shift+K","trade.held":"G"}}'
    writeFileSync(keymapFile(), hostile)
    const page = await start(environment)
    await expect(page.getByTestId('toast')).toContainText(sentence)
    await page.getByTestId('tab-messages').click()
    await expect(page.getByTestId('message-row').filter({ hasText: sentence })).toBeVisible()
    const aside = readdirSync(profileDir).filter((name) => name.startsWith('keymap.damaged-'))
    expect(aside.map((name) => readFileSync(path.join(profileDir, name), 'utf8'))).toEqual([hostile])
    await page.keyboard.press('g')
    await expect(page.getByTestId('held-ticket')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('held-ticket')).toHaveCount(0)
    await page.keyboard.press('?')
    await expect(keysOf(page, 'trade.stopTrading')).toHaveText(['Shift+K'])
    await expect(page.getByTestId('change-trade.stopTrading')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('keys-dialog')).toHaveCount(0)
    await page.keyboard.press('Shift+K')
    await expect(page.getByTestId('stop-trading')).toHaveText(stopped)
    expect(kept()['changes']).toEqual({ 'trade.held': 'G' })
  })
}

test('a file of keys is taken after it was shown, and a hostile one is refused', async () => {
  writeFileSync(keymapFile(), JSON.stringify({ version: 1, changes: { 'trade.alert': 'F9' } }))
  const page = await start()
  const file = path.join(profileDir, 'from-a-friend.json')
  await desktop.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, file)
  await page.keyboard.press(',')
  await page.getByTestId('settings-search').fill('hotkey')
  await page.getByTestId('open-keys-here').click()
  for (const [text, says] of [
    ['{"version":1,', 'the file is damaged'],
    ['{"version":1,"scheme":"other"}', 'at “scheme”'],
    ['{"version":1,"changes":{"trade.held":"Shift+K"}}', 'would take away the key that stops trading'],
    ['{"version":1,"changes":{"trade.stopTrading":null}}', 'would take away the key that stops trading'],
    ['{"version":1,"changes":{"__proto__":"J"}}', 'at “changes.__proto__”'],
    ['{"version":1,"changes":{"trade.held":"Ctrl+C"}}', 'at “changes.trade.held”'],
    ['{"version":9}', 'by a newer Tenor'],
    [' '.repeat(40_000), 'cannot be read'],
  ] as const) {
    writeFileSync(file, text)
    await page.getByTestId('keymap-import').click()
    await expect(page.getByTestId('keymap-said')).toContainText(says)
    await expect(page.getByTestId('keymap-said')).toHaveAttribute('data-refusal', 'true')
  }
  await expect(keysOf(page, 'trade.alert')).toHaveText(['F9'])

  writeFileSync(file, '{"version":1,"changes":{"trade.held":"G"}}')
  await page.getByTestId('keymap-import').click()
  await expect(page.getByTestId('keymap-question').getByRole('listitem')).toHaveText([
    'Hold an order on this PC: Shift+H → G',
    'New alert: F9 → Shift+B',
  ])
  await page.keyboard.press('Escape')
  await expect(keysOf(page, 'trade.held')).toHaveText(['Shift+H'])
  await page.getByTestId('keymap-import').click()
  await page.getByTestId('keymap-yes').click()
  await expect(keysOf(page, 'trade.held')).toHaveText(['G'])
  await page.getByTestId('keymap-export').click()
  await expect(page.getByTestId('keymap-said')).toContainText('from-a-friend.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    version: 1,
    scheme: 'tenor',
    changes: { 'trade.held': 'G' },
  })
  await page.getByTestId('keymap-reset').click()
  await page.getByTestId('keymap-yes').click()
  await expect.poll(() => kept()['changes']).toEqual({})
})
