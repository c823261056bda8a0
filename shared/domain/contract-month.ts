// Names of monthly contracts: `H100F27` is root H100, January 2027. Used by the venue's listing and by whoever reads a
// symbol. Month codes are the futures industry's own (F January … Z December).
import { assert } from './assert.ts'
import type { InstrumentId } from './brands.ts'
import type { YearMonth } from './civil-day.ts'
import { instrumentId } from '../math/quantities.ts'

export const MONTH_CODES = 'FGHJKMNQUVXZ'

/** One monthly contract of a root; two-digit years are 2000 to 2099. */
export interface ContractMonth extends YearMonth {
  readonly root: string
}

const SYMBOL = /^([A-Z][A-Z0-9]{0,18}?)([FGHJKMNQUVXZ])(\d{2})$/

/** `{ root: 'H100', year: 2027, month: 1 }` → `H100F27`. */
export function contractSymbol(contract: ContractMonth): InstrumentId {
  const code = MONTH_CODES[contract.month - 1]
  assert(code !== undefined, `a month from 1 to 12, got ${contract.month}`)
  assert(contract.year >= 2000 && contract.year <= 2099, `a year from 2000 to 2099, got ${contract.year}`)
  return instrumentId(`${contract.root}${code}${String(contract.year % 100).padStart(2, '0')}`)
}

/** Reads `H100F27`; undefined when the text is no monthly contract's symbol. */
export function parseContractSymbol(text: string): ContractMonth | undefined {
  const [, root, code, year] = SYMBOL.exec(text) ?? []
  if (root === undefined || code === undefined || year === undefined) return undefined
  return { root, year: 2000 + Number(year), month: MONTH_CODES.indexOf(code) + 1 }
}
