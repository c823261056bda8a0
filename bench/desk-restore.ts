// How long a desk of twelve panels takes to come back once there are prices: from the frame that shows the first one to the frame
// in which all twelve are live, at a start of the whole terminal with its own exchange. Beside the second that it may take.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DEVTOOLS_FLAG, DevtoolsPage } from './devtools-page.ts'
import { ElectronProgram } from './electron-program.ts'
import { defineBench } from './harness.ts'
import { twelvePanels } from './twelve-panels.ts'

const LIMIT_MS = 1_000

export const deskRestore = defineBench({
  name: 'desk.restore',
  unit: 'ms',
  peerName: 'one second',
  lowerIsBetter: true,
  prepare() {
    const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-restore-bench-'))
    writeFileSync(path.join(profileDir, 'workspaces.json'), JSON.stringify(twelvePanels()))
    return {
      ours: () => restoreMs(profileDir),
      peer: () => LIMIT_MS,
      dispose: () => {
        rmSync(profileDir, { recursive: true, force: true })
      },
    }
  },
})

async function restoreMs(profileDir: string): Promise<number> {
  const program = ElectronProgram.terminal({ profileDir, args: [DEVTOOLS_FLAG] })
  try {
    const page = await DevtoolsPage.attach(program)
    const { firstPriceMs, allLiveMs } = await page.run(untilAllLive)
    page.close()
    return allLiveMs - firstPriceMs
  } finally {
    await program.stop()
  }
}

interface Restored {
  readonly firstPriceMs: number
  readonly allLiveMs: number
}

/** In the page, before it shows a price: looks in every frame which panels show live figures. */
function untilAllLive(): Promise<Restored> {
  const hasFigure = (element: Element): boolean => /\d/.test(element.textContent)
  const isLive = (panel: HTMLElement): boolean => {
    switch (panel.dataset['testid']) {
      case 'panel-ladder':
        return panel.querySelector('[data-testid=ladder-row][data-touch]') !== null
      case 'panel-quotes':
        return [...panel.querySelectorAll('[data-testid=board-row] [data-col=bid]')].some(hasFigure)
      case 'panel-curve':
        return panel.querySelector('canvas') !== null && panel.querySelector('.empty-state') === null
      case 'panel-connections':
        return panel.querySelector('[data-testid=connection-market][data-state=live]') !== null
      default:
        return panel.querySelector('.data-table, .empty-state') !== null
    }
  }
  const livePanels = (): readonly HTMLElement[] =>
    [...document.querySelectorAll<HTMLElement>('.panel')].filter(isLive)
  return new Promise((resolve, reject) => {
    if (livePanels().length > 0) {
      reject(new Error('The bench came too late to see the first price.'))
      return
    }
    let firstPriceMs: number | undefined
    const look = (): void => {
      const nowMs = performance.now()
      const live = livePanels()
      if (live.some(({ dataset }) => dataset['testid'] === 'panel-ladder')) firstPriceMs ??= nowMs
      // Twelve: this runs in the page and sees nothing of its module.
      if (firstPriceMs !== undefined && live.length >= 12) resolve({ firstPriceMs, allLiveMs: nowMs })
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}
