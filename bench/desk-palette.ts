// How long the command palette takes from the key to the frame that shows it with its commands, in the running market: the
// median and the 95th percentile over fifty openings, beside the time that still feels like none.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { percentile } from './bench-desk.ts'
import { DEVTOOLS_FLAG, DevtoolsPage, type PressedKey } from './devtools-page.ts'
import { ElectronProgram } from './electron-program.ts'
import { defineBench } from './harness.ts'
import { SharedRuns } from './shared-runs.ts'
import { FIRST_QUOTE } from './start.ts'

const OPENINGS = 50
const LIMIT_MS = 50
const SETTLE_MS = 3_000
const PAUSE_MS = 50
const OPEN: PressedKey = { key: 'k', code: 'KeyK', keyCode: 75, ctrl: true }
const CLOSE: PressedKey = { key: 'Escape', code: 'Escape', keyCode: 27 }

const runs = new SharedRuns(openingsMs)

export const deskPaletteP50 = defineBench({
  name: 'desk.paletteP50',
  unit: 'ms',
  peerName: `${LIMIT_MS} ms`,
  lowerIsBetter: true,
  warmupRounds: 0,
  prepare: () => ({ ours: runs.rounds((openings) => percentile(openings, 0.5)), peer: () => LIMIT_MS }),
})

export const deskPaletteP95 = defineBench({
  name: 'desk.paletteP95',
  unit: 'ms',
  peerName: `${LIMIT_MS} ms`,
  lowerIsBetter: true,
  warmupRounds: 0,
  prepare: () => ({ ours: runs.rounds((openings) => percentile(openings, 0.95)), peer: () => LIMIT_MS }),
})

async function openingsMs(): Promise<readonly number[]> {
  const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-palette-bench-'))
  const program = ElectronProgram.terminal({ profileDir, args: [DEVTOOLS_FLAG] })
  try {
    const page = await DevtoolsPage.attach(program)
    await program.said(FIRST_QUOTE)
    await pause(SETTLE_MS)
    const openings: number[] = []
    while (openings.length < OPENINGS) {
      await page.run(watchForPalette)
      await page.press(OPEN)
      openings.push(await page.run(openedMs))
      await page.press(CLOSE)
      await page.run(untilPaletteIsGone)
      await pause(PAUSE_MS)
    }
    page.close()
    return openings
  } finally {
    await program.stop()
    rmSync(profileDir, { recursive: true, force: true })
  }
}

/** In the page: times the next opening, from its key to the end of the frame in which the commands stand in the palette. */
function watchForPalette(): void {
  const opened = new Promise<number>((resolve) => {
    const look = (pressedMs: number): void => {
      if (document.querySelector('[data-testid=palette] [data-testid^="command-"]') === null) {
        requestAnimationFrame(() => {
          look(pressedMs)
        })
        return
      }
      // A message is taken once the frame around this callback has been drawn.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve(performance.now() - pressedMs)
      }
      port2.postMessage(undefined)
    }
    const pressed = ({ timeStamp }: KeyboardEvent): void => {
      requestAnimationFrame(() => {
        look(timeStamp)
      })
    }
    window.addEventListener('keydown', pressed, { capture: true, once: true })
  })
  Object.assign(globalThis, { tenorBenchOpened: opened })
}

function openedMs(): Promise<number> {
  return (globalThis as unknown as { readonly tenorBenchOpened: Promise<number> }).tenorBenchOpened
}

function untilPaletteIsGone(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector('[data-testid=palette]') === null) resolve()
      else requestAnimationFrame(look)
    }
    look()
  })
}
