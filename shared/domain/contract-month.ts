// Names of what is listed: `H100F27` is root H100, January 2027; `H100F27-H100G27` a calendar spread,
// `H100F27-2H100G27+H100H27` a butterfly, `H100Q127` a quarter strip, `H100CAL27` a year strip. Used by the venue's
// listing and by whoever reads a symbol. Month codes are the futures industry's own (F January … Z December).
import { assert } from './assert.ts'
import type { InstrumentId } from './brands.ts'
import type { YearMonth } from './civil-day.ts'
import { instrumentId } from '../math/quantities.ts'

export const MONTH_CODES = 'FGHJKMNQUVXZ'

/** One monthly contract of a root; two-digit years are 2000 to 2099. */
export interface ContractMonth extends YearMonth {
  readonly root: string
}

/** Three months from January, April, July or October (quarter 1 to 4) of a year; without a quarter all twelve. */
export interface StripPeriod {
  readonly root: string
  readonly year: number
  readonly quarter?: number
}

/** What a symbol stands for; a spread is its first month less its second, a butterfly first − 2 × second + third. */
export type SymbolMeaning =
  | { readonly kind: 'outright'; readonly months: readonly [ContractMonth] }
  | { readonly kind: 'calendarSpread'; readonly months: readonly [ContractMonth, ContractMonth] }
  | { readonly kind: 'butterfly'; readonly months: readonly [ContractMonth, ContractMonth, ContractMonth] }
  | { readonly kind: 'strip'; readonly months: readonly ContractMonth[]; readonly period: StripPeriod }

const ROOT = '[A-Z][A-Z0-9]{0,18}?'
const SYMBOL = new RegExp(`^(${ROOT})([${MONTH_CODES}])(\\d{2})$`)
const QUARTER = new RegExp(`^(${ROOT})Q([1-4])(\\d{2})$`)
const YEAR = new RegExp(`^(${ROOT})CAL(\\d{2})$`)
const BUTTERFLY = /^([^-+]+)-2([^-+]+)\+([^-+]+)$/

/** `{ root: 'H100', year: 2027, month: 1 }` → `H100F27`. */
export function contractSymbol(contract: ContractMonth): InstrumentId {
  const code = MONTH_CODES[contract.month - 1]
  assert(code !== undefined, `a month from 1 to 12, got ${contract.month}`)
  return instrumentId(`${contract.root}${code}${twoDigitYear(contract.year)}`)
}

/** Reads `H100F27`; undefined when the text is no monthly contract's symbol. */
export function parseContractSymbol(text: string): ContractMonth | undefined {
  const [, root, code, year] = SYMBOL.exec(text) ?? []
  if (root === undefined || code === undefined || year === undefined) return undefined
  return { root, year: 2000 + Number(year), month: MONTH_CODES.indexOf(code) + 1 }
}

/** `H100F27-H100G27`: bought, it buys the first month and sells the second. */
export function spreadSymbol(months: readonly [ContractMonth, ContractMonth]): InstrumentId {
  return instrumentId(`${contractSymbol(months[0])}-${contractSymbol(months[1])}`)
}

/** `H100F27-2H100G27+H100H27`: bought, it buys the outer months and sells the middle one twice. */
export function butterflySymbol(
  months: readonly [ContractMonth, ContractMonth, ContractMonth],
): InstrumentId {
  const [near, middle, far] = months
  return instrumentId(`${contractSymbol(near)}-2${contractSymbol(middle)}+${contractSymbol(far)}`)
}

/** `H100Q127` for a quarter, `H100CAL27` for a year. */
export function stripSymbol({ root, year, quarter }: StripPeriod): InstrumentId {
  assert(quarter === undefined || isQuarter(quarter), `a quarter from 1 to 4, got ${String(quarter)}`)
  return instrumentId(`${root}${quarter === undefined ? 'CAL' : `Q${quarter}`}${twoDigitYear(year)}`)
}

/** The months of a strip, in order. */
export function stripMonths({ root, year, quarter }: StripPeriod): readonly ContractMonth[] {
  const [first, count] = quarter === undefined ? [1, 12] : [quarter * 3 - 2, 3]
  return Array.from({ length: count }, (_, place) => ({ root, year, month: first + place }))
}

/** Reads any symbol above; undefined when the text is none. The legs of a combination have one root and rise. */
export function parseSymbol(text: string): SymbolMeaning | undefined {
  const single = parseContractSymbol(text)
  if (single !== undefined) return { kind: 'outright', months: [single] }
  return parseStrip(text) ?? parseButterfly(text) ?? parseSpread(text)
}

function parseStrip(text: string): SymbolMeaning | undefined {
  const [, quarterRoot, quarter, quarterYear] = QUARTER.exec(text) ?? []
  if (quarterRoot !== undefined && quarter !== undefined && quarterYear !== undefined) {
    const period = { root: quarterRoot, year: 2000 + Number(quarterYear), quarter: Number(quarter) }
    return { kind: 'strip', months: stripMonths(period), period }
  }
  const [, root, year] = YEAR.exec(text) ?? []
  if (root === undefined || year === undefined) return undefined
  const period = { root, year: 2000 + Number(year) }
  return { kind: 'strip', months: stripMonths(period), period }
}

function parseButterfly(text: string): SymbolMeaning | undefined {
  const [, nearText, middleText, farText] = BUTTERFLY.exec(text) ?? []
  const [near, middle, far] = [nearText, middleText, farText].map((leg) => parseContractSymbol(leg ?? ''))
  if (near === undefined || middle === undefined || far === undefined) return undefined
  if (!rises(near, middle) || !rises(middle, far)) return undefined
  return { kind: 'butterfly', months: [near, middle, far] }
}

function parseSpread(text: string): SymbolMeaning | undefined {
  const legs = text.split('-')
  const [near, far] = legs.map(parseContractSymbol)
  if (legs.length !== 2 || near === undefined || far === undefined || !rises(near, far)) return undefined
  return { kind: 'calendarSpread', months: [near, far] }
}

function rises(near: ContractMonth, far: ContractMonth): boolean {
  return near.root === far.root && near.year * 12 + near.month < far.year * 12 + far.month
}

function isQuarter(quarter: number): boolean {
  return Number.isInteger(quarter) && quarter >= 1 && quarter <= 4
}

function twoDigitYear(year: number): string {
  assert(year >= 2000 && year <= 2099, `a year from 2000 to 2099, got ${year}`)
  return String(year % 100).padStart(2, '0')
}
