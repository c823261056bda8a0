import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenor-match-'))
  await build({
    configFile: false,
    root: resolve(import.meta.dirname, '..'),
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, 'match.ts'),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'match.mjs' } },
    },
  })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Run {
  readonly input?: string
  /** Lines of output after which the reader goes away. */
  readonly readLines?: number
}

async function match(args: readonly string[], { input = '', readLines = Infinity }: Run = {}) {
  const child = spawn(process.execPath, [join(folder, 'match.mjs'), ...args], { stdio: 'pipe' })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const gone = once(child, 'exit')
  let [out, errors] = ['', '']
  child.stderr.on('data', (part: Buffer) => (errors += String(part)))
  child.stdout.on('data', (part: Buffer) => {
    out += String(part)
    if (out.split('\n').length > readLines) child.stdout.destroy()
  })
  const [code] = (await gone) as [number]
  return { code, out, errors }
}

const lines = [
  'new,a,B,100,5',
  'new,b,B,100,2',
  'new,c,S,99,6,IOC',
  'replace,b,101,3',
  'cancel,a',
  'cancel,a',
]

describe('match program', () => {
  test('prints a line of JSON per event of a file, the book last', async () => {
    const file = join(folder, 'orders.csv')
    writeFileSync(file, lines.join('\n'))
    const { code, out, errors } = await match(['--in', file, '--json'])
    expect([code, errors]).toEqual([0, ''])
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(rows).toEqual([
      { type: 'accepted', id: 'a' },
      { type: 'accepted', id: 'b' },
      { type: 'accepted', id: 'c' },
      { type: 'trade', maker: 'a', taker: 'c', priceTicks: 100, qty: 5 },
      { type: 'trade', maker: 'b', taker: 'c', priceTicks: 100, qty: 1 },
      { type: 'replaced', id: 'b', priceTicks: 101, orderQty: 3, leavesQty: 2, priorityKept: false },
      { type: 'rejected', id: 'a', command: 'cancel', reason: 'unknownOrder' },
      { type: 'rejected', id: 'a', command: 'cancel', reason: 'unknownOrder' },
      { type: 'book', bids: [[101, 2, 1]], asks: [] },
    ])
  })

  test('prints words and a table for people, from standard input', async () => {
    const { code, out } = await match(['--in', '-'], { input: lines.join('\n') })
    expect(code).toBe(0)
    expect(out).toContain('trade     maker a  taker c  priceTicks 100  qty 5\n')
    expect(out).toMatch(/\n +1 +2 +101\n$/)
  })

  test('ends in peace when the reader has seen enough', async () => {
    const input = Array.from({ length: 100_000 }, (_, at) => `new,o${at},B,${at % 50},1`).join('\n')
    const { code, errors } = await match(['--in', '-', '--json'], { input, readLines: 3 })
    expect([code, errors]).toEqual([0, ''])
  })

  test.each([
    [[], '', '--in is missing'],
    [['--colour'], '', "Unknown option '--colour'"],
    [['--in', join(tmpdir(), 'tenor-no-such-file.csv')], '', 'cannot be read'],
    [['--in', '-'], 'new,a,B,1,1\nnew,b,B,1\n', 'standard input, line 2: 4 fields; expected new,<id>'],
  ])('refuses %j with %j in one sentence, exit code 2 and nothing on stdout', async (args, input, words) => {
    const { code, out, errors } = await match(args, { input })
    expect([code, out]).toEqual([2, ''])
    expect(errors.trim().split('\n')).toHaveLength(1)
    expect(errors).toContain(words)
  })
})
