// Keeps node_modules equal to package-lock.json: a stamp with the lock's hash lies inside node_modules; when it is
// missing or differs, the installed tree is compared with the lock and `npm ci` runs only if they differ.
// Called by tools/setup.mjs, and by tools/bench.mjs for the peers of the benches.
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../child.mjs'
import { withLock } from '../lock.mjs'
import { inRoot } from '../paths.mjs'
import { say, ToolError } from '../say.mjs'

/** @param {string} folder one with a package.json and a package-lock.json @param {string} what for the printed line */
export async function ensurePackages(folder, what) {
  const lockHash = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
  const stampPath = join(folder, 'node_modules', '.tenor-lock-sha256')
  const isCurrent = () => existsSync(stampPath) && readFileSync(stampPath, 'utf8') === lockHash
  if (isCurrent()) return
  await withLock(inRoot('.cache', 'packages.lock'), 'installing packages', async () => {
    if (isCurrent()) return
    if (!treeMatchesLock(folder)) {
      refuseLinked(folder)
      say(`Installing ${what} (npm ci) …`)
      const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--prefer-offline'], folder)
      if (code !== 0) {
        throw new ToolError(
          `npm ci failed in ${folder}; check the network and run the command again.\n${output}`,
        )
      }
    }
    writeFileSync(stampPath, lockHash)
  })
}

/** npm ci empties what a link points to, which is another tree's. @param {string} folder */
function refuseLinked(folder) {
  const modules = join(folder, 'node_modules')
  if (!lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return
  throw new ToolError(
    `${modules} is a link and does not match package-lock.json. Remove the link and run the command again.`,
  )
}

/** Whether npm's own record of what it installed names the same versions as the lock. @param {string} folder */
function treeMatchesLock(folder) {
  const recordPath = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(recordPath)) return false
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(recordPath, 'utf8')).packages
  return (
    Object.entries(wanted).every(([path, entry]) =>
      path === '' || entry.optional || entry.devOptional ? true : installed[path]?.version === entry.version,
    ) && Object.keys(installed).every((path) => wanted[path]?.version === installed[path].version)
  )
}

/**
 * The npm that runs us, or the one on the PATH.
 * @param {string[]} args @param {string} cwd
 */
export function npm(args, cwd) {
  const script = process.env['npm_execpath']
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], { cwd })
  return process.platform === 'win32' ? run('npm.cmd', args, { cwd, shell: true }) : run('npm', args, { cwd })
}
