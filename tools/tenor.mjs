// `npm run --silent tenor -- COMMAND …`: the headless command from source. Needs the packages but no Electron; prints
// nothing of its own on stdout.
import { build } from './build.mjs'
import { handOver } from './child.mjs'
import { inRoot } from './paths.mjs'
import { runEntry } from './say.mjs'
import { setUp } from './setup.mjs'

await runEntry(async () => {
  await setUp({ electron: false })
  await build(['cli', 'venue', 'match', 'conform'])
  const cwd = process.env['INIT_CWD'] ?? process.cwd()
  return handOver(process.execPath, [inRoot('out', 'cli', 'tenor.js'), ...process.argv.slice(2)], { cwd })
})
