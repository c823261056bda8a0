// Runs one command below `tenor order`: builds the core on the profile, waits until orders are as the exchange holds them,
// hands the core what was asked for, and waits for its fate. Lines of JSON on stdout, sentences on stderr. It decides
// nothing about orders: the risk gate does, then the exchange; and it sends nothing twice.
import type { CoreLog } from '../../../main/core/trading-core.ts'
import { readUserName } from '../../../main/settings/user-name.ts'
import { parseKeyLine, readCredentials } from '../../../main/session/venue-credentials.ts'
import type { VenueCredentials } from '../../../main/session/venue-contract.ts'
import type { ClientOrderId, InstrumentId, PriceTicks } from '../../../shared/domain/brands.ts'
import { isTerminal, type Order } from '../../../shared/domain/order.ts'
import type { Reason } from '../../../shared/domain/reason.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { formatDecimal } from '../../../shared/math/decimal.ts'
import { parsePrice } from '../../../shared/math/price-text.ts'
import type { UiCommand, UiCommandResult } from '../../../shared/ui-wire/commands.ts'
import { PAPER_KEY } from '../../../shared/venue-wire/paper-key.ts'
import { speechOf } from '../speech.ts'
import { HeadlessDesk } from './headless-desk.ts'
import { cancelAllFate, cancelFate, placeFate, replaceFate, type Fate } from './order-fate.ts'
import { orderLine } from './order-line.ts'
import type { OrderTask, TaskOf } from './order-task.ts'

const { refuse, say, tell } = speechOf('order')

/** The exchange took what was asked for; it certainly did not; it has not told. Bad use is 2, as everywhere. */
const EXIT = { taken: 0, refused: 1, unknown: 3 } as const
/** Who asked, in the audit trail. */
const ORIGIN = 'tenor order'
const KEY_LENGTH_MAX = 1_024
/** Notices are projected ten times a second: the reason of a refusal may come this much after it. */
const REASON_WAIT_MS = 300

export interface WhereToTrade {
  readonly venueUrl: string
  readonly profileDir: string
  /** As on the command line; the profile's or the system's name where it is left out. */
  readonly user: string | undefined
  /** For the session, and again for the answer. */
  readonly waitMs: number
  readonly keyFromStdin: boolean
}

interface Desk extends WhereToTrade {
  readonly desk: HeadlessDesk
}

/** Resolves to the exit code. */
export async function runOrderCommand(task: OrderTask, where: WhereToTrade): Promise<number> {
  const credentials = where.keyFromStdin
    ? parseKeyLine(await firstLine(process.stdin))
    : readCredentials(process.env, PAPER_KEY)
  if (!credentials.ok) return refuse(credentials.error)
  const opened = openDesk(task, where, credentials.value)
  if (!opened.ok) return refuse(opened.error)
  const desk = opened.value
  const leave = (): void => {
    desk.leave()
  }
  process.stdout.on('error', leave)
  process.on('SIGINT', leave).on('SIGTERM', leave)
  try {
    return await run(task, { ...where, desk })
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave)
    await desk.close()
  }
}

function openDesk(
  task: OrderTask,
  { profileDir, venueUrl, user: named }: WhereToTrade,
  credentials: VenueCredentials,
): Result<HeadlessDesk, string> {
  const log: CoreLog = {
    info: () => undefined,
    warn: () => undefined,
    error: (message, fields) => {
      say(`${message} ${JSON.stringify(fields ?? {})}`)
    },
  }
  const user = readUserName(named, profileDir)
  if (!user.ok) return user
  const instrumentId = task.kind === 'place' ? task.instrumentId : undefined
  return HeadlessDesk.open({ profileDir, user: user.value, venueUrl, credentials, log, instrumentId })
}

function run(task: OrderTask, at: Desk): Promise<number> {
  switch (task.kind) {
    case 'place':
      return place(task, at)
    case 'replace':
      return replace(task, at)
    case 'cancel':
      return cancel(task, at)
    case 'cancelAll':
      return cancelAll(task, at)
    case 'list':
      return list(task, at)
    case 'status':
      return status(task, at)
  }
}

async function place(task: TaskOf<'place'>, at: Desk): Promise<number> {
  const { desk, waitMs } = at
  const { kind: _, price, instrumentId, ...terms } = task
  const isMissing = (): boolean =>
    (desk.desk?.roots.length ?? 0) > 0 && desk.tickSize(instrumentId) === undefined
  const isReady = (): boolean =>
    desk.core.isReconciled &&
    desk.ladder(instrumentId)?.state.kind === 'live' &&
    desk.tickSize(instrumentId) !== undefined
  await desk.until(() => isReady() || isMissing(), waitMs)
  if (isMissing()) return refuse(`${instrumentId} is not listed by ${at.venueUrl}. Nothing was sent.`)
  if (!desk.core.isReconciled) return notSent(at)
  const limitPrice = price === undefined ? ok(undefined) : ticksOf(price, instrumentId, at)
  if (!limitPrice.ok) return refuse(limitPrice.error)
  const limited = limitPrice.value === undefined ? {} : { limitPrice: limitPrice.value }
  return send({ kind: 'placeOrder', instrumentId, ...terms, ...limited, origin: ORIGIN }, placeFate, at)
}

async function replace(task: TaskOf<'replace'>, at: Desk): Promise<number> {
  const { desk } = at
  const { clientOrderId, orderQty, price } = task
  const instrumentId = await compared(at).then(() => desk.core.order(clientOrderId)?.instrumentId)
  if (!desk.core.isReconciled) return notSent(at)
  if (instrumentId === undefined) return refuse(notKnown(clientOrderId))
  await desk.until(() => desk.tickSize(instrumentId) !== undefined, at.waitMs)
  const limitPrice = ticksOf(price, instrumentId, at)
  if (!limitPrice.ok) return refuse(limitPrice.error)
  const to = { limitPrice: limitPrice.value, orderQty }
  const fate = (order: Order): Fate => replaceFate(order, to)
  return send({ kind: 'replaceOrder', clientOrderId, ...to, origin: ORIGIN }, fate, at)
}

async function cancel({ clientOrderId }: TaskOf<'cancel'>, at: Desk): Promise<number> {
  await compared(at)
  if (at.desk.core.order(clientOrderId) === undefined) return refuse(notKnown(clientOrderId))
  return send({ kind: 'cancelOrder', clientOrderId, origin: ORIGIN }, cancelFate, at)
}

async function cancelAll({ kind: _, ...which }: TaskOf<'cancelAll'>, at: Desk): Promise<number> {
  await compared(at)
  return send({ kind: 'cancelAll', ...which, origin: ORIGIN }, cancelAllFate, at)
}

async function list({ withFinished }: TaskOf<'list'>, at: Desk): Promise<number> {
  await compared(at)
  const open = at.desk.orders.filter((order) => !isTerminal(order.status))
  const unknown = open.filter((order) => order.status === 'unknown')
  const finished = withFinished ? at.desk.orders.filter((order) => isTerminal(order.status)) : []
  const known = open.filter((order) => order.status !== 'unknown')
  for (const order of [...unknown, ...known, ...finished]) tellOrder(order, at)
  if (!at.desk.core.isReconciled) return notCompared(at)
  return unknown.length === 0 ? EXIT.taken : EXIT.unknown
}

async function status({ clientOrderId }: TaskOf<'status'>, at: Desk): Promise<number> {
  await compared(at)
  const order = at.desk.core.order(clientOrderId)
  if (order === undefined) return refuse(notKnown(clientOrderId))
  tellOrder(order, at)
  if (!at.desk.core.isReconciled) return notCompared(at)
  return order.status === 'unknown' ? EXIT.unknown : EXIT.taken
}

/** Waits until orders here are as the exchange holds them, and for the tick sizes, which come on the other session. */
function compared({ desk, waitMs }: Desk): Promise<boolean> {
  return desk.until(() => desk.core.isReconciled && (desk.desk?.roots.length ?? 0) > 0, waitMs)
}

/** Hands the command to the core and waits for the fate of each order that it is about. */
async function send(command: UiCommand, fateOf: (order: Order) => Fate, at: Desk): Promise<number> {
  const { desk, waitMs } = at
  const result = desk.core.command(command)
  if (!result.ok) return denied(command, result, at)
  const orders = (): readonly Order[] => result.clientOrderIds.flatMap((id) => desk.core.order(id) ?? [])
  await desk.until(() => orders().every((order) => fateOf(order) !== undefined), waitMs)
  const fates = orders().map((order) => ({ order, fate: fateOf(order) }))
  const isNew = command.kind === 'placeOrder'
  for (const { order, fate } of fates) {
    tellOrder(order, at, fate === 'refused' && !isNew ? await whyRefused(order, desk) : undefined)
  }
  const unknown = fates.filter(({ fate }) => fate === undefined)
  for (const { order } of unknown) sayUnknown(order.clientOrderId, at)
  if (unknown.length > 0) return EXIT.unknown
  return fates.some(({ fate }) => fate === 'refused') ? EXIT.refused : EXIT.taken
}

/** The core let nothing out. */
function denied(command: UiCommand, result: Exclude<UiCommandResult, { ok: true }>, at: Desk): number {
  if ('malformed' in result) return refuse(`the core does not understand this: ${result.malformed}.`)
  const { code, params } = result.reason
  const id = 'clientOrderId' in command ? command.clientOrderId : result.clientOrderId
  const order = id === undefined ? undefined : at.desk.core.order(id)
  if (order !== undefined) tellOrder(order, at, order.status === 'denied' ? undefined : result.reason)
  say(`denied here, nothing was sent: ${code} ${JSON.stringify(params)}`)
  return EXIT.refused
}

/** Why the exchange refused a change; the order itself goes on as it was. */
async function whyRefused({ clientOrderId }: Order, desk: HeadlessDesk): Promise<Reason | undefined> {
  const why = (): Reason | undefined =>
    desk.notices.find(
      (notice) =>
        notice.clientOrderId === clientOrderId && (notice.kind === 'rejected' || notice.kind === 'problem'),
    )?.reason
  await desk.until(() => why() !== undefined, REASON_WAIT_MS)
  return why()
}

function ticksOf(price: string, instrumentId: InstrumentId, { desk }: Desk): Result<PriceTicks, string> {
  const tickSize = desk.tickSize(instrumentId)
  if (tickSize === undefined) {
    return err(`the tick size of ${instrumentId} is not known, so ${price} is no price. Nothing was sent.`)
  }
  const ticks = parsePrice(price, tickSize)
  return ticks === undefined
    ? err(`--price ${price} is no multiple of ${formatDecimal(tickSize)}, the tick of ${instrumentId}.`)
    : ok(ticks)
}

function tellOrder(order: Order, { desk }: Desk, refused?: Reason): void {
  const line = orderLine(order, desk.tickSize(order.instrumentId))
  tell(refused === undefined ? line : { ...line, refused })
}

function sayUnknown(clientOrderId: ClientOrderId, { venueUrl, waitMs }: Desk): void {
  say(
    `${venueUrl} has not answered about ${clientOrderId} within ${waitMs / 1_000} s: what was asked may have been done or not. ` +
      `Do not ask for it again before \`tenor order status --id ${clientOrderId}\` tells.`,
  )
}

function notSent(at: Desk): number {
  say(`${whyNotCompared(at)} Nothing was sent.`)
  return EXIT.refused
}

function notCompared(at: Desk): number {
  say(`${whyNotCompared(at)} What is printed is what this profile's journal says.`)
  return EXIT.unknown
}

function whyNotCompared({ desk, venueUrl, waitMs }: Desk): string {
  const why = desk.desk?.orders.reason
  const because = why === undefined ? '' : ` (${why.code} ${JSON.stringify(why.params)})`
  return `orders could not be compared with ${venueUrl} within ${waitMs / 1_000} s${because}.`
}

function notKnown(clientOrderId: ClientOrderId): string {
  return `this profile knows no order ${clientOrderId}. \`tenor order list --all\` names those it knows.`
}

async function firstLine(input: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const part of input) {
    text += part.toString('utf8')
    if (text.includes('\n') || text.length > KEY_LENGTH_MAX) break
  }
  return text.split('\n')[0] ?? ''
}
