// Where a packaged program lies: the unpacked build that electron-builder leaves in its output folder. Asked by
// tools/package.mjs and by the story of it, e2e/packaged.spec.ts.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ToolError } from './say.mjs'

/** Names the unpacked build that the story is to try; without it the story makes one. */
export const PACKAGED = 'TENOR_PACKAGED'

/** @param {string} output @returns {string} */
export function unpackedBuild(output) {
  const names = existsSync(output) ? readdirSync(output) : []
  const name = names.find((one) => one.endsWith('-unpacked') || /^mac(-\w+)?$/.test(one))
  if (name === undefined) throw new ToolError(`There is no unpacked build in ${output}; package first.`)
  return join(output, name)
}

/** @param {string} folder an unpacked build @returns {{ executable: string, resources: string }} */
export function packagedProgram(folder) {
  const app = readdirSync(folder).find((name) => name.endsWith('.app'))
  if (app !== undefined) {
    const contents = join(folder, app, 'Contents')
    return {
      executable: join(contents, 'MacOS', app.slice(0, -'.app'.length)),
      resources: join(contents, 'Resources'),
    }
  }
  const resources = join(folder, 'resources')
  const windows = readdirSync(folder).find((name) => name.endsWith('.exe'))
  return { executable: join(folder, windows ?? 'tenor'), resources }
}
