// The entry of `npm run bench`: picks entries, runs them one after the other, prints a table and writes JSON.
// Owns the one list of entries; a new bench is a module in this folder and a line in that list.

import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { bookDelta100, bookDelta5000 } from './book.ts'
import { runBench, type BenchEntry, type BenchResult } from './harness.ts'
import { matchingFeed, matchingKeyed, matchingMixed } from './matching.ts'
import { coreLoopDelay } from './core-loop.ts'
import { deskIdleCpu, deskMemory, deskStillCpu } from './desk-idle.ts'
import { deskLeaks } from './desk-leak.ts'
import { deskPaletteP50, deskPaletteP95 } from './desk-palette.ts'
import { deskRestore } from './desk-restore.ts'
import { ladderMainThreadGlide, ladderMainThreadOrderBook } from './ladder.ts'
import { ladderClickP99, ladderFrames, ladderFramesOfSix, ladderLongestGap } from './ladder-terminal.ts'
import { listsFollow, listsSort } from './lists.ts'
import { runLoadWorker } from './load-worker.ts'
import { orderAckPathP50, orderAckPathP99, orderCancelAll } from './order-path.ts'
import { orderRecovery } from './order-recovery.ts'
import { runSustained } from './order-sustained.ts'
import { bookOrders1000, bookOrdersAhead } from './orders.ts'
import { runPacedVenue } from './paced-venue.ts'
import { screenPaintedP50, screenPaintedP99 } from './screen.ts'
import { runSoak } from './soak.ts'
import { startFirstQuote } from './start.ts'
import { runLoad } from './venue-load.ts'
import { venuePublishBinary, venuePublishJson, venueTurnBinary, venueTurnJson } from './venue-publish.ts'
import { wirePassBinary, wireReceiveBinary, wireReceiveJson } from './wire.ts'

const entries: readonly BenchEntry[] = [
  matchingMixed,
  matchingKeyed,
  matchingFeed,
  bookDelta100,
  bookDelta5000,
  bookOrders1000,
  bookOrdersAhead,
  wireReceiveJson,
  wireReceiveBinary,
  wirePassBinary,
  coreLoopDelay,
  orderAckPathP50,
  orderAckPathP99,
  orderCancelAll,
  orderRecovery,
  venuePublishJson,
  venuePublishBinary,
  venueTurnJson,
  venueTurnBinary,
  screenPaintedP50,
  screenPaintedP99,
  startFirstQuote,
  deskRestore,
  deskPaletteP50,
  deskPaletteP95,
  deskMemory,
  deskIdleCpu,
  deskStillCpu,
  ...deskLeaks,
  ladderMainThreadGlide,
  ladderMainThreadOrderBook,
  ladderFrames,
  ladderLongestGap,
  ladderFramesOfSix,
  ladderClickP99,
  listsFollow,
  listsSort,
]

const usage =
  'Usage: npm run bench [-- --only NAME] [--json FILE] [--electron], --only soak --minutes N for memory over time, --only order.sustained --seconds N for 2,000 orders a second, or --load for the load test of the venue'

process.exitCode = await chosenMain(process.argv.slice(2))

async function chosenMain(args: readonly string[]): Promise<number> {
  if (args.includes('--load')) return runLoad(args)
  const only = args[args.indexOf('--only') + 1]
  if (only === 'soak') return runSoak(args)
  if (only === 'order.sustained') return runSustained(args)
  const [mode, rate, instruments] = args
  if (mode === '--paced-venue') {
    await runPacedVenue(Number(rate), Number(instruments))
    return 0
  }
  if (!args.includes('--load-worker')) return main(args)
  await runLoadWorker()
  return 0
}

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  if ('problem' in options) return refuse(options.problem)
  const chosen = options.only === undefined ? entries : entries.filter((entry) => entry.name === options.only)
  if (chosen.length === 0) {
    const names = entries.map((entry) => entry.name).join(', ')
    return refuse(`There is no bench named "${options.only ?? ''}"; the benches are ${names}.`)
  }
  const results: BenchResult[] = []
  console.log(headerLine())
  for (const entry of chosen) {
    const result = await runBench(entry)
    results.push(result)
    console.log(resultLine(result))
  }
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, undefined, 2)}\n`)
  return 0
}

type Options =
  { readonly only: string | undefined; readonly json: string | undefined } | { readonly problem: string }

function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: 'string' }, json: { type: 'string' } },
    })
    return { only: values.only, json: values.json }
  } catch (cause) {
    return { problem: `${cause instanceof Error ? cause.message : String(cause)}\n${usage}` }
  }
}

function refuse(sentence: string): number {
  console.error(sentence)
  return 2
}

function headerLine(): string {
  return row(['bench', 'ours', 'peer', 'unit', 'ratio', 'min–max', 'against'])
}

function resultLine(result: BenchResult): string {
  const direction = result.lowerIsBetter === true ? ' (lower is better)' : ''
  return row([
    result.name,
    shortNumber(result.ours),
    shortNumber(result.peer),
    result.unit,
    result.ratio.toFixed(2),
    `${result.spread.min.toFixed(2)}–${result.spread.max.toFixed(2)}`,
    result.peerName + direction,
  ])
}

function row(cells: readonly string[]): string {
  const widths = [18, 14, 14, 14, 8, 14, 0]
  return cells
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join(' ')
    .trimEnd()
}

function shortNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 2 : 0 })
}
