// Brings a bare clone to where a program can run: packages, Electron's runtime, system libraries. Says one line on
// stderr for each thing it installs and nothing when all is there. `node tools/setup.mjs` does everything; the other
// tools call `setUp` for what they need, and the stories in e2e/ take `resolveElectron` and `electronFlags` from here.
import { inRoot } from './paths.mjs'
import { runEntry, ToolError } from './say.mjs'
import { ensureSystemLibraries } from './setup/debian.mjs'
import { ensureElectron } from './setup/electron-runtime.mjs'
import { ensurePackages } from './setup/packages.mjs'

export { electronFlags, openDisplay } from './setup/display.mjs'
export { resolveElectron } from './setup/electron-runtime.mjs'

const NODE_VERSION_MIN = [20, 19]

/** @param {{ electron: boolean }} needs */
export async function setUp({ electron }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [majorMin = 0, minorMin = 0] = NODE_VERSION_MIN
  if (major < majorMin || (major === majorMin && minor < minorMin)) {
    throw new ToolError(
      `Tenor needs Node ${NODE_VERSION_MIN.join('.')} or later; this is ${process.versions.node}.`,
    )
  }
  await ensurePackages(inRoot(), 'packages')
  if (!electron) return
  await ensureSystemLibraries()
  await ensureElectron()
}

if (process.argv[1] === import.meta.filename) await runEntry(() => setUp({ electron: true }))
