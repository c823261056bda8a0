// `tenor match` as a program: plays a file of orders for one instrument through the matching core and prints what
// happens, as a line of JSON per event or for people. Started by app/cli/commands/match.ts and by tests.
// Every order is another account's, so that none is prevented from trading with another.
// Exit codes: 0 after the last line, also when the reader has gone; 2 for a flag, a file or a line that cannot be used,
// told in one sentence on stderr with nothing on stdout; 1 for a bug.

import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { parseMatchLines, type MatchInput } from './match-lines.ts'
import { MatchReport } from './match-report.ts'
import { OrderBook } from './matching/order-book.ts'

const EXIT_BAD_USE = 2
const USAGE = 'Usage: tenor match --in FILE.csv [--json]  (--in - reads standard input)'
/** More does not fit into one text. */
const INPUT_BYTES_MAX = 256 * 1024 * 1024
/** Lines are handed to the terminal or pipe in pieces of about this many characters. */
const OUTPUT_CHUNK = 256 * 1024

function stopWith(sentence: string): never {
  process.stderr.write(`match: ${sentence}\n`)
  process.exit(EXIT_BAD_USE)
}

function readFlags(args: readonly string[]): { file: string; isJson: boolean } {
  try {
    const options = { in: { type: 'string' }, json: { type: 'boolean' } } as const
    const { values } = parseArgs({ args: [...args], options })
    if (values.in === undefined) return stopWith(`--in is missing. ${USAGE}`)
    return { file: values.in, isJson: values.json === true }
  } catch (cause) {
    return stopWith(`${cause instanceof Error ? cause.message : String(cause)}. ${USAGE}`)
  }
}

async function readInput(file: string): Promise<string> {
  const name = file === '-' ? 'standard input' : file
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of file === '-' ? process.stdin : createReadStream(file)) {
      parts.push(part as Buffer)
      bytes += (part as Buffer).length
      if (bytes > INPUT_BYTES_MAX)
        stopWith(`${name} has more than ${INPUT_BYTES_MAX} bytes; split it into several files.`)
    }
  } catch (cause) {
    stopWith(`${name} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`)
  }
  return Buffer.concat(parts).toString('utf8')
}

async function play({ requests, ids }: MatchInput, isJson: boolean): Promise<void> {
  const report = new MatchReport(ids, { isJson })
  const book = new OrderBook(report, { maxOpenOrders: Math.max(1, requests.length) })
  for (const request of requests) {
    if (typeof request === 'number') book.cancel(request)
    else if ('side' in request) book.submit(request)
    else book.replace(request)
    if (report.length > OUTPUT_CHUNK) await print(report.take())
  }
  report.book(book)
  await print(report.take())
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

// Whoever reads the lines may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const { file, isJson } = readFlags(process.argv.slice(2))
const input = parseMatchLines(await readInput(file))
if (!input.ok) stopWith(`${file === '-' ? 'standard input' : file}, ${input.error}`)
await play(input.value, isJson)
