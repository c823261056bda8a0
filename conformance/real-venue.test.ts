// The whole kit against the exchange of this repository, built and started as a program: every promise is kept.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const secrets = { FIRST_SECRET: 'secret-of-first', SECOND_SECRET: 'secret-of-second' }
const children = new Set<ChildProcess>()
let folder: string

async function built(entry: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(root, entry),
      outDir: join(folder, entry.replace('/main.ts', '')),
      rolldownOptions: { external: ['bufferutil', 'utf-8-validate'], output: { entryFileNames: 'main.mjs' } },
    },
  })
}

function start(name: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [join(folder, name, 'main.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  children.add(child)
  return child
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const part of child.stdout ?? []) text += String(part)
  return text
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenor-conform-'))
  await Promise.all([built('venue/main.ts'), built('conformance/main.ts')])
}, 60_000)

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

describe('the paper exchange', () => {
  test('keeps every promise of the protocol, in both encodings', async () => {
    const keys = `first:${secrets.FIRST_SECRET},second:${secrets.SECOND_SECRET}`
    const venue = start('venue', ['--port', '0', '--seed', '5'], { TENOR_VENUE_KEYS: keys })
    const [line] = (await once(venue.stdout!, 'data')) as [Buffer]
    const { url } = JSON.parse(line.toString('utf8')) as { url: string }
    const accounts = [
      '--key',
      'first',
      '--secret-env',
      'FIRST_SECRET',
      '--key',
      'second',
      '--secret-env',
      'SECOND_SECRET',
    ]
    const kit = start('conformance', ['--venue', url, '--json', ...accounts], secrets)
    const [output, [code]] = await Promise.all([outputOf(kit), once(kit, 'exit')])
    const lines = output
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as Record<string, unknown>)
    expect(lines.filter(({ result }) => result === 'FAIL')).toEqual([])
    expect(lines.at(-1)).toMatchObject({ event: 'summary', failed: 0 })
    expect(Number(lines.at(-1)?.['passed'])).toBeGreaterThan(110)
    expect(code).toBe(0)
  }, 90_000)

  test('an address where nobody listens ends with code 2 and a sentence', async () => {
    const kit = spawn(
      process.execPath,
      [join(folder, 'conformance', 'main.mjs'), '--venue', 'ws://127.0.0.1:1'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    children.add(kit)
    let errors = ''
    kit.stderr.on('data', (part: Buffer) => (errors += part.toString('utf8')))
    const [code] = (await once(kit, 'close')) as [number]
    expect(code).toBe(2)
    expect(errors).toMatch(/^conform: nobody speaks the protocol at ws:\/\/127\.0\.0\.1:1: .*\n$/)
  })
})
