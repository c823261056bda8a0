// `npm run package [-- --dir] [--with-registry-runtime]`: packages the desktop program with electron-builder
// (electron-builder.yml). A release is made with the official Electron only. Without it `--dir` still makes an
// unpacked build for this machine, and --with-registry-runtime makes every format; both are marked not for release.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from './build.mjs'
import { handOver } from './child.mjs'
import { binOf, inRoot, root } from './paths.mjs'
import { runEntry, say, ToolError } from './say.mjs'
import { resolveElectron, setUp } from './setup.mjs'

const MARK = 'NOT-FOR-RELEASE.txt'
const FORCE = '--with-registry-runtime'

await runEntry(async () => {
  await setUp({ electron: true })
  const runtime = resolveElectron()
  const given = process.argv.slice(2)
  const unpackedOnly = given.includes('--dir')
  if (!runtime.official && !unpackedOnly && !given.includes(FORCE)) {
    throw new ToolError(
      `A release is packaged with the official Electron, which is not installed here (Electron ${runtime.version} ` +
        `from the package registry is). Make it available and run again, use --dir for an unpacked build for this ` +
        `machine, or ${FORCE} for a build marked not for release.`,
    )
  }
  await build(['renderer', 'desktop', 'preload', 'venue'])
  const output = runtime.official ? 'dist' : join('dist', 'not-for-release')
  const settings = [`--config.electronVersion=${runtime.version}`, `--config.directories.output=${output}`]
  if (!runtime.official) {
    settings.push(
      `--config.electronDist=${dirname(runtime.executablePath)}`,
      '--config.productName=Tenor (not for release)',
    )
  }
  const args = [
    binOf('electron-builder'),
    ...given.filter((arg) => arg !== FORCE),
    ...settings,
    '--publish',
    'never',
  ]
  const code = await handOver(process.execPath, args, { cwd: root })
  if (code === 0 && !runtime.official) mark(inRoot(output), runtime.version)
  return code
})

/** Puts the mark beside what was made and inside every unpacked build. @param {string} output @param {string} version */
function mark(output, version) {
  const text =
    `This build runs on Electron ${version} out of a third party's package, not on the official Electron.\n` +
    'It is for trying the program on the machine that made it. Do not hand it out.\n'
  const unpacked = readdirSync(output).filter((name) => name.endsWith('-unpacked'))
  for (const folder of [output, ...unpacked.map((name) => join(output, name))])
    writeFileSync(join(folder, MARK), text)
  if (!existsSync(join(output, MARK)))
    throw new ToolError(`The build in ${output} could not be marked; do not use it.`)
  say(`Made with Electron ${version} from the package registry: not for release (${join(output, MARK)}).`)
}
