// `npm run dev [-- flags]`: the window from Vite's development server (the desktop program loads the address in
// TENOR_RENDERER_URL when it is set), the main process rebuilt and Electron restarted when its sources change.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { build } from './build.mjs'
import { rendererConfig } from './build/targets.mjs'
import { inRoot, root } from './paths.mjs'
import { runEntry, say } from './say.mjs'
import { electronFlags, openDisplay, resolveElectron, setUp } from './setup.mjs'

const WATCHED = ['app', 'main', 'shared', 'venue']
const QUIET_MS = 200

await runEntry(async () => {
  await setUp({ electron: true })
  const display = await openDisplay()
  const { createServer } = await import('vite')
  const server = await createServer({ ...(await rendererConfig()), server: { host: '127.0.0.1' } })
  await server.listen()
  const url = server.resolvedUrls?.local[0] ?? ''
  const args = [...electronFlags(display), root, ...process.argv.slice(2)]
  const env = { ...display.env, TENOR_RENDERER_URL: url }

  /** @type {import('node:child_process').ChildProcess | undefined} */
  let electron
  let restarting = false
  const restart = async () => {
    if (restarting) return
    restarting = true
    try {
      await build(['desktop', 'preload', 'cli', 'venue'])
    } catch (error) {
      say(String(error instanceof Error ? error.message : error))
      restarting = false
      return
    }
    await end(electron)
    electron = spawn(resolveElectron().executablePath, args, { stdio: 'inherit', env })
    electron.once('exit', () => {
      if (!restarting) void stop()
    })
    restarting = false
  }
  const stop = async () => {
    restarting = true
    await end(electron)
    await server.close()
    display.close()
    process.exit(0)
  }

  /** @type {NodeJS.Timeout | undefined} */
  let timer
  for (const folder of WATCHED) {
    watch(inRoot(folder), { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(() => void restart(), QUIET_MS)
    })
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
  await restart()
  await new Promise(() => undefined)
})

/** Asks a program to end and waits until it has. @param {import('node:child_process').ChildProcess | undefined} child */
async function end(child) {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill()
  await ended
}
