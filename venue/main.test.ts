import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { connectMarket, logIn } from './gateway/test-client.testing.ts'

let folder: string
const children = new Set<ChildProcess>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenor-venue-'))
  await build({
    configFile: false,
    root: resolve(import.meta.dirname, '..'),
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, 'main.ts'),
      outDir: folder,
      rolldownOptions: {
        external: ['bufferutil', 'utf-8-validate'],
        output: { entryFileNames: 'venue.mjs' },
      },
    },
  })
})

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [join(folder, 'venue.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  children.add(child)
  return child
}

async function outputOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = ''
  for await (const part of stream ?? []) text += String(part)
  return text
}

async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  const [data] = (await once(child.stdout!, 'data')) as [Buffer]
  return JSON.parse(data.toString('utf8')) as Record<string, unknown>
}

describe('venue program', () => {
  test('prints where it listens as one line of JSON, serves, and ends cleanly on SIGTERM', async () => {
    const child = start(['--port', '0', '--seed', '3', '--speed', '2', '--start', '2026-11-23T14:00:00Z'])
    const ready = await firstLine(child)
    expect(ready).toMatchObject({ event: 'listening', host: '127.0.0.1', seed: 3, speed: 2 })
    expect(ready['venueTime']).toBe('2026-11-23T14:00:00.000Z')
    expect(ready['url']).toBe(`ws://127.0.0.1:${String(ready['port'])}`)
    const client = await connectMarket({ url: String(ready['url']) })
    expect((await client.find('welcome')).instanceId).toBe(ready['instanceId'])
    child.kill('SIGTERM')
    const [[code], rest, errors] = await Promise.all([
      once(child, 'exit'),
      outputOf(child.stdout),
      outputOf(child.stderr),
    ])
    expect([code, rest, errors]).toEqual([0, '', ''])
  })

  test('says which port is in use and what to do, with exit code 2', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    const child = start(['--port', String(port)])
    const [[code], errors] = await Promise.all([once(child, 'exit'), outputOf(child.stderr)])
    holder.close()
    expect(code).toBe(2)
    expect(errors).toMatch(new RegExp(`^venue: port ${port} is in use; .*--port N.*\\n$`))
  })

  test.each([
    [['--colour'], {}, "Unknown option '--colour'"],
    [['--seed', 'x'], {}, '--seed takes a whole number'],
    [['--scenario', 'no-such-day'], {}, 'those that ship: quiet-day, new-generation'],
    [[], { TENOR_VENUE_KEYS: 'nonsense' }, 'TENOR_VENUE_KEYS'],
  ])('refuses %j %j in one sentence with exit code 2', async (args, env, words) => {
    const child = start(args, env)
    const [[code], errors] = await Promise.all([once(child, 'exit'), outputOf(child.stderr)])
    expect(code).toBe(2)
    expect(errors.trim().split('\n')).toHaveLength(1)
    expect(errors).toContain(words)
  })

  test('lists the scenarios that ship', async () => {
    const child = start(['--scenario', 'list'])
    const lines = (await outputOf(child.stdout)).trim().split('\n')
    expect(lines.length).toBeGreaterThanOrEqual(6)
    expect(lines[0]).toMatch(/^quiet-day +\S/)
  })

  test('comes back from its data folder after a kill: same run, same orders, reports to resume', async () => {
    const data = mkdtempSync(join(tmpdir(), 'tenor-data-'))
    const args = ['--port', '0', '--data', data, '--start', '2026-11-23T14:00:00Z', '--hours', 'exchange']
    const first = start(args)
    const before = await firstLine(first)
    const client = await logIn({ url: String(before['url']) })
    const order = { side: 'buy', orderType: 'limit', priceTicks: 200, orderQty: 3, timeInForce: 'gtc' }
    const about = { type: 'newOrder', requestId: 2, clientOrderId: 'kept', instrument: 'H100F27' }
    const market = await connectMarket({ url: String(before['url']) })
    market.send({ type: 'subscribe', requestId: 1, instruments: ['H100F27'] })
    const { lowTicks } = await market.find('limits')
    client.send({ ...about, ...order, priceTicks: lowTicks })
    const report = await client.find('executionReport')
    expect(report).toMatchObject({ execType: 'new', seq: 1 })
    const gone = once(first, 'exit')
    first.kill('SIGKILL')
    await gone
    const second = start(args)
    const after = await firstLine(second)
    expect(after['instanceId']).toBe(before['instanceId'])
    const resume = { resumeAfterSeq: 0, resumeInstanceId: String(after['instanceId']) }
    const again = await logIn({ url: String(after['url']) }, resume)
    expect(await again.find('executionReport')).toEqual(report)
    again.send({ type: 'requestOpenOrders', requestId: 9 })
    expect((await again.find('openOrders')).orders).toMatchObject([{ clientOrderId: 'kept', leavesQty: 3 }])
    rmSync(data, { recursive: true, force: true })
  })

  test('ends when the process it was started for is killed', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    children.add(parent)
    const child = start(['--port', '0', '--parent-pid', String(parent.pid)])
    await firstLine(child)
    parent.kill('SIGKILL')
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(0)
  })
})
