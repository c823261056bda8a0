// docs/licences.txt: the licence of everything that a packaged Tenor carries: Electron, the npm packages that the
// programs import with all that these need, and the data. What is imported is read from the sources, so that a package is
// listed from the day it is used; a licence that is not known to be fit is refused. Called by tools/docs.mjs.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../paths.mjs'
import { ToolError } from '../say.mjs'

/** @typedef {{ name: string, version: string, licence: string, text: string }} Shipped `text` is empty where a package has none */
/** @typedef {{ name?: string, version: string, license?: string, dependencies?: Record<string, string>, optional?: boolean }} Locked */

/** What asks no more of us than to be named, with its text. */
const ALLOWED = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  ...['Python-2.0', 'OFL-1.1', 'CC-BY-4.0'],
])

/** The sources of the programs in a package (electron-builder.yml). */
const SHIPPED_FOLDERS = ['app/desktop', 'main', 'renderer', 'shared', 'venue']

/** Data inside the programs; they are in no list of packages that are imported. */
const DATA = [
  'Spot index figures: GPU rental price data by gpurentalprices.com, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/);\n' +
    'our own computation from their daily snapshots.',
  'Token prices: from the table of @pydantic/genai-prices, MIT, Pydantic Services Inc.',
]

const RULE = '='.repeat(100)

/** @param {readonly Shipped[]} shipped @returns {string} */
export function licencesPage(shipped) {
  const unfit = shipped.filter(({ licence }) => !ALLOWED.has(licence))
  if (unfit.length > 0) {
    const names = unfit.map(({ name, version, licence }) => `${name} ${version} (${licence})`)
    throw new ToolError(
      `What is packaged must not carry the licence of ${names.join(', ')}. Use another package, or add the ` +
        `licence to tools/docs/licences.mjs if it may be given to anyone.`,
    )
  }
  return [
    'Tenor carries the work of others. Here is what, and under which licence.\n' +
      'Chromium, inside Electron, has a list of its own: LICENSES.chromium.html beside Electron’s files.\n',
    `Data\n\n${DATA.join('\n')}\n`,
    ...sections(shipped),
  ].join(`\n${RULE}\n`)
}

/** What has the same text shares it. @param {readonly Shipped[]} shipped */
function sections(shipped) {
  /** @type {Map<string, string[]>} */
  const named = new Map()
  for (const { name, version, licence, text } of shipped) {
    const terms = `${licence}\n\n${text === '' ? 'The package names this licence and holds no text of its own.' : text}\n`
    named.set(terms, [...(named.get(terms) ?? []), `${name} ${version}`])
  }
  return [...named].map(([terms, names]) => `${names.join('\n')}\n${terms}`)
}

/** Everything that is packaged, by name. @returns {Shipped[]} */
export function shippedPackages() {
  const lock = readLock()
  /** @type {Set<string>} paths in the lock, as in `node_modules/ws` */
  const found = new Set()
  const take = (/** @type {string} */ name, /** @type {string} */ from) => {
    const path = pathFor(lock, name, from)
    if (found.has(path)) return
    found.add(path)
    // Its packages only fetch the runtime, which is what is shipped.
    if (name === 'electron') return
    for (const needed of Object.keys(lock[path]?.dependencies ?? {})) take(needed, path)
    for (const native of nativeParts(lock, name)) found.add(native)
  }
  for (const name of importedPackages()) take(name, '')
  return [...found].map((path) => shippedAt(path, lock)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** @param {string} path @param {Record<string, Locked>} lock @returns {Shipped} */
function shippedAt(path, lock) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const { version, license } = /** @type {Locked} */ (lock[path])
  // The native parts of one package are many, and only those of this machine are installed: their text is the package's.
  const folder = lock[path]?.optional ? inRoot('node_modules', scopeOf(name)) : inRoot(path)
  return { name, version, licence: license ?? 'no licence', text: textIn(folder) }
}

/** `@libsql/linux-x64-gnu` belongs to `libsql`. @param {string} name */
function scopeOf(name) {
  return name.slice(1, name.indexOf('/'))
}

/** @param {Record<string, Locked>} lock @param {string} name */
function nativeParts(lock, name) {
  return Object.keys(lock).filter((path) => path.startsWith(`node_modules/@${name}/`) && lock[path]?.optional)
}

/** Where Node finds a package that is needed from `from`. @param {Record<string, Locked>} lock @param {string} name @param {string} from */
function pathFor(lock, name, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (lock[path] !== undefined) return path
    if (at === '') throw new ToolError(`${name} is imported and not in package-lock.json; install it.`)
  }
}

/** @returns {Record<string, Locked>} */
function readLock() {
  return JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
}

/** Names of the packages that the shipped sources import. @returns {string[]} */
function importedPackages() {
  const names = new Set(['electron'])
  for (const folder of SHIPPED_FOLDERS) {
    for (const file of readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.(test|testing)\.tsx?$/.test(file)) continue
      const source = readFileSync(inRoot(folder, file), 'utf8')
      for (const [, name = ''] of source.matchAll(
        /\b(?:from|import|import\()\s*'((?:@[a-z0-9-]+\/)?[a-z0-9-]+)(?:\/[\w./-]+)?'/g,
      ))
        names.add(name)
    }
  }
  return [...names]
}

/** @param {string} folder */
function textIn(folder) {
  const file = existsSync(folder)
    ? readdirSync(folder).find((name) => /^licen[cs]e(\.(md|txt))?$/i.test(name))
    : undefined
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r', '').trim()
}
