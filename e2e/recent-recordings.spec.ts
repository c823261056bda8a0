// The menu of recordings, on the real Electron: what was replayed is one press away, and one that is gone costs nothing.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { isLive, startDesktop, type Desktop } from './desktop.ts'
import { startVenue } from './venue-process.ts'

const cli = path.resolve(import.meta.dirname, '..', 'out', 'cli', 'tenor.js')

/** The labels of File → Replay again. */
function recentIn({ app }: Desktop): Promise<readonly string[]> {
  return app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.getMenuItemById('recentRecordings')?.submenu?.items ?? []
    return items.map(({ label }) => label)
  })
}

/** Presses the first of them, and resolves to what came of it: a new start, or a box. */
function pressFirst({ app }: Desktop): Promise<string> {
  return app.evaluate(
    ({ app: program, dialog, Menu }) =>
      new Promise<string>((resolve) => {
        program.relaunch = (options) => resolve(`starts with ${options?.args?.at(-1) ?? ''}`)
        program.quit = () => undefined
        dialog.showMessageBox = (...shown: unknown[]) => {
          resolve(`box: ${(shown.at(-1) as { message: string }).message}`)
          return Promise.resolve({ response: 0, checkboxChecked: false })
        }
        Menu.getApplicationMenu()?.getMenuItemById('recentRecordings')?.submenu?.items[0]?.click()
      }),
  )
}

test('a recording that was replayed is in the menu, until it is gone', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenor-recent-'))
  const profileDir = path.join(folder, 'profile')
  const file = path.join(folder, 'day.rec')
  const venue = await startVenue({ seed: 4 })
  const recorder = spawn(process.execPath, [cli, 'record', '--venue', venue.url, '--out', file], {
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const market = await startDesktop({ profileDir, venueUrl: venue.url })
  await isLive(market.page)
  expect(await recentIn(market)).toEqual(['No recording yet'])
  const recorded = once(recorder, 'exit')
  recorder.kill('SIGTERM')
  await recorded
  await market.close()

  const replay = await startDesktop({ profileDir, replayFile: file })
  await expect(replay.page.getByTestId('environment')).toHaveText('REPLAY')
  await expect.poll(() => recentIn(replay)).toEqual([file])
  await replay.close()

  const again = await startDesktop({ profileDir, venueUrl: venue.url })
  await isLive(again.page)
  expect(await recentIn(again)).toEqual([file])
  expect(await pressFirst(again)).toBe(`starts with --replay=${file}`)
  rmSync(file)
  expect(await pressFirst(again)).toBe('box: This recording cannot be replayed.')
  expect(await recentIn(again)).toEqual(['No recording yet'])
  await isLive(again.page)
  await again.kill()
  await venue.kill()
  rmSync(folder, { recursive: true, force: true })
})
