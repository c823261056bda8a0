// Stands in for Electron's default application inside the registry's runtime: `electron [flags] [-r FILE] FOLDER …`
// starts the application in FOLDER as the official one does. Runs inside Electron; copied there by assemble-runtime.mjs.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
// setVersion and setAppPath are Electron's own and not among its public types.
/** @type {any} */
const app = require('electron').app

const args = process.argv.slice(1)
let folder
for (let i = 0; i < args.length && folder === undefined; i++) {
  const arg = args[i] ?? ''
  if (arg === '-r' || arg === '--require') require(resolve(args[++i] ?? ''))
  else if (!arg.startsWith('-')) folder = resolve(arg)
}
if (folder === undefined) throw new Error('Say which application to start: electron [flags] FOLDER')

Object.assign(process, { defaultApp: true })
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setName(manifest.productName ?? manifest.name)
app.setVersion(manifest.version)
app.setAppPath(folder)
await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href)
