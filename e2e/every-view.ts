// Every view that the terminal has: workspaces, kinds of panels, dialogs. For stories that look at all of them; a workspace, a
// kind of panel or a dialog that is new and not opened here does not compile, or is missed by name.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { FIRST_STEPS } from '../renderer/store/first-run.ts'
import { GUIDES } from '../renderer/store/guides.ts'
import type { DialogName } from '../renderer/store/ui-store.ts'
import { settingSections } from '../shared/desk/settings.ts'
import { PANEL_KINDS, SHIPPED_WORKSPACES } from '../shared/desk/workspaces.ts'
import {
  CHINESE,
  ENGLISH,
  isLive,
  ladderCell,
  startDesktop,
  ticksFrom,
  touchPrice,
  type Desktop,
} from './desktop.ts'
import { startVenue } from './venue-process.ts'

export const LANGUAGES = {
  English: ENGLISH,
  Chinese: CHINESE,
} as const
export type LanguageName = keyof typeof LANGUAGES

export interface BusyDesk {
  readonly page: Page
  readonly desktop: Desktop
  close(): Promise<void>
}

/**
 * A terminal in whose panels something stands: it lost its journal, so that the position and the order that the exchange
 * holds are differences; and it has an order, a position and an alert of its own.
 */
export async function startBusyDesk(language: LanguageName): Promise<BusyDesk> {
  const venue = await startVenue({ seed: 5 })
  const profile = (): string => mkdtempSync(path.join(tmpdir(), 'tenor-every-'))
  const start = (profileDir: string): Promise<Desktop> =>
    startDesktop({ profileDir, venueUrl: venue.url, environment: LANGUAGES[language] })
  const first = await start(profile())
  await isLive(first.page)
  await tradeAndRest(first.page)
  await first.kill()
  const desktop = await start(profile())
  const { page } = desktop
  await isLive(page)
  await tradeAndRest(page)
  return {
    page,
    desktop,
    async close() {
      await desktop.close()
      await venue.kill()
    },
  }
}

async function tradeAndRest(page: Page): Promise<void> {
  await page.getByTestId('arm').click()
  await ladderCell(page, await touchPrice(page, 'ask'), 'bid').click()
  await ladderCell(page, ticksFrom(await touchPrice(page, 'bid'), -8), 'bid').click()
  await expect(page.getByTestId('working-row').first()).toHaveAttribute('data-status', 'working')
}

/** By its id, through the palette. */
export async function runCommand(page: Page, id: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette-search').fill(id)
  await page.getByTestId(`command-${id}`).click()
}

/** Looks at what lies in `within`, a selector; `name` says what it is. */
export type Look = (name: string, within: string) => Promise<void>

/** Looks at each shipped workspace. */
export async function eachWorkspace(page: Page, look: Look): Promise<void> {
  for (const id of SHIPPED_WORKSPACES) {
    await runCommand(page, `desk.open.${id}`)
    await expect(page.getByTestId('dock')).toHaveAttribute('data-workspace', id)
    await look(id, 'body')
  }
  await runCommand(page, 'desk.open.trading')
}

/** Brings each kind of panel to the front and looks at it with the tabs of its group. */
export async function eachPanel(page: Page, look: Look): Promise<void> {
  for (const kind of PANEL_KINDS) {
    await runCommand(page, `panel.show.${kind}`)
    const group = `.dv-groupview:has([data-testid=panel-${kind}])`
    await expect(page.locator(group).first()).toBeVisible()
    await look(kind, group)
  }
}

/** Looks at each kind of panel in a window of its own beside the desk. */
export async function eachWindowBeside(
  { page, desktop }: Pick<BusyDesk, 'page' | 'desktop'>,
  look: (kind: string, beside: Page) => Promise<void>,
): Promise<void> {
  for (const kind of PANEL_KINDS) {
    await runCommand(page, `panel.show.${kind}`)
    const [beside] = await Promise.all([
      desktop.app.waitForEvent('window'),
      page.getByTestId(`window-${kind}`).click(),
    ])
    await expect(beside.getByTestId(`panel-${kind}`)).toBeVisible()
    await look(kind, beside)
    await beside.close()
  }
}

const DIALOG = 'dialog[open]'

type Opens = (page: Page, look: (name: string) => Promise<void>) => Promise<void>

const command =
  (id: string): Opens =>
  async (page, look) => {
    await runCommand(page, id)
    await look(id)
  }

/** How each dialog is opened, and what of it is looked at. */
const DIALOGS: Readonly<Record<DialogName, Opens>> = {
  about: command('help.about'),
  keys: command('help.map'),
  settings: async (page, look) => {
    await runCommand(page, 'desk.settings')
    for (const section of [...settingSections, 'keys', 'limits']) {
      await page.getByTestId(`section-${section}`).click()
      await look(`settings ${section}`)
    }
  },
  guide: async (page, look) => {
    for (const guide of GUIDES) {
      await runCommand(page, `help.guide.${guide}`)
      await expect(page.getByTestId('guide-article')).toBeVisible()
      await look(`guide ${guide}`)
      await page.keyboard.press('Escape')
      await expect(page.locator('dialog')).toHaveCount(0)
    }
    await runCommand(page, 'help.guides')
  },
  ladder: command('ladder.settings'),
  list: async (page, look) => {
    await runCommand(page, 'panel.show.history')
    await page.getByTestId('panel-history').click({ position: { x: 5, y: 5 } })
    await runCommand(page, 'list.columns')
    await look('list')
  },
  evidence: async (page, look) => {
    await runCommand(page, 'panel.show.fills')
    await page.getByTestId('fill-evidence').first().click()
    await look('evidence of a fill')
    await page.getByTestId('evidence-id').getByRole('button').click()
    await look('evidence of an order')
  },
  palette: async (page, look) => {
    await page.keyboard.press('Control+k')
    await look('palette')
  },
  workspaces: command('desk.workspaces'),
  flatten: command('trade.flatten'),
  held: command('trade.held'),
  alert: command('trade.alert'),
  quiet: command('trade.quiet'),
  resolve: async (page, look) => {
    await runCommand(page, 'panel.show.differences')
    await page.getByTestId('adopt-position').first().click()
    await look('resolve')
  },
  rearm: async (page, look) => {
    await runCommand(page, 'trade.stopTrading')
    await expect(page.getByTestId('stop-trading')).toHaveAttribute('aria-pressed', 'true')
    await page.getByTestId('stop-trading').click()
    await look('rearm')
    await page.getByTestId('rearm-word').fill('TRADE')
    await page.keyboard.press('Enter')
    await expect(page.locator(DIALOG)).toHaveCount(0)
  },
}

/** Looks at each dialog, with all its pages. */
export async function eachDialog(page: Page, look: Look): Promise<void> {
  for (const open of Object.values(DIALOGS)) {
    await open(page, async (name) => {
      await expect(page.locator(DIALOG)).toBeVisible()
      await look(name, DIALOG)
    })
    await page.keyboard.press('Escape')
    await expect(page.locator('dialog')).toHaveCount(0)
  }
}

/** Looks at each of the first steps. */
export async function eachFirstStep(page: Page, look: Look): Promise<void> {
  await runCommand(page, 'help.firstRun')
  const card = page.getByTestId('first-run')
  for (const step of FIRST_STEPS) {
    await expect(card).toHaveAttribute('data-step', step)
    await look(`first step ${step}`, '.first-run')
    const next = page.getByTestId('first-run-next')
    if ((await next.count()) > 0) await next.click()
  }
  await page.getByTestId('first-run-done').click()
  await expect(card).toHaveCount(0)
}
