// `npm run bench [-- --only NAME] [--json FILE] [--electron]`: sets up, installs the peers by their own lock, builds the
// benches and runs them: in Node, or with `--electron` in the Node of Electron, whose V8 the terminal itself runs on (not
// those that open a window: they start Electron themselves).
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { build, productTargets } from './build.mjs'
import { handOver } from './child.mjs'
import { inRoot } from './paths.mjs'
import { runEntry } from './say.mjs'
import { openDisplay, resolveElectron, setUp } from './setup.mjs'
import { ensurePackages } from './setup/packages.mjs'

await runEntry(async () => {
  await setUp({ electron: true })
  await ensurePackages(inRoot('bench'), 'the peers of the benches')
  await build([...productTargets, 'bench'])
  linkPeers()
  const display = await openDisplay()
  try {
    const cwd = process.env['INIT_CWD'] ?? process.cwd()
    const asked = process.argv.slice(2)
    const inElectron = asked.includes('--electron')
    const program = inElectron ? resolveElectron().executablePath : process.execPath
    const env = inElectron ? { ...display.env, ELECTRON_RUN_AS_NODE: '1' } : display.env
    const args = [
      '--expose-gc',
      inRoot('out', 'bench', 'main.js'),
      ...asked.filter((one) => one !== '--electron'),
    ]
    return await handOver(program, args, { cwd, env })
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
