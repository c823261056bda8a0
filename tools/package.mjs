// `npm run package [-- --dir] [--smoke] [--updates-from OWNER/REPO] [--with-registry-runtime]`: packages the desktop program
// with electron-builder (electron-builder.yml). A release is made with the official Electron only. Without it `--dir` still
// makes an unpacked build for this machine, and --with-registry-runtime makes every format; both are marked not for release.
// --smoke runs e2e/packaged.spec.ts on what was made; --updates-from lets the packages update themselves from the releases of
// a repository.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from './build.mjs'
import { handOver } from './child.mjs'
import { MARK, markNotForRelease } from './not-for-release.mjs'
import { PACKAGED, unpackedBuild } from './packaged.mjs'
import { binOf, inRoot, root } from './paths.mjs'
import { ownReleaseNotes } from './release-notes.mjs'
import { runEntry, say, ToolError } from './say.mjs'
import { resolveElectron, setUp } from './setup.mjs'

const FORCE = '--with-registry-runtime'
const SMOKE = '--smoke'
const UPDATES = '--updates-from'

/** @typedef {{ rest: string[], force: boolean, smoke: boolean, updatesFrom: string | undefined }} Asked */

await runEntry(async () => {
  const asked = readArgs(process.argv.slice(2))
  await setUp({ electron: true })
  const runtime = resolveElectron()
  if (!runtime.official && asked.updatesFrom !== undefined) {
    throw new ToolError(
      `${UPDATES} is for a release, which is packaged with the official Electron. Leave it out.`,
    )
  }
  if (!runtime.official && !asked.rest.includes('--dir') && !asked.force) {
    throw new ToolError(
      `A release is packaged with the official Electron, which is not installed here (Electron ${runtime.version} ` +
        `from the package registry is). Make it available and run again, use --dir for an unpacked build for this ` +
        `machine, or ${FORCE} for a build marked not for release.`,
    )
  }
  await build(['renderer', 'desktop', 'preload', 'venue'])
  const output = runtime.official ? 'dist' : join('dist', 'not-for-release')
  const settings = [
    `--config.electronVersion=${runtime.version}`,
    `--config.directories.output=${output}`,
    ...(runtime.official
      ? []
      : [
          `--config.electronDist=${dirname(runtime.executablePath)}`,
          '--config.productName=Tenor (not for release)',
        ]),
    ...(asked.updatesFrom === undefined ? [] : updatesFrom(asked.updatesFrom, output)),
  ]
  const args = [binOf('electron-builder'), ...asked.rest, ...settings, '--publish', 'never']
  const code = await handOver(process.execPath, args, { cwd: root, env: withoutEmpty(process.env) })
  if (code !== 0) return code
  if (!runtime.official) {
    markNotForRelease(inRoot(output), runtime.version)
    say(
      `Made with Electron ${runtime.version} from the package registry: not for release (${output}/${MARK}).`,
    )
  }
  return asked.smoke ? smoke(unpackedBuild(inRoot(output))) : 0
})

/** @param {string[]} given @returns {Asked} */
function readArgs(given) {
  const at = given.indexOf(UPDATES)
  const updatesFrom = at < 0 ? undefined : given[at + 1]
  if (at >= 0 && !/^[\w.-]+\/[\w.-]+$/.test(updatesFrom ?? '')) {
    throw new ToolError(`${UPDATES} takes a repository, as in owner/name.`)
  }
  const rest = given.filter(
    (arg, nth) => ![FORCE, SMOKE].includes(arg) && (at < 0 || (nth !== at && nth !== at + 1)),
  )
  return { rest, force: given.includes(FORCE), smoke: given.includes(SMOKE), updatesFrom }
}

/** @param {string} repository @param {string} output */
function updatesFrom(repository, output) {
  const [owner, repo] = repository.split('/')
  const notes = inRoot(output, 'release-notes.md')
  mkdirSync(inRoot(output), { recursive: true })
  writeFileSync(notes, ownReleaseNotes())
  return [
    ...[
      '--config.publish.provider=github',
      `--config.publish.owner=${owner}`,
      `--config.publish.repo=${repo}`,
    ],
    `--config.releaseInfo.releaseNotesFile=${notes}`,
  ]
}

/** A secret that is not there arrives as an empty variable, which would be taken for a key. @param {NodeJS.ProcessEnv} env */
function withoutEmpty(env) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}

/** @param {string} folder */
function smoke(folder) {
  const env = { ...process.env, [PACKAGED]: folder }
  return handOver(process.execPath, [inRoot('tools', 'test.mjs'), '--e2e', 'packaged'], { cwd: root, env })
}
