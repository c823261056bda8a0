// `npm run sim [-- --seed N --runs N]`: the simulation of the order desk from source. Needs the packages but no Electron.
import { build } from './build.mjs'
import { handOver } from './child.mjs'
import { inRoot } from './paths.mjs'
import { runEntry } from './say.mjs'
import { setUp } from './setup.mjs'

await runEntry(async () => {
  await setUp({ electron: false })
  await build(['sim'])
  const cwd = process.env['INIT_CWD'] ?? process.cwd()
  const args = ['--enable-source-maps', inRoot('out', 'sim', 'main.js'), ...process.argv.slice(2)]
  return handOver(process.execPath, args, { cwd })
})
