// Where things are: the repository, what is built, and the user's cache. Everything under tools/ asks here.
import { createRequire } from 'node:module'
import { homedir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts)

/** Tenor's own folder in the user's cache; works with HOME unset or empty. */
export function userCacheFolder() {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'tenor')
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'Tenor', 'Cache')
  const home = homedir() || userInfo().homedir
  return process.platform === 'darwin'
    ? join(home, 'Library', 'Caches', 'Tenor')
    : join(home, '.cache', 'tenor')
}

/**
 * The script behind a package's command, so that it can be run by this very Node without a shell.
 * @param {string} packageName @param {string} [command]
 */
export function binOf(packageName, command = packageName) {
  const manifestPath = inRoot('node_modules', packageName, 'package.json')
  const { bin } = createRequire(import.meta.url)(manifestPath)
  return join(manifestPath, '..', typeof bin === 'string' ? bin : bin[command])
}
