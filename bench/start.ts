// How long a person waits for the first live ladder, against a bare Electron window on the same machine: from the start
// of the process to the line in which the program says that it is on the screen. Ours includes the paper exchange.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ElectronProgram } from './electron-program.ts'
import { defineBench } from './harness.ts'

export const startFirstQuote = defineBench({
  name: 'start.firstQuote',
  unit: 'ms',
  peerName: 'bare Electron window',
  lowerIsBetter: true,
  prepare() {
    const folder = mkdtempSync(path.join(tmpdir(), 'tenor-bench-'))
    const ours = path.join(folder, 'ours')
    const bare = path.join(folder, 'bare')
    return {
      ours: () => timeTo(FIRST_QUOTE, ElectronProgram.terminal({ profileDir: ours })),
      peer: () => timeTo(SHOWN, ElectronProgram.bareWindow(bare)),
      dispose: () => {
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
})

/** How the terminal's line begins, and that of the bare window. */
export const FIRST_QUOTE = '{"event":"firstQuote"'
export const SHOWN = '{"event":"shown"'

/** Waits for the line, then ends the program; milliseconds from its start to the line. */
async function timeTo(line: string, program: ElectronProgram): Promise<number> {
  try {
    await program.said(line)
    return performance.now() - program.startedMs
  } finally {
    await program.stop()
  }
}
