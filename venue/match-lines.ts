// Reads the input of `tenor match`: one command a line, `new,<id>,<B|S>,<priceTicks>,<qty>[,<tif>]`, `cancel,<id>` or
// `replace,<id>,<priceTicks>,<qty>`; blank lines and lines that start with # say nothing. Called by venue/match.ts.
// The whole text is read before anything happens, so that a malformed line leaves nothing half done.

import { err, ok, type Result } from '../shared/domain/result.ts'
import { int32Max, int32Min, type NewOrder, type ReplaceOrder } from './matching/matching-commands.ts'

/** A new order, a replace, or the reference of an order to cancel. */
export type MatchRequest = NewOrder | ReplaceOrder | number

export interface MatchInput {
  readonly requests: readonly MatchRequest[]
  /** The id of each reference; references start at 1. */
  readonly ids: readonly string[]
}

const ID_LENGTH_MAX = 64
const FORMS = {
  new: 'new,<id>,<B|S>,<priceTicks>,<qty>[,<tif>]',
  cancel: 'cancel,<id>',
  replace: 'replace,<id>,<priceTicks>,<qty>',
} as const
const SIDES: ReadonlyMap<string, NewOrder['side']> = new Map([
  ['B', 'buy'],
  ['S', 'sell'],
])
const TIMES_IN_FORCE: ReadonlyMap<string, NewOrder['timeInForce']> = new Map([
  ['GTC', 'gtc'],
  ['DAY', 'day'],
  ['IOC', 'ioc'],
  ['FOK', 'fok'],
])

/** The requests of a text; or a sentence about its first malformed line: its number, what is wrong, what is expected. */
export function parseMatchLines(text: string): Result<MatchInput, string> {
  const references = new References()
  const requests: MatchRequest[] = []
  let lineNumber = 0
  for (let from = text.startsWith('\uFEFF') ? 1 : 0; from < text.length;) {
    const end = text.indexOf('\n', from)
    const line = text.slice(from, end === -1 ? text.length : end).trim()
    from = end === -1 ? text.length : end + 1
    lineNumber++
    if (line === '' || line.startsWith('#')) continue
    const request = parseLine(line, references)
    if (typeof request === 'string') return err(`line ${lineNumber}: ${request}`)
    requests.push(request)
  }
  return ok({ requests, ids: references.ids })
}

/** One reference per id, whether its order lives or not. */
class References {
  readonly ids: string[] = ['']
  private readonly refs = new Map<string, number>()

  of(id: string): number {
    const known = this.refs.get(id)
    if (known !== undefined) return known
    const ref = this.ids.length
    this.ids.push(id)
    this.refs.set(id, ref)
    return ref
  }
}

/** The request of a line, or what is wrong with it. */
function parseLine(line: string, references: References): MatchRequest | string {
  const fields = line.split(',').map((field) => field.trim())
  const [kind = '', id = ''] = fields
  if (kind !== 'new' && kind !== 'cancel' && kind !== 'replace') {
    return `${quoted(kind)} is no command; expected ${FORMS.new}, ${FORMS.cancel} or ${FORMS.replace}.`
  }
  const form = FORMS[kind]
  const problem = (what: string): string => `${what}; expected ${form}.`
  const [min, max] = { new: [5, 6], cancel: [2, 2], replace: [4, 4] }[kind] as [number, number]
  if (fields.length < min || fields.length > max) return problem(`${fields.length} fields`)
  if (id === '' || id.length > ID_LENGTH_MAX)
    return problem(`the id must have 1 to ${ID_LENGTH_MAX} characters`)
  if (kind === 'cancel') return references.of(id)
  const [priceText = '', qtyText = ''] = kind === 'new' ? fields.slice(3) : fields.slice(2)
  const limitPrice = wholeNumber(priceText)
  if (limitPrice === undefined || limitPrice < int32Min || limitPrice > int32Max)
    return problem(`${quoted(priceText)} is no price, a whole number from ${int32Min} to ${int32Max}`)
  const orderQty = wholeNumber(qtyText)
  if (orderQty === undefined || orderQty < 1 || orderQty > int32Max)
    return problem(`${quoted(qtyText)} is no quantity, a whole number from 1 to ${int32Max}`)
  if (kind === 'replace') return { orderRef: references.of(id), limitPrice, orderQty }
  const [sideText = '', tifText = 'GTC'] = [fields[2], fields[5]]
  const side = SIDES.get(sideText)
  if (side === undefined) return problem(`${quoted(sideText)} is no side, B or S`)
  const timeInForce = TIMES_IN_FORCE.get(tifText.toUpperCase())
  if (timeInForce === undefined)
    return problem(`${quoted(tifText)} is no time in force, ${[...TIMES_IN_FORCE.keys()].join(', ')}`)
  return {
    orderRef: references.of(id),
    account: 0,
    side,
    orderType: 'limit',
    timeInForce,
    limitPrice,
    orderQty,
  }
}

function wholeNumber(text: string): number | undefined {
  return /^-?\d{1,10}$/.test(text) ? Number(text) : undefined
}

/** Short enough for one line of a terminal, and without control characters. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}
