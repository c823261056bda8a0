// The headless `tenor` command: the paper exchange alone, and the core's market data, history and orders without a window.
// Decides nothing; each command is a file of commands/, and those about orders are in orders/.
import { Command } from 'commander'
import { REPLAY_SPEEDS } from '../../shared/ui-wire/replay.ts'
import { auditExport, auditExportOf, auditVerify, type AuditExportFlags } from './commands/audit.ts'
import { books } from './commands/books.ts'
import { record } from './commands/record.ts'
import { replay } from './commands/replay.ts'
import { curve } from './commands/curve.ts'
import { runConform } from './commands/conform.ts'
import { historyQuestion, type HistoryFlags } from './commands/history-flags.ts'
import { history } from './commands/history.ts'
import { changeLimitPassword, setLimit, showLimits } from './commands/limits.ts'
import { runMatch } from './commands/match.ts'
import { runVenue } from './commands/venue.ts'
import { watchHealth } from './commands/watch-health.ts'
import { watch } from './commands/watch.ts'
import { numberFrom, venueUrl, wholeNumber } from './option-values.ts'
import { declareOrderCommands } from './orders/declare-order-commands.ts'

const program = new Command('tenor')
  .description('Trade AI compute forward: the paper exchange and the terminal’s core, without a window.')
  .showHelpAfterError('(tenor --help lists the commands)')
  .exitOverride()

program
  .command('venue')
  .description('run the paper exchange alone; prints the address it listens on as a line of JSON')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[flags...]', '--port N, --seed N, --speed X, --start TIME')
  .action(async (flags: string[]) => {
    process.exitCode = await runVenue(flags)
  })

program
  .command('conform')
  .description('ask a venue for every promise of the native protocol; prints which it keeps')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[flags...]', '--venue URL, --key ID --secret-env VAR, --only NAME, --json; --help tells more')
  .action(async (flags: string[]) => {
    process.exitCode = await runConform(flags)
  })

program
  .command('watch')
  .description('print every change of an instrument’s book as a line of JSON, or the health of the session')
  .argument('[instrument]', 'for example H100F27; none with --health')
  .requiredOption('--venue <url>', 'address of the venue, for example ws://127.0.0.1:7700', venueUrl)
  .option('--depth <levels>', 'levels of each side', wholeNumber({ min: 1, max: 5_000 }), 10)
  .option('--orders', 'the orders of those levels, first in the queue first, instead of their quantities')
  .option(
    '--count <lines>',
    'stop after so many lines',
    wholeNumber({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  )
  .option('--health', 'a line a second: state, age, traffic, round trips, books, resyncs')
  .option('--json', 'lines of JSON (the only form there is)')
  .action(async (instrument: string | undefined, options: WatchFlags, command: Command) => {
    const { venue: venueUrl, depth, orders: byOrder = false, count, health } = options
    if ((instrument === undefined) !== (health === true))
      command.error('error: name an instrument, or ask for --health of the whole session.', { exitCode: 2 })
    process.exitCode =
      instrument === undefined
        ? await watchHealth({ venueUrl, count })
        : await watch({ instrument, venueUrl, depth, byOrder, count })
  })

program
  .command('record')
  .description('write what a venue sends, frame by frame with its time, for a replay; until it is stopped')
  .requiredOption('--venue <url>', 'address of the venue, for example ws://127.0.0.1:7700', venueUrl)
  .option('--instruments <list>', 'names with commas between; everything that is listed where not given')
  .requiredOption('--out <file>', 'a new file; parts after the first are called file.2, file.3 …')
  .option('--rotate-mb <size>', 'a part that is larger is ended', wholeNumber({ min: 1, max: 100_000 }), 256)
  .option('--seconds <time>', 'stop after so many seconds', wholeNumber({ min: 1, max: 10_000_000 }))
  .action(async ({ venue: venueUrl, instruments, out: path, rotateMb, seconds }: RecordFlags) => {
    process.exitCode = await record({ venueUrl, instruments, path, rotateMb, seconds })
  })

program
  .command('replay')
  .description('serve a recording as the venue that it was made of; begins to play when a client subscribes')
  .requiredOption('--in <file>', 'what `tenor record` wrote; its parts follow by themselves')
  .option(
    '--speed <times>',
    `times as fast, ${REPLAY_SPEEDS.min} to ${REPLAY_SPEEDS.max}`,
    numberFrom(REPLAY_SPEEDS),
    1,
  )
  .option('--port <number>', 'port on loopback, 0 for any', wholeNumber({ min: 0, max: 65_535 }), 0)
  .action(async ({ in: path, speed, port }: { in: string; speed: number; port: number }) => {
    process.exitCode = await replay({ path, speed, port })
  })

program
  .command('books')
  .description('play snapshots and deltas through the terminal’s book code and print the book after each')
  .requiredOption('--in <file>', 'lines of JSON as docs/books.md says; - for stdin')
  .option('--json', 'lines of JSON (the only form there is)')
  .action(async (options: { in: string }) => {
    process.exitCode = await books(options.in)
  })

program
  .command('curve')
  .description('make the forward curve of contracts that settle on averages, day by day')
  .requiredOption('--in <file>', 'an object of JSON as docs/curve-cli.md says; - for stdin')
  .option('--json', 'an object of JSON (the only form there is)')
  .action(async (options: { in: string }) => {
    process.exitCode = await curve(options.in)
  })

program
  .command('history')
  .description('print bars, settlements or a curve of a day that a terminal kept, as docs/history.md says')
  .requiredOption('--profile <dir>', 'the terminal’s profile folder')
  .option('--instrument <id>', 'for example H100F27')
  .option('--bars <interval>', '1s, 1m, 5m, 15m, 1h or 1d, oldest first')
  .option('--from <time>', 'bars that begin from here on, for example 2026-11-20T15:00:00Z')
  .option('--to <time>', 'bars that begin before')
  .option('--limit <bars>', 'of more than these the newest; 1000 where it is left out')
  .option('--settlements', 'the instrument’s settlements by day')
  .option('--curve <root>', 'for example H100: what its months settled at, and their newest live quotes')
  .option('--date <day>', 'of the curve, for example 2026-11-20')
  .option('--json', 'lines of JSON (the only form there is)')
  .action((options: HistoryFlags, command: Command) => {
    const question = historyQuestion(options)
    if (!question.ok) command.error(`error: ${question.error}`, { exitCode: 2 })
    process.exitCode = history(options.profile, question.value)
  })

const limits = program.command('limits').description('the risk limits of a profile, as docs/risk.md says')

limits
  .command('show')
  .description('print each limit with its owner and its last change as a line of JSON')
  .requiredOption('--profile <dir>', 'the terminal’s profile folder')
  .action(({ profile }: { profile: string }) => {
    process.exitCode = showLimits(profile)
  })

limits
  .command('set')
  .description('change a limit; loosening it takes the limit password, from a prompt or a line of stdin')
  .argument('<limit>', 'for example maxOrderQty; `tenor limits show` lists them')
  .argument('<value>', 'a whole number; of permittedRoots all, or roots with commas between')
  .requiredOption('--profile <dir>', 'the terminal’s profile folder, of a terminal that is not running')
  .requiredOption('--why <text>', 'the reason, for the record')
  .option('--owner <text>', 'whose limit it is from now on; who changes it where this is left out')
  .action(async (limit: string, value: string, options: SetLimitFlags) => {
    process.exitCode = await setLimit({ limit, value, ...options })
  })

limits
  .command('password')
  .description(
    'set another limit password; the one before and the new one come from prompts or lines of stdin',
  )
  .requiredOption('--profile <dir>', 'the terminal’s profile folder, of a terminal that is not running')
  .action(async ({ profile }: { profile: string }) => {
    process.exitCode = await changeLimitPassword(profile)
  })

const audit = program
  .command('audit')
  .description(
    'prove and export the journal of a profile’s orders, as docs/audit.md says; no terminal may run on it',
  )

audit
  .command('verify')
  .description('prove every record; names the first that is not as it was written')
  .requiredOption('--profile <dir>', 'the terminal’s profile folder')
  .action((options: { profile: string }) => {
    process.exitCode = auditVerify(options.profile)
  })

audit
  .command('export')
  .description('one line per record with FIX-like fields')
  .requiredOption('--profile <dir>', 'the terminal’s profile folder')
  .option('--from <time>', 'records made from here on, for example 2026-11-20T15:00:00Z')
  .option('--to <time>', 'records made before')
  .option('--format <form>', 'csv or jsonl', 'csv')
  .option('--out <file>', 'a new file; stdout where it is left out')
  .action((options: AuditExportFlags, command: Command) => {
    const wanted = auditExportOf(options)
    if (!wanted.ok) command.error(`error: ${wanted.error}`, { exitCode: 2 })
    process.exitCode = auditExport(wanted.value)
  })

program
  .command('match')
  .description('play orders for one instrument through the matching core and print what happens')
  .requiredOption(
    '--in <file>',
    'lines new,<id>,<B|S>,<priceTicks>,<qty>[,<tif>], cancel,<id> and replace,<id>,<priceTicks>,<qty>; - for stdin',
  )
  .option('--json', 'a line of JSON per event, the book last')
  .action(async (options: { in: string; json?: true }) => {
    process.exitCode = await runMatch({ file: options.in, isJson: options.json === true })
  })

declareOrderCommands(program.command('order'))

interface RecordFlags {
  readonly venue: string
  readonly instruments?: string
  readonly out: string
  readonly rotateMb: number
  readonly seconds?: number
}

interface SetLimitFlags {
  readonly profile: string
  readonly why: string
  readonly owner?: string
}

interface WatchFlags {
  readonly venue: string
  readonly depth: number
  readonly orders?: true
  readonly count?: number
  readonly health?: true
}

try {
  await program.parseAsync()
} catch (error) {
  // commander has written its sentence already; help asked for is no failure.
  const code = (error as { exitCode?: unknown }).exitCode
  if (typeof code !== 'number') throw error
  process.exitCode = code === 0 ? 0 : 2
}
