// Links from outside, on the real Electron: the system starts the program once more with the link, and the terminal that
// runs already shows the contract, or says why it does not.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { electronFlags, resolveElectron } from '../tools/setup.mjs'
import { isLive, keepEvidence, startDesktop, type Desktop } from './desktop.ts'

const root = path.resolve(import.meta.dirname, '..')

let profileDir: string
let desktop: Desktop

test.beforeEach(() => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-links-'))
})

test.afterEach(async ({ browserName: _ }, testInfo) => {
  await keepEvidence(testInfo, desktop.page, profileDir)
  await desktop.close()
  rmSync(profileDir, { recursive: true, force: true })
})

/** As the system does it; resolves to the exit code of the second program, which hands over and ends. */
async function openLink(...args: readonly string[]): Promise<number | null> {
  const flags = [...electronFlags({ virtual: true }), root, '--profile', profileDir]
  const second = spawn(resolveElectron().executablePath, [...flags, ...args], { stdio: 'ignore' })
  const [code] = (await once(second, 'exit')) as [number | null]
  return code
}

test('a link shows its contract, in a terminal that starts with it and in one that runs', async () => {
  desktop = await startDesktop({ profileDir, seed: 3, link: 'tenor://instrument/H100G27' })
  const { page } = desktop
  await isLive(page)
  const ladder = page.getByTestId('tab-ladder')
  await expect(ladder).toContainText('H100G27')
  await page.getByTestId('arm').click()
  await expect(page.getByTestId('arm')).toHaveAttribute('aria-pressed', 'true')

  expect(await openLink('tenor://instrument/H200H27')).toBe(0)
  await expect(ladder).toContainText('H200H27')
  await expect(page.getByTestId('arm')).toHaveAttribute('aria-pressed', 'false')

  await page.getByTestId('arm').click()
  for (const [link, said] of [
    ['tenor://instrument/GOLDZ30', 'GOLDZ30 is not listed here'],
    ['tenor://order/H100F27?buy=5', 'characters that no link of Tenor has'],
    ['tenor://instrument/../../etc/passwd', 'cannot be a contract'],
  ] as const) {
    expect(await openLink(link)).toBe(0)
    await expect(page.getByText(said)).toBeVisible()
    await expect(ladder).toContainText('H200H27')
    await expect(page.getByTestId('arm')).toHaveAttribute('aria-pressed', 'true')
  }

  // What a link's text may smuggle in behind itself ends the second program and changes nothing here.
  expect(await openLink('tenor://instrument/H100F27', '--venue', 'ws://127.0.0.1:1')).toBe(2)
  await expect(ladder).toContainText('H200H27')
})
