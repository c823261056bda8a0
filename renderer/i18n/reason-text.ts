// Turns a reason code and its numbers into the sentence of the catalogue. The catalogue is complete by type: a code
// without a sentence, or a parameter without a way to show it, does not compile.
import type { Reason, ReasonCode, ReasonParams } from '../../shared/domain/reason.ts'
import { DEFAULT_OWNER, EXCHANGE_OWNER } from '../../shared/domain/risk-limit.ts'
import { decimalText, integerText } from './number-text.ts'
import { ageText } from './time-text.ts'
import { translate, translateReason } from './translate.ts'

type ParamName = { [C in ReasonCode]: keyof ReasonParams[C] }[ReasonCode]
type Show = (value: string | number) => string

const asIs: Show = (value) => (typeof value === 'number' ? integerText(value) : value)
const asLots: Show = (value) => translate('lots', { count: Number(value), text: integerText(Number(value)) })
const asMs: Show = (value) => ageText(Number(value) * 1000)
const asMoney: Show = (value) => decimalText(String(value))
/** The venue's own sentence stands inside ours, so its full stop would be one too many. */
const withoutStop: Show = (value) => String(value).replace(/\.$/, '')

const show: Readonly<Record<ParamName, Show>> = {
  orderQty: asLots,
  maxOrderQty: asLots,
  minQty: asLots,
  orderType: typeWord,
  timeInForce: timeInForceWord,
  sliceQty: asLots,
  filledQty: asLots,
  leftQty: asLots,
  slices: asIs,
  price: (value) => decimalText(String(value)),
  reference: (value) => decimalText(String(value)),
  entryPrice: (value) => decimalText(String(value)),
  stopPrice: (value) => decimalText(String(value)),
  targetPrice: (value) => decimalText(String(value)),
  collarPercent: asIs,
  instrument: asIs,
  wouldBe: asLots,
  limit: asIs,
  open: asIs,
  ageMs: asMs,
  lengthMs: asMs,
  limitMs: asMs,
  phase: phaseWord,
  clientOrderId: asIs,
  heldId: asIs,
  status: statusWord,
  why: withoutStop,
  code: asIs,
  text: withoutStop,
  afterMs: asMs,
  expected: asIs,
  received: asIs,
  changeId: asIs,
  bid: asIs,
  ask: asIs,
  cumQty: asLots,
  countedQty: asLots,
  what: whatWord,
  ours: asIs,
  venues: asIs,
  trade: asIs,
  qty: asLots,
  wasQty: asLots,
  wasPrice: (value) => decimalText(String(value)),
  levels: asIs,
  byMs: asMs,
  byUs: (value) => ageText(Number(value)),
  origin: fromWord,
  who: asIs,
  word: asIs,
  left: asLots,
  edge: (value) => decimalText(String(value)),
  low: (value) => decimalText(String(value)),
  high: (value) => decimalText(String(value)),
  orderValue: asMoney,
  maxValue: asMoney,
  loss: asMoney,
  maxLoss: asMoney,
  required: asMoney,
  maxMargin: asMoney,
  currency: asIs,
  root: asIs,
  permitted: (value) => (value === 'none' ? translate('limits.none') : String(value)),
  otherPrice: (value) => (value === 'market' ? translate('orderType.market') : decimalText(String(value))),
  agoMs: asMs,
  windowMs: asMs,
  burst: asIs,
  perSecond: asIs,
  limitName: limitWord,
  min: asIs,
  max: asIs,
  value: asIs,
  minLength: asIs,
  from: asIs,
  to: asIs,
  file: asIs,
  fault: (value) => wordOf(translate('document.fault', { returnObjects: true }), value),
  keptAs: asIs,
  usedInstead: (value) => wordOf(translate('document.used', { returnObjects: true }), value),
  other: asIs,
  zone: asIs,
  inARow: asIs,
  logFile: asIs,
}

/** One or two sentences: what happened, why, what to do; of a denial also whose rule it is. */
export function reasonText(reason: Reason): string {
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(reason.params as Readonly<Record<string, string | number>>)) {
    params[name] = isParamName(name) ? show[name](value) : String(value)
  }
  const text = translateReason(reason.code, params)
  return reason.owner === undefined
    ? text
    : translate('limits.denial', { text, owner: ownerText(reason.owner) })
}

/** A person as they are called; who is none in the words of the language. */
export function ownerText(owner: string): string {
  if (owner === DEFAULT_OWNER) return translate('limits.owners.default')
  return owner === EXCHANGE_OWNER ? translate('limits.owners.exchange') : owner
}

/** Why a book was fetched again, in a word or two. */
export function resyncReasonText({ code }: Pick<Reason, 'code'>): string {
  const words: Readonly<Record<string, string>> = translate('connections.resyncReason', {
    returnObjects: true,
  })
  return words[code] ?? code
}

function isParamName(name: string): name is ParamName {
  return Object.hasOwn(show, name)
}

/** What a throttle counts, or where the exchange’s word differs from ours. */
function whatWord(value: string | number): string {
  const words: Readonly<Record<string, string>> = translate('limits.counted', { returnObjects: true })
  return words[String(value)] ?? String(value)
}

function wordOf(words: Readonly<Record<string, string>>, value: string | number): string {
  return words[String(value)] ?? String(value)
}

/** Where a stop of trading came from. */
export function fromWord(value: string | number): string {
  return wordOf(translate('control.from', { returnObjects: true }), value)
}

function limitWord(value: string | number): string {
  const words: Readonly<Record<string, string>> = translate('limits.name', { returnObjects: true })
  return words[String(value)] ?? String(value)
}

function phaseWord(value: string | number): string {
  const words: Readonly<Record<string, string>> = translate('phase', { returnObjects: true })
  return (words[String(value)] ?? String(value)).toLowerCase()
}

function statusWord(value: string | number): string {
  const words: Readonly<Record<string, string>> = translate('status', { returnObjects: true })
  return words[String(value)] ?? String(value)
}

function typeWord(value: string | number): string {
  const words: Readonly<Record<string, string>> = translate('orderType', { returnObjects: true })
  return words[String(value)] ?? String(value)
}

function timeInForceWord(value: string | number): string {
  const words: Readonly<Record<string, string>> = translate('timeInForce', { returnObjects: true })
  return words[String(value)] ?? String(value)
}
