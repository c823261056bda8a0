// Child processes of the tools: run one to its end, or hand the terminal over to one.
import { spawn } from 'node:child_process'
import { root } from './paths.mjs'

const PARENT_CHECK_MS = 500

/**
 * Runs a command to its end and keeps its output.
 * @param {string} command @param {string[]} args @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} `output` is stdout and stderr in order of arrival
 */
export function run(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (/** @type {Buffer} */ chunk) => (output += chunk.toString())
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', fail)
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}

/**
 * Hands stdin, stdout and stderr to a command and passes our signals on; resolves to its exit code. npm does not pass
 * a signal on when it is ended itself, so the command is also ended when our parent is gone.
 * @param {string} command @param {string[]} args @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function handOver(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    const parent = process.ppid
    const watch = setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGTERM')
    }, PARENT_CHECK_MS)
    const release = () => {
      clearInterval(watch)
      signals.forEach((signal) => process.off(signal, pass))
    }
    child.on('error', (error) => {
      release()
      fail(error)
    })
    child.on('close', (code, signal) => {
      release()
      done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1))
    })
  })
}
