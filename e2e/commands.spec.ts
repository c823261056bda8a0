// Commands by name and by key on the real Electron: the palette, what it finds, and the map of keys.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { CHINESE, ENGLISH, isLive, keepEvidence, startDesktop, type Desktop } from './desktop.ts'

let profileDir: string
let desktop: Desktop

test.beforeEach(() => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-commands-'))
})
test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, desktop.page, profileDir)
  await desktop.close()
  rmSync(profileDir, { recursive: true, force: true })
})

for (const [language, environment, workspace, text] of [
  ['English', ENGLISH, 'hedg', 'Hedging'],
  ['Chinese', CHINESE, '套保', '套保'],
] as const) {
  test(`a command is found by a part of its name and done by Enter, in ${language}`, async () => {
    desktop = await startDesktop({ profileDir, seed: 3, environment })
    const { page } = desktop
    await isLive(page)
    await page.keyboard.press('Control+k')
    await expect(page.getByTestId('palette-search')).toBeFocused()
    await page.keyboard.type('H100G27')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('palette')).toHaveCount(0)
    await expect(page.getByTestId('ladder')).toHaveAttribute('data-instrument', 'H100G27')

    // Esc does nothing, and what nobody called a command does nothing either.
    await page.keyboard.press('Control+k')
    await page.keyboard.type('zzzzqqqq')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('palette')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('palette')).toHaveCount(0)

    await page.keyboard.press('Control+k')
    await page.keyboard.insertText(workspace)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('dock')).toHaveAttribute('data-workspace', 'hedging')
    await expect(page.getByTestId('open-workspaces')).toHaveText(text)

    await page.keyboard.press('?')
    await expect(page.getByTestId('keys-dialog')).toContainText('Shift+K')
  })
}

test('the menu opens what the page has, and nothing over an open dialog', async () => {
  desktop = await startDesktop({ profileDir, seed: 3 })
  const { app, page } = desktop
  await isLive(page)
  const choose = (id: string): Promise<void> =>
    app.evaluate(({ BrowserWindow, Menu }, item) => {
      Menu.getApplicationMenu()?.getMenuItemById(item)?.click(undefined, BrowserWindow.getAllWindows()[0])
    }, id)
  await choose('help.guides')
  await expect(page.getByTestId('guide-article')).toBeVisible()
  await choose('desk.settings')
  await expect(page.getByTestId('guide-article')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('dialog')).toHaveCount(0)
  for (const [id, shown] of [
    ['desk.settings', 'settings-search'],
    ['help.map', 'keys-dialog'],
    ['help.palette', 'palette'],
    ['desk.workspaces', 'workspaces'],
  ] as const) {
    await choose(id)
    await expect(page.getByTestId(shown)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('dialog')).toHaveCount(0)
  }
  await choose('help.firstRun')
  await expect(page.getByTestId('first-run')).toBeVisible()
})
