// Two languages on the real Electron: the machine's at first, the other by one press, kept over a restart.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { isLive, startDesktop } from './desktop.ts'
import { startVenue } from './venue-process.ts'

/** Latin words that stand in Chinese text as they are. */
const NAMES =
  /\b(Tenor|CSV|UTC|USD|CNY|GPU|ms|p50|p99|kB|Ctrl|Alt|Shift|PgUp|PgDn|Del|Enter|Tab|Space|Esc|Home|GTC|GTD|IOC|FOK|English|all|bp|CAL\d{2}|[A-Z]\d{2}|[A-Z]+\d{3}\w*|TOKC?|[HJKMNQUVXZFG]\d{2})\b/g

/** Every text of the page that has a word of three letters or more which is no name. */
async function untranslated(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode() !== null) found.push(walker.currentNode.textContent ?? '')
    return found
  })
  return texts.filter((text) => /[A-Za-z]{3,}/.test(text.replace(NAMES, '')))
}

test('the window changes its language at one press, every word of it, and keeps it over a restart', async () => {
  const venue = await startVenue({ seed: 3 })
  const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-language-'))
  const first = await startDesktop({ profileDir, venueUrl: venue.url })
  await isLive(first.page)
  await expect(first.page.getByTestId('cancel-all')).toContainText('Cancel all')
  await first.page.getByTestId('open-settings').click()
  await first.page.getByTestId('language-zh-CN').click()
  await expect(first.page.getByTestId('cancel-all')).toContainText('全部撤单')
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await first.page.screenshot({ path: 'test-results/language-settings.png' })
  await first.close()

  const second = await startDesktop({ profileDir, venueUrl: venue.url })
  const { page } = second
  await isLive(page)
  await expect(page.getByTestId('cancel-all')).toContainText('全部撤单')
  // Those of the dock: what is inside a panel is gone while another is in front.
  for (const tab of await page.getByTestId(/^tab-/).all()) {
    await tab.click()
    expect(await untranslated(page), await tab.innerText()).toEqual([])
  }
  await page.getByTestId('tab-alerts').click()
  for (const dialog of ['open-keys', 'open-settings', 'flatten', 'new-alert', 'open-quiet']) {
    await page.getByTestId(dialog).click()
    expect(await untranslated(page), dialog).toEqual([])
    if (dialog === 'open-settings') {
      for (const section of ['appearance', 'figures', 'keys', 'limits']) {
        await page.getByTestId(`section-${section}`).click()
        expect(await untranslated(page), section).toEqual([])
      }
    }
    await page.keyboard.press('Escape')
  }
  await second.close()
  await venue.kill()
})

test('the menus are in the language of the machine, and follow the window to another', async () => {
  const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-language-'))
  const environment = { LANG: 'zh_CN.UTF-8', LANGUAGE: 'zh_CN' }
  const desktop = await startDesktop({ profileDir, seed: 3, environment })
  const { page } = desktop
  const menu = () =>
    desktop.app.evaluate(({ Menu }) => {
      const said = (items: readonly Electron.MenuItem[]): readonly string[] =>
        items.flatMap(({ label, submenu }) => [label, ...said(submenu?.items ?? [])])
      return said(Menu.getApplicationMenu()?.items ?? [])
    })
  const labels = await menu()
  expect(labels).toContain('检查更新…')
  expect(labels.filter((label) => /[A-Za-z]{3,}/.test(label.replace('Tenor', '')))).toEqual([])
  await page.getByTestId('open-settings').click()
  await page.getByTestId('language-en').click()
  await expect.poll(menu).toContain('Check for updates…')
  await desktop.close()
})
