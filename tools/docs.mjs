// Writes docs/venue-protocol.md and docs/venue-protocol.asyncapi.json from the schemas in shared/venue-wire, docs/risk.md
// from the checks in main/risk, docs/settings.md from the table of settings, docs/keys.md from the schemes of keys,
// docs/order-lifecycle.md from what main/order does and docs/licences.txt from the packages that are shipped, or with
// --check says which of them is out of date. Called by `npm run check` and `npm run fix`. Node cannot load TypeScript by
// itself: Vite's module runner does.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { runnerImport } from 'vite'
import { asyncApiOf } from './docs/asyncapi.mjs'
import { keysPage } from './docs/keys-page.mjs'
import { licencesPage, shippedPackages } from './docs/licences.mjs'
import { protocolPage } from './docs/protocol-page.mjs'
import { riskPage } from './docs/risk-page.mjs'
import { settingsPage } from './docs/settings-page.mjs'
import { inRoot } from './paths.mjs'
import { runEntry, say, ToolError } from './say.mjs'

/** Loads what the protocol's documents are made from. @returns {Promise<import('./docs/wire.mjs').Wire>} */
export async function loadWire() {
  return /** @type {{ wire: import('./docs/wire.mjs').Wire }} */ (await load('wire.mjs')).wire
}

/** Loads what docs/risk.md is made from. @returns {Promise<import('./docs/risk.mjs').Risk>} */
async function loadRisk() {
  return /** @type {{ risk: import('./docs/risk.mjs').Risk }} */ (await load('risk.mjs')).risk
}

/** Loads what docs/settings.md is made from. @returns {Promise<import('./docs/settings.mjs').SettingsTable>} */
async function loadSettings() {
  const { settings } = /** @type {{ settings: import('./docs/settings.mjs').SettingsTable }} */ (
    await load('settings.mjs')
  )
  return settings
}

/** Loads what docs/keys.md is made from. @returns {Promise<import('./docs/keys.mjs').KeysTable>} */
async function loadKeys() {
  return /** @type {{ keys: import('./docs/keys.mjs').KeysTable }} */ (await load('keys.mjs')).keys
}

/** @param {string} name @returns {Promise<unknown>} */
async function load(name) {
  const options = /** @type {const} */ ({ configFile: false, root: inRoot(), logLevel: 'error' })
  return (await runnerImport(inRoot('tools', 'docs', name), options)).module
}

async function orderLifecyclePage() {
  const page = await load('order-lifecycle.testing.ts')
  return /** @type {{ orderLifecyclePage: () => string }} */ (page).orderLifecyclePage()
}

/** The documents as they should be, by path. @returns {Promise<Map<string, string>>} */
export async function generatedDocs() {
  const wire = await loadWire()
  const files = new Map([
    ['docs/venue-protocol.md', protocolPage(wire)],
    ['docs/venue-protocol.asyncapi.json', JSON.stringify(asyncApiOf(wire))],
    ['docs/risk.md', riskPage(await loadRisk())],
    ['docs/settings.md', settingsPage(await loadSettings())],
    ['docs/keys.md', keysPage(await loadKeys())],
    ['docs/order-lifecycle.md', await orderLifecyclePage()],
  ])
  for (const [path, text] of files) {
    const options = await resolveConfig(inRoot(path))
    files.set(path, await format(text, { ...options, filepath: path }))
  }
  // Licences stand as their authors wrote them.
  files.set('docs/licences.txt', licencesPage(shippedPackages()))
  return files
}

if (process.argv[1] === import.meta.filename) {
  await runEntry(async () => {
    const files = await generatedDocs()
    if (process.argv.includes('--check')) {
      const stale = [...files].filter(([path, text]) => readOrEmpty(path) !== text).map(([path]) => path)
      if (stale.length > 0) {
        throw new ToolError(
          `${stale.join(' and ')} is out of date; run \`node tools/docs.mjs\` to write it anew.`,
        )
      }
      return
    }
    mkdirSync(inRoot('docs'), { recursive: true })
    for (const [path, text] of files) writeFileSync(inRoot(path), text)
    say(`Wrote ${[...files.keys()].join(' and ')}.`)
  })
}

/** @param {string} path */
function readOrEmpty(path) {
  try {
    return readFileSync(inRoot(path), 'utf8')
  } catch {
    return ''
  }
}
