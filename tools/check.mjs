// `npm run check`: what CI checks besides the tests; `npm run fix` (--fix) repairs what can be repaired by machine.
// Each step is a tool run by this Node; the output of the ones that fail is printed. Called by tools/test.mjs too.
import { existsSync } from 'node:fs'
import { run } from './child.mjs'
import { binOf, inRoot } from './paths.mjs'
import { runEntry, say } from './say.mjs'
import { setUp } from './setup.mjs'

const FOLDERS = ['shared', 'main', 'venue', 'conformance', 'renderer', 'app', 'e2e', 'bench', 'sim', 'tools']

/** @typedef {{ name: string, args: () => string[] }} Step `args` is the script and its arguments */

/** @type {Step[]} */
const checks = [
  // The slowest first: the others run beside it.
  { name: 'lint (eslint)', args: () => [binOf('eslint'), '.', '--max-warnings', '0'] },
  { name: 'types (tsc)', args: () => [binOf('typescript', 'tsc'), '-b'] },
  { name: 'format (prettier)', args: () => [binOf('prettier'), '--check', '.', '--log-level', 'warn'] },
  {
    name: 'imports (dependency-cruiser)',
    args: () => [binOf('dependency-cruiser', 'depcruise'), '--config', '.dependency-cruiser.mjs', ...FOLDERS],
  },
  ...(existsSync(inRoot('tools', 'docs.mjs'))
    ? [{ name: 'generated docs', args: () => [inRoot('tools', 'docs.mjs'), '--check'] }]
    : []),
]

/** @type {Step[]} */
const fixes = [
  { name: 'lint (eslint)', args: () => [binOf('eslint'), '.', '--fix'] },
  { name: 'format (prettier)', args: () => [binOf('prettier'), '--write', '.', '--log-level', 'warn'] },
  ...(existsSync(inRoot('tools', 'docs.mjs'))
    ? [{ name: 'generated docs', args: () => [inRoot('tools', 'docs.mjs')] }]
    : []),
]

/** Runs every check, two at a time. @returns {Promise<number>} how many failed */
export async function check() {
  const waiting = [...checks]
  let failed = 0
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await passes(step))) failed++
    }
  }
  await Promise.all([work(), work()])
  return failed
}

/** @param {Step} step */
async function passes({ name, args }) {
  const startedMs = performance.now()
  const { code, output } = await run(process.execPath, args())
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  say(code === 0 ? `ok      ${name} (${seconds} s)` : `FAILED  ${name} (${seconds} s)\n${output.trim()}\n`)
  return code === 0
}

if (process.argv[1] === import.meta.filename) {
  await runEntry(async () => {
    await setUp({ electron: false })
    if (!process.argv.includes('--fix')) return (await check()) === 0 ? 0 : 1
    let failed = 0
    for (const step of fixes) if (!(await passes(step))) failed++
    return failed === 0 ? 0 : 1
  })
}
