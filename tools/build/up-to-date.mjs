// Whether a target must be built again: a hash over the path, size and modification time of every file it is made
// of, kept under out/ beside what was built. Called by tools/build.mjs.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../paths.mjs'

const ALWAYS = ['package.json', 'package-lock.json', 'tools/build.mjs', 'tools/build']

/** @param {import('./targets.mjs').Target} target */
export function fingerprint(target) {
  const hash = createHash('sha256')
  for (const path of [...ALWAYS, ...target.folders]) addToHash(hash, inRoot(path))
  return hash.digest('hex')
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addToHash(hash, path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return
  if (!stat.isDirectory()) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`)
    return
  }
  for (const name of readdirSync(path).sort()) {
    if (name !== 'node_modules' && !/\.(test|testing)\.tsx?$/.test(name)) addToHash(hash, join(path, name))
  }
}

/**
 * What was built last: the fingerprint of its sources and the files it made, relative to the target's `out`.
 * @param {import('./targets.mjs').Target} target @returns {{ print: string, files: string[] }}
 */
export function lastBuild(target) {
  const path = recordPath(target)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { print: '', files: [] }
}

/** @param {import('./targets.mjs').Target} target */
export function isBuilt(target) {
  const { print, files } = lastBuild(target)
  return print === fingerprint(target) && files.every((file) => existsSync(inRoot(target.out, file)))
}

/** @param {import('./targets.mjs').Target} target @param {{ print: string, files: string[] }} made */
export function rememberBuild(target, made) {
  mkdirSync(inRoot('out', '.built'), { recursive: true })
  writeFileSync(recordPath(target), JSON.stringify(made))
}

/** @param {import('./targets.mjs').Target} target */
function recordPath(target) {
  return inRoot('out', '.built', `${target.name}.json`)
}
