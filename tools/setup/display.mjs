// A display for Electron: the desktop's own, or on a Linux machine without one an Xvfb that we start, own and end.
// Xvfb picks a free display number itself (-displayfd), so several commands can run at once.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { ToolError } from '../say.mjs'
import { hasDisplay } from './debian.mjs'

/**
 * @typedef {{ env: NodeJS.ProcessEnv, virtual: boolean, close: () => void }} Display
 * `env` is the environment for the programs that draw on it.
 */

/** @returns {Promise<Display>} */
export async function openDisplay() {
  const env = { ...process.env }
  if (process.platform !== 'linux' || hasDisplay()) return { env, virtual: false, close: () => undefined }
  const { number, close } = await startXvfb()
  return { env: { ...env, DISPLAY: `:${number}` }, virtual: true, close }
}

/** @returns {Promise<{ number: string, close: () => void }>} */
function startXvfb() {
  const server = ['Xvfb', '-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp']
  // setpriv makes the kernel end Xvfb with us, even if we are killed.
  const setpriv = '/usr/bin/setpriv'
  const [command, ...args] = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'TERM', ...server] : server
  return new Promise((done, fail) => {
    const child = spawn(/** @type {string} */ (command), args, {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    })
    let complaint = ''
    let number = ''
    const close = () => void child.kill('SIGTERM')
    process.once('exit', close)
    const refuse = (/** @type {string} */ why) =>
      fail(
        new ToolError(
          `There is no display and Xvfb did not start: ${why}\nInstall it (apt-get install xvfb) or set DISPLAY.`,
        ),
      )
    child.on('error', (error) => refuse(error.message))
    child.on('exit', () => refuse(complaint.trim()))
    child.stderr?.on('data', (chunk) => (complaint += chunk))
    child.stdio[3]?.on('data', (/** @type {Buffer} */ chunk) => {
      number += chunk.toString()
      if (!number.includes('\n')) return
      child.unref()
      for (const stream of [child.stderr, child.stdio[3]]) {
        if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
      }
      done({ number: number.trim(), close })
    })
  })
}

/**
 * The flags Electron's command line needs on this machine, besides the application's own.
 * @param {{ virtual: boolean }} display
 */
export function electronFlags({ virtual }) {
  const flags = []
  if (process.platform === 'linux' && process.getuid?.() === 0) flags.push('--no-sandbox')
  if (process.platform === 'linux' && (virtual || !existsSync('/dev/dri'))) flags.push('--disable-gpu')
  return flags
}
