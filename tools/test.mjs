// `npm test`: set-up, build, every check, the unit tests and the stories on the real Electron. The last line is
// `N passed, N failed` over tests and stories; a check that fails, or a runner that ends without a report, counts as
// one failure. `npm run e2e` (--e2e) runs the stories alone, with the arguments handed to Playwright.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { build, productTargets } from './build.mjs'
import { check } from './check.mjs'
import { handOver } from './child.mjs'
import { binOf, inRoot, root } from './paths.mjs'
import { runEntry, say } from './say.mjs'
import { openDisplay, setUp } from './setup.mjs'

/** @typedef {{ passed: number, failed: number }} Counts */

const UNIT_REPORT = inRoot('test-results', 'unit.json')
const E2E_REPORT = inRoot('test-results', 'e2e.json')

/** @returns {Promise<Counts>} */
async function unitTests() {
  const args = [
    binOf('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${UNIT_REPORT}`,
  ]
  const code = await handOver(process.execPath, args, { cwd: root })
  const report = readReport(UNIT_REPORT)
  const counts = { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }
  return atLeastOneFailure(code, counts)
}

/** @param {string[]} args @returns {Promise<Counts>} */
async function stories(args) {
  const display = await openDisplay()
  try {
    const config = inRoot('e2e', 'playwright.config.ts')
    const command = [binOf('@playwright/test', 'playwright'), 'test', '--config', config, ...args]
    const code = await handOver(process.execPath, command, { cwd: root, env: display.env })
    const stats = readReport(E2E_REPORT)?.stats
    const counts = { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 }
    return atLeastOneFailure(code, counts)
  } finally {
    display.close()
  }
}

/** @param {number} code @param {Counts} counts @returns {Counts} */
function atLeastOneFailure(code, { passed, failed }) {
  return { passed, failed: code === 0 ? failed : Math.max(1, failed) }
}

/** @param {string} path */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

await runEntry(async () => {
  const [first, ...rest] = process.argv.slice(2)
  const storiesOnly = first === '--e2e'
  await setUp({ electron: true })
  await build(productTargets)
  mkdirSync(inRoot('test-results'), { recursive: true })
  for (const report of [UNIT_REPORT, E2E_REPORT]) rmSync(report, { force: true })
  const failedChecks = storiesOnly ? 0 : await check()
  const unit = storiesOnly ? { passed: 0, failed: 0 } : await unitTests()
  const e2e = await stories(storiesOnly ? rest : [])
  const passed = unit.passed + e2e.passed
  const failed = failedChecks + unit.failed + e2e.failed
  if (failedChecks > 0) say(`${failedChecks} of the checks failed; their output is above the tests.`)
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
})
