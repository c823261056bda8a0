// Builds the programs into out/ with Vite, each only when one of its sources changed. `node tools/build.mjs [NAME…]`
// builds all or the named targets of tools/build/targets.mjs; the other tools call `build`.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { withLock } from './lock.mjs'
import { inRoot } from './paths.mjs'
import { runEntry, say, ToolError } from './say.mjs'
import { targets } from './build/targets.mjs'
import { fingerprint, isBuilt, lastBuild, rememberBuild } from './build/up-to-date.mjs'

/** The programs of the product; `bench` and `sim` are built on demand. */
export const productTargets = ['renderer', 'desktop', 'preload', 'cli', 'venue', 'match', 'conform']

/** @param {string[]} names */
export async function build(names) {
  const chosen = names.map((name) => {
    const target = targets.find((one) => one.name === name)
    if (target === undefined) {
      throw new ToolError(
        `There is no target "${name}"; the targets are ${targets.map((one) => one.name).join(', ')}.`,
      )
    }
    return target
  })
  if (outdated(chosen).length === 0) return
  await withLock(inRoot('.cache', 'build.lock'), 'building', async () => {
    for (const target of outdated(chosen)) await buildTarget(target)
  })
}

/** @param {import('./build/targets.mjs').Target[]} chosen */
function outdated(chosen) {
  return chosen.filter((target) => !isBuilt(target))
}

/**
 * Builds beside the old output and copies over it, so that a build that fails leaves the old one whole; then deletes
 * what only the old one had.
 * @param {import('./build/targets.mjs').Target} target
 */
async function buildTarget(target) {
  if (!existsSync(inRoot(target.entry))) {
    throw new ToolError(`${target.entry} is missing, so ${target.name} cannot be built.`)
  }
  const print = fingerprint(target)
  const startedMs = performance.now()
  const { build: viteBuild } = await import('vite')
  const work = inRoot('out', `.build-${target.name}`)
  rmSync(work, { recursive: true, force: true })
  try {
    const config = await target.config()
    await viteBuild({ ...config, build: { ...config.build, outDir: work } })
    const files = filesIn(work)
    cpSync(work, inRoot(target.out), { recursive: true })
    for (const file of lastBuild(target).files) {
      if (!files.includes(file)) rmSync(inRoot(target.out, file), { force: true })
    }
    rememberBuild(target, { print, files })
  } catch (error) {
    throw new ToolError(
      `${target.name} did not build: ${error instanceof Error ? error.message : String(error)}`,
    )
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  say(`Built ${target.name} in ${Math.round(performance.now() - startedMs)} ms.`)
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}

if (process.argv[1] === import.meta.filename) {
  await runEntry(async () => {
    const { setUp } = await import('./setup.mjs')
    await setUp({ electron: false })
    const names = process.argv.slice(2)
    await build(names.length > 0 ? names : productTargets)
  })
}
