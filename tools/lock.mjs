// One at a time across processes: a lock file created with O_EXCL and holding its owner's process id. A lock whose
// owner is gone is taken over. Used by set-up and by the build, so that several commands can start at once.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './say.mjs'

/**
 * @template T
 * @param {string} path @param {string} purpose for the one line that is printed when waiting
 * @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function withLock(path, purpose, work) {
  mkdirSync(dirname(path), { recursive: true })
  for (let waited = 0; !take(path); waited += 100) {
    if (waited === 1000) say(`Waiting for another command that is busy with ${purpose} (${path}).`)
    await sleep(100)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/** @param {string} path */
function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
  }
  if (ownerIsAlive(path)) return false
  // Whoever succeeds in renaming the dead lock away removes it; the next round decides who takes the new one.
  try {
    const dead = `${path}.${process.pid}.dead`
    renameSync(path, dead)
    rmSync(dead, { force: true })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
  }
  return false
}

/** @param {string} path */
function ownerIsAlive(path) {
  let owner
  try {
    owner = Number(readFileSync(path, 'utf8'))
  } catch {
    return true
  }
  // Created and not yet written: its owner is at it.
  if (owner === 0) return true
  try {
    process.kill(owner, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
