// The commands below `tenor order` and their options. Called by app/cli/tenor.ts; what they do is in run-order-command.ts.
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ClientOrderId, InstrumentId } from '../../../shared/domain/brands.ts'
import { QTY_LOTS_MAX, clientOrderId, instrumentId, qtyLots } from '../../../shared/math/quantities.ts'
import { parseDecimal } from '../../../shared/math/decimal.ts'
import { isUserName } from '../../../shared/desk/settings-document.ts'
import { numberFrom, venueUrl, wholeNumber } from '../option-values.ts'
import type { OrderTask } from './order-task.ts'
import { runOrderCommand, type WhereToTrade } from './run-order-command.ts'

const WAIT_SECONDS = { min: 0.1, max: 3_600 }
const WAIT_SECONDS_DEFAULT = 10
const NAME = /^[\w.-]{1,40}$/

export function declareOrderCommands(order: Command): void {
  order.description('enter, change and look at orders with the terminal’s core, as docs/orders-cli.md says')

  declare(order, 'place', 'send one order and wait for what became of it')
    .requiredOption('--instrument <id>', 'for example H100F27', instrument)
    .addOption(oneOf('--side <side>', ['buy', 'sell']).makeOptionMandatory())
    .requiredOption('--qty <lots>', 'whole lots', lots)
    .option('--price <decimal>', 'of a limit order, as people write it: 3.12', decimal)
    .addOption(oneOf('--type <type>', ['limit', 'market']).default('limit'))
    .addOption(oneOf('--tif <time in force>', ['day', 'gtc', 'ioc', 'fok']).default('day'))
    .option('--confirm-duplicate', 'send it although the same order was sent just before')
    .action(async (flags: PlaceFlags, command: Command) => {
      const { instrument: instrumentId, side, qty, price, type: orderType, tif: timeInForce } = flags
      const { confirmDuplicate } = flags
      if ((orderType === 'limit') !== (price !== undefined))
        command.error('error: a limit order needs --price, and a market order takes none.', { exitCode: 2 })
      const terms = { instrumentId, side, orderQty: qtyLots(qty), orderType, timeInForce }
      const confirmed = confirmDuplicate === undefined ? {} : { confirmDuplicate }
      await run({ kind: 'place', ...terms, ...confirmed, ...(price === undefined ? {} : { price }) }, flags)
    })

  declare(order, 'replace', 'give a working order another price and total quantity')
    .requiredOption('--id <id>', 'the order’s clientOrderId', orderId)
    .requiredOption('--price <decimal>', 'as people write it: 3.12', decimal)
    .requiredOption('--qty <lots>', 'whole lots, those that are filled included', lots)
    .action(({ id, price, qty, ...where }: WhereFlags & { id: ClientOrderId; price: string; qty: number }) =>
      run({ kind: 'replace', clientOrderId: id, price, orderQty: qtyLots(qty) }, where),
    )

  declare(order, 'cancel', 'cancel one order')
    .requiredOption('--id <id>', 'the order’s clientOrderId', orderId)
    .action(({ id, ...where }: WhereFlags & { id: ClientOrderId }) =>
      run({ kind: 'cancel', clientOrderId: id }, where),
    )

  declare(order, 'cancel-all', 'cancel every open order of the account, or those of an instrument or a side')
    .option('--instrument <id>', 'for example H100F27', instrument)
    .addOption(oneOf('--side <side>', ['buy', 'sell']))
    .action(
      ({ instrument, side, ...where }: WhereFlags & { instrument?: InstrumentId; side?: 'buy' | 'sell' }) => {
        const which = instrument === undefined ? {} : { instrumentId: instrument }
        return run({ kind: 'cancelAll', ...which, ...(side === undefined ? {} : { side }) }, where)
      },
    )

  declare(order, 'list', 'the open orders once they were compared with the exchange, unknown ones first')
    .option('--all', 'the newest 200 finished ones too, newest first')
    .action(({ all, ...where }: WhereFlags & { all?: true }) =>
      run({ kind: 'list', withFinished: all === true }, where),
    )

  declare(order, 'status', 'one order once it was compared with the exchange')
    .requiredOption('--id <id>', 'the order’s clientOrderId', orderId)
    .action(({ id, ...where }: WhereFlags & { id: ClientOrderId }) =>
      run({ kind: 'status', clientOrderId: id }, where),
    )
}

interface WhereFlags {
  readonly venue: string
  readonly profile: string
  readonly wait: number
  readonly keyStdin?: true
  readonly user?: string
}

interface PlaceFlags extends WhereFlags {
  readonly instrument: InstrumentId
  readonly side: 'buy' | 'sell'
  readonly qty: number
  readonly price?: string
  readonly type: 'limit' | 'market'
  readonly tif: 'day' | 'gtc' | 'ioc' | 'fok'
  readonly confirmDuplicate?: true
}

function declare(order: Command, name: string, description: string): Command {
  return order
    .command(name)
    .description(description)
    .requiredOption('--venue <url>', 'address of the venue, for example ws://127.0.0.1:7700', venueUrl)
    .requiredOption('--profile <dir>', 'the profile folder whose journal holds the orders')
    .option(
      '--wait <seconds>',
      'how long to wait for the session, and again for the answer',
      numberFrom(WAIT_SECONDS),
      WAIT_SECONDS_DEFAULT,
    )
    .option(
      '--key-stdin',
      'read the key as one line ID:SECRET; else TENOR_KEY_ID and TENOR_KEY_SECRET, or the paper key',
    )
    .option(
      '--user <name>',
      'who decides, for the audit trail; else the profile’s or the system’s name',
      userName,
    )
    .option('--json', 'lines of JSON (the only form there is)')
}

async function run(task: OrderTask, { venue, profile, wait, keyStdin, user }: WhereFlags): Promise<void> {
  const where: WhereToTrade = {
    venueUrl: venue,
    profileDir: profile,
    user,
    waitMs: wait * 1_000,
    keyFromStdin: keyStdin === true,
  }
  process.exitCode = await runOrderCommand(task, where)
}

function oneOf(flags: string, choices: readonly string[]): Option {
  return new Option(flags, `one of ${choices.join(', ')}`).choices(choices)
}

const lots = wholeNumber({ min: 1, max: QTY_LOTS_MAX })

function instrument(text: string): InstrumentId {
  return instrumentId(named(text, 'It takes the name of an instrument, for example H100F27.'))
}

function orderId(text: string): ClientOrderId {
  return clientOrderId(named(text, 'It takes a clientOrderId as `tenor order list` prints it.'))
}

function named(text: string, otherwise: string): string {
  if (!NAME.test(text)) throw new InvalidArgumentError(otherwise)
  return text
}

function userName(text: string): string {
  if (!isUserName(text)) throw new InvalidArgumentError('It takes a name of 1 to 80 characters.')
  return text
}

/** Its tick is known only once the venue has told it. */
function decimal(text: string): string {
  if (parseDecimal(text) === undefined) throw new InvalidArgumentError('It takes a decimal such as 3.12.')
  return text
}
