// What is left when the program itself fails, on the real Electron: a report that stays on the machine, and orders that are
// as the exchange has them.
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import {
  isLive,
  keepEvidence,
  ladderCell,
  startDesktop,
  ticksFrom,
  touchPrice,
  type Desktop,
} from './desktop.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

let profileDir: string
let venue: RunningVenue
let desktop: Desktop

test.beforeEach(async () => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-crashes-'))
  venue = await startVenue({ seed: 9 })
  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  await isLive(desktop.page)
})

test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, desktop.page, profileDir)
  await desktop.close().catch(() => undefined)
  await venue.kill()
  rmSync(profileDir, { recursive: true, force: true })
})

function reports(): readonly string[] {
  const files = readdirSync(path.join(profileDir, 'crashes'), { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.dmp'))
}

async function restFarBelow(page: Page): Promise<void> {
  await page.getByTestId('arm').click()
  await ladderCell(page, ticksFrom(await touchPrice(page, 'bid'), -8), 'bid').click()
  await expect(page.getByTestId('working-row')).toHaveAttribute('data-status', 'working')
}

test('the main process crashes while an order works: a report is kept here, and the next start shows the order once', async () => {
  const { app, page } = desktop
  await restFarBelow(page)
  const order = await page.getByTestId('working-row').getAttribute('data-order')
  const gone = once(app.process(), 'exit')
  await app
    .evaluate(() => {
      process.crash()
    })
    .catch(() => undefined)
  await gone
  await expect.poll(reports).toHaveLength(1)

  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  await isLive(desktop.page)
  await expect(desktop.page.getByTestId('working-row')).toHaveCount(1)
  await expect(desktop.page.getByTestId('working-row')).toHaveAttribute('data-order', order ?? '')
  await expect(desktop.page.getByTestId('working-row')).toHaveAttribute('data-status', 'working')
})

test('a defect of the main process stops trading and offers a new start, which opens no link again', async () => {
  const { app, page } = desktop
  await restFarBelow(page)
  const told = path.join(profileDir, 'told.json')
  const gone = once(app.process(), 'exit')
  await app.evaluate(({ app: program, dialog }, file) => {
    const { writeFileSync } = process.getBuiltinModule('fs')
    let box: unknown
    dialog.showMessageBox = (...shown: unknown[]) => {
      box = shown.at(-1)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
    program.relaunch = (options) => {
      writeFileSync(file, JSON.stringify({ box, options }))
    }
    process.argv.push('tenor://instrument/H100F27')
    setTimeout(() => {
      throw new Error('a defect of this story')
    })
  }, told)
  const [code] = (await gone) as [number | null]
  expect(code).toBe(1)
  const { box, options } = JSON.parse(readFileSync(told, 'utf8')) as {
    readonly box: { readonly detail: string; readonly buttons: readonly string[] }
    readonly options: { readonly args: readonly string[] }
  }
  expect(box.buttons).toEqual(['Start again', 'End'])
  expect(box.detail).toContain('Orders that work at the exchange still work')
  expect(options.args).toContain(profileDir)
  expect(options.args.filter((arg) => arg.startsWith('tenor:'))).toEqual([])
  const log = readFileSync(path.join(profileDir, 'logs', 'tenor.log'), 'utf8')
  expect(log).toContain('a defect of this story')

  desktop = await startDesktop({ profileDir, venueUrl: venue.url })
  await isLive(desktop.page)
  await expect(desktop.page.getByTestId('working-row')).toHaveCount(1)
  await expect(desktop.page.getByTestId('working-row')).toHaveAttribute('data-status', 'working')
})

test('the page crashes: a report is kept too, and the menu opens their folder and the licences', async () => {
  const { app } = desktop
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  })
  await expect.poll(reports).toHaveLength(1)
  const opened = await app.evaluate(async ({ Menu, shell }) => {
    const paths: string[] = []
    shell.openPath = (file) => {
      paths.push(file)
      return Promise.resolve('')
    }
    for (const id of ['crashReports', 'licences']) Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
    return paths
  })
  expect(opened[0]).toBe(path.join(profileDir, 'crashes'))
  expect(readFileSync(opened[1] ?? '', 'utf8')).toContain('SIL OPEN FONT LICENSE')
  expect(existsSync(opened[0] ?? '')).toBe(true)
})
