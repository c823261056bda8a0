// The system libraries and fonts that Electron needs on Debian and Ubuntu. Installed when we are root; otherwise the
// exact command is printed and nothing else happens. Other systems are left alone. Called by tools/setup.mjs.
import { existsSync } from 'node:fs'
import { run } from '../child.mjs'
import { withLock } from '../lock.mjs'
import { say, ToolError } from '../say.mjs'

const RECORDS = '/var/lib/dpkg/info'
const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatk-bridge2.0-0',
  'fonts-noto-cjk',
]

export async function ensureSystemLibraries() {
  if (process.platform !== 'linux' || !existsSync(RECORDS) || missing().length === 0) return
  if (process.getuid?.() !== 0) {
    say(
      `Electron needs system libraries that are missing here; install them with:\n  sudo apt-get install -y ${missing().join(' ')}`,
    )
    return
  }
  await withLock('/tmp/tenor-apt.lock', 'installing system libraries', installMissing)
}

/** Installed packages have a list of checksums among dpkg's records; looking there costs no process. */
function missing() {
  const wanted = hasDisplay() ? LIBRARIES : ['xvfb', ...LIBRARIES]
  return wanted.filter((name) => ![name, `${name}t64`].some(isInstalled))
}

/** @param {string} name */
function isInstalled(name) {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  return existsSync(`${RECORDS}/${name}.md5sums`) || existsSync(`${RECORDS}/${name}:${arch}.md5sums`)
}

export function hasDisplay() {
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

async function installMissing() {
  const names = missing()
  if (names.length === 0) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (/** @type {string[]} */ ...args) =>
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env })
  const updated = await apt('update')
  const available = await Promise.all(names.map(nameInThisRelease))
  for (const name of available) say(`Installing system package ${name} (apt-get) …`)
  const { code, output } = await apt('install', '-y', '--no-install-recommends', ...available)
  if (code !== 0) {
    const why = updated.code === 0 ? output : `${updated.output}\n${output}`
    throw new ToolError(
      `apt-get could not install ${available.join(' ')}; install them by hand and run again.\n${why}`,
    )
  }
}

/** Newer releases call some libraries `…t64`. @param {string} name */
async function nameInThisRelease(name) {
  const { output } = await run('apt-cache', ['search', '--names-only', `^${name.replaceAll('.', '\\.')}t64$`])
  return output.startsWith(`${name}t64 `) ? `${name}t64` : name
}
