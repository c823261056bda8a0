// Fetches Electron's official runtime with Electron's own tools: @electron/get downloads into the user's cache and
// checks the checksum, then the electron package's installer unpacks it. The download may take long on a slow line
// but is given up when nothing arrives for a while. Called by electron-runtime.mjs.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { run } from '../child.mjs'
import { inRoot } from '../paths.mjs'

const STALLED_AFTER_MS = 15_000

/**
 * @param {string} version
 * @returns {Promise<string | undefined>} what went wrong, or undefined
 */
export async function fetchOfficial(version) {
  const fromElectron = createRequire(inRoot('node_modules', 'electron', 'package.json'))
  const stalled = new AbortController()
  const giveUp = () => stalled.abort(new Error(`nothing arrived for ${STALLED_AFTER_MS / 1000} s`))
  let timer = setTimeout(giveUp, STALLED_AFTER_MS)
  try {
    const { downloadArtifact } = await import(pathToFileURL(fromElectron.resolve('@electron/get')).href)
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: fromElectron('./checksums.json'),
      downloadOptions: {
        quiet: true,
        signal: stalled.signal,
        getProgressCallback: async () => {
          clearTimeout(timer)
          timer = setTimeout(giveUp, STALLED_AFTER_MS)
        },
      },
    })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    clearTimeout(timer)
  }
  const { code, output } = await run(process.execPath, [fromElectron.resolve('electron/install.js')])
  return code === 0 ? undefined : `the installer said: ${output.trim()}`
}
