// The conformance kit as a program: asks the venue at an address for every promise of the native protocol and prints
// what it kept. An independent client: it shares the protocol's schemas and checksum with the exchange and nothing
// else. Started by `tenor conform` (child process) and by tests.
// Exit codes: 0 when every promise that could be asked was kept, 1 when one was not, 2 for bad use or a silent address.
import type { MarketVenueMessage } from '../shared/venue-wire/market-messages.ts'
import { readFlags, USAGE, type ConformFlags } from './flags.ts'
import { jsonEncoding } from './link/encoding.ts'
import { openLink } from './link/link.ts'
import { BrokenPromise } from './broken-promise.ts'
import { allPromises } from './promises/all-promises.ts'
import { promiseList, summaryLines, tableHead, tableLines, tally } from './result-table.ts'
import { runPromises } from './run-promises.ts'

const EXIT_BROKEN = 1
const EXIT_BAD_USE = 2

function stopWith(sentence: string): never {
  process.stderr.write(`conform: ${sentence}\n`)
  process.exit(EXIT_BAD_USE)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Why no orders may be entered, if so: this kit trades with practice money only. */
async function reasonForNoOrders(venueUrl: string): Promise<string | undefined> {
  const link = await openLink<MarketVenueMessage>(venueUrl, 'market', jsonEncoding)
  const welcome = await link.findOrNothing('welcome')
  await link.close()
  return welcome?.environment === 'live' ? 'the venue says that it is live: no orders are entered' : undefined
}

async function run({ venueUrl, keys, encodings, only, json }: ConformFlags): Promise<void> {
  const noOrders = await reasonForNoOrders(venueUrl).catch((error: unknown) => {
    const why = error instanceof BrokenPromise ? error.received : String(error)
    return stopWith(`nobody speaks the protocol at ${venueUrl}: ${why}.`)
  })
  if (!json) print(tableHead())
  const outcome = await runPromises({
    venueUrl,
    keys,
    encodings,
    groups: allPromises,
    only,
    noOrders,
    onGroup: (results) => {
      for (const result of results) print(json ? JSON.stringify(result) : tableLines(result))
    },
  })
  if (outcome.results.length === 0)
    stopWith(`there is no promise or group named ${JSON.stringify(only)}; see --list.`)
  const counts = tally(outcome.results)
  print(
    json
      ? JSON.stringify({ event: 'summary', ...counts, leftOpen: outcome.leftOpen })
      : summaryLines(outcome),
  )
  process.exitCode = counts.failed > 0 ? EXIT_BROKEN : 0
}

process.stdout.on('error', () => undefined)

const flags = readFlags(process.argv.slice(2), process.env)
if (!flags.ok) stopWith(flags.error)
if (flags.value.help) print(USAGE.trimEnd())
else if (flags.value.list) print(promiseList(allPromises))
else await run(flags.value)
