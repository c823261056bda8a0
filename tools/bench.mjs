// `npm run bench [-- --only NAME] [--json FILE]`: sets up, installs the peers by their own lock, builds the benches
// and runs them. Electron is there for the benches that start it.
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { build, productTargets } from './build.mjs'
import { handOver } from './child.mjs'
import { inRoot } from './paths.mjs'
import { runEntry } from './say.mjs'
import { openDisplay, setUp } from './setup.mjs'
import { ensurePackages } from './setup/packages.mjs'

await runEntry(async () => {
  await setUp({ electron: true })
  await ensurePackages(inRoot('bench'), 'the peers of the benches')
  await build([...productTargets, 'bench'])
  linkPeers()
  const display = await openDisplay()
  try {
    const cwd = process.env['INIT_CWD'] ?? process.cwd()
    const args = ['--expose-gc', inRoot('out', 'bench', 'main.js'), ...process.argv.slice(2)]
    return await handOver(process.execPath, args, { cwd, env: display.env })
  } finally {
    display.close()
  }
})

/** Node looks for the peers beside the built file. */
function linkPeers() {
  const link = inRoot('out', 'bench', 'node_modules')
  if (existsSync(link)) return
  mkdirSync(inRoot('out', 'bench'), { recursive: true })
  symlinkSync(inRoot('bench', 'node_modules'), link, 'junction')
}
