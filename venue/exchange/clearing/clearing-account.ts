// One account of the clearing: cash, the roots it is in, its statements. Owned by Clearing. An agents' account has
// positions and nothing else that counts: no cash of its own, no margin, no statements.
// Invariants: cash changes only when a day settles, by variation and fees; equity is cash, less fees since, plus what
// the positions have gained since at their marks.
import type { InstrumentId, IsoDate, PriceTicks } from '../../../shared/domain/brands.ts'
import type { Currency } from '../../../shared/domain/instrument.ts'
import { MARGIN_LABEL } from '../../../shared/domain/margin-parameters.ts'
import type { ClearedOutright, ClearedRoot } from './clearing-contract.ts'
import { CURRENCIES, inUsdDown, inUsdUp, type PerCurrency, type UsdCnyRate } from './currency-rate.ts'
import { FIRST_CLIENT_ACCOUNT, START_CASH, STATEMENT_DAYS } from './paper-terms.ts'
import { carryOver, netQty, positionImage, positionOf, variationAt, type PositionImage } from './position.ts'
import { RootAccount } from './root-account.ts'
import type { MarkRangeOf } from './root-bounds.ts'
import { statementRow, type Statement, type StatementCurrency, type StatementRow } from './statement.ts'

/** The price that a contract is marked at now. */
export type MarkOf = (contract: ClearedOutright) => PriceTicks

/** One root of an account: positions, then [instrument, bought, sold] of the working orders. */
export interface RootAccountImage {
  readonly root: string
  readonly positions: readonly (readonly [InstrumentId, PositionImage])[]
  readonly working: readonly (readonly [InstrumentId, buyQty: number, sellQty: number])[]
}

export interface ClearingAccountImage {
  readonly account: number
  readonly cash: Readonly<Record<Currency, string>>
  readonly roots: readonly RootAccountImage[]
  readonly statements: readonly Statement[]
}

/** What a day's end leaves in an account, per currency. */
export interface AccountDay {
  readonly account: ClearingAccount
  readonly date: IsoDate
  readonly openingCash: PerCurrency
  readonly rows: readonly StatementRow[]
}

export class ClearingAccount {
  readonly account: number
  readonly cash: Record<Currency, bigint>
  readonly roots = new Map<string, RootAccount>()
  /** Oldest first, at most STATEMENT_DAYS. */
  statements: Statement[] = []

  constructor(account: number) {
    this.account = account
    this.cash = this.isClient ? { ...START_CASH } : { USD: 0n, CNY: 0n }
  }

  get isClient(): boolean {
    return this.account >= FIRST_CLIENT_ACCOUNT
  }

  in(root: ClearedRoot): RootAccount {
    let rootAccount = this.roots.get(root.root)
    if (rootAccount === undefined) {
      rootAccount = new RootAccount(root)
      this.roots.set(root.root, rootAccount)
    }
    return rootAccount
  }

  /** Per currency, at the marks given. */
  equity(markOf: MarkOf): PerCurrency {
    const equity = { ...this.cash }
    for (const { root, positions } of this.roots.values()) {
      for (const [instrument, position] of positions) {
        const contract = root.outright(instrument)
        const { positionMinor, tradesMinor } = variationAt(
          position,
          markOf(contract),
          contract.instrument.tickValueMinor,
        )
        equity[root.currency] += positionMinor + tradesMinor - position.feesMinor
      }
    }
    return equity
  }

  /**
   * Whether the account can surely carry `needMinor` more in `currency`, by the bounds of its roots; false says
   * nothing. Reckoned in plain numbers, with more room than their rounding takes.
   */
  surelyCovers(needMinor: number, currency: Currency, rate: UsdCnyRate | undefined): boolean {
    let usd = Number(this.cash.USD)
    let cny = Number(this.cash.CNY)
    if (currency === 'USD') usd -= needMinor
    else cny -= needMinor
    for (const { root, bounds } of this.roots.values()) {
      const spareMinor = bounds.gainMinor - bounds.marginMinor
      if (root.currency === 'USD') usd += spareMinor
      else cny += spareMinor
    }
    if (rate === undefined) return currency === 'USD' ? isSurelyAbove(usd, usd) : isSurelyAbove(cny, cny)
    const cnyInUsd = (cny * rate.denominator) / rate.numerator
    return isSurelyAbove(usd + cnyInUsd, Math.abs(usd) + Math.abs(cnyInUsd))
  }

  tighten(markRangeOf: MarkRangeOf): void {
    for (const rootAccount of this.roots.values()) rootAccount.tighten(markRangeOf)
  }

  margin(): PerCurrency {
    const margin = { USD: 0n, CNY: 0n }
    for (const rootAccount of this.roots.values())
      margin[rootAccount.root.currency] += rootAccount.marginMinor()
    return margin
  }

  /**
   * Books the day at each contract's settlement, which is set already, and carries the positions over, or closes them
   * where `isFinal` says so. Margin afterwards is that of the new day.
   */
  settle(isFinal: (contract: ClearedOutright) => boolean): readonly StatementRow[] {
    const rows: StatementRow[] = []
    for (const rootAccount of this.roots.values()) {
      const { root, positions } = rootAccount
      for (const [instrument, position] of positions) {
        const contract = root.outright(instrument)
        const { settlement: price } = contract
        const variation = variationAt(position, price, contract.instrument.tickValueMinor)
        const ends = isFinal(contract)
        rows.push(
          statementRow(position, variation, { instrument, price, isFinal: ends, currency: root.currency }),
        )
        this.cash[root.currency] += variation.positionMinor + variation.tradesMinor - position.feesMinor
        if (ends || netQty(position) === 0) positions.delete(instrument)
        else positions.set(instrument, carryOver(position, price))
      }
      rootAccount.reckonAnew()
    }
    return rows
  }

  keep(statement: Statement): void {
    this.statements.push(statement)
    if (this.statements.length > STATEMENT_DAYS) this.statements = this.statements.slice(-STATEMENT_DAYS)
  }

  capture(): ClearingAccountImage {
    return {
      account: this.account,
      cash: { USD: String(this.cash.USD), CNY: String(this.cash.CNY) },
      roots: [...this.roots.values()].map(({ root, positions, working }) => ({
        root: root.root,
        positions: [...positions].map(([instrument, position]) => [instrument, positionImage(position)]),
        working: [...working].map(([instrument, { buyQty, sellQty }]) => [instrument, buyQty, sellQty]),
      })),
      statements: [...this.statements],
    }
  }

  static restore(image: ClearingAccountImage, rootOf: (root: string) => ClearedRoot): ClearingAccount {
    const account = new ClearingAccount(image.account)
    account.cash.USD = BigInt(image.cash.USD)
    account.cash.CNY = BigInt(image.cash.CNY)
    account.statements = [...image.statements]
    for (const { root, positions, working } of image.roots) {
      const rootAccount = account.in(rootOf(root))
      for (const [instrument, position] of positions) {
        const restored = positionOf(position)
        rootAccount.positions.set(instrument, restored)
        rootAccount.root.outright(instrument).openInterest += Math.max(netQty(restored), 0)
      }
      for (const [instrument, buyQty, sellQty] of working)
        rootAccount.working.set(instrument, { buyQty, sellQty })
    }
    return account
  }
}

/** `parts`: the size of what the sum was made of, which bounds how far rounding put it off. */
function isSurelyAbove(sumMinor: number, parts: number): boolean {
  return sumMinor > 4 + Math.abs(parts) * 1e-9
}

export interface StatementTerms {
  readonly marginVersion: string
  readonly rate: UsdCnyRate | undefined
}

/** The statement of a day that `settle` has just booked. */
export function statementOf(day: AccountDay, { marginVersion, rate }: StatementTerms): Statement {
  const { account, date, rows } = day
  const [cash, margin] = [account.cash, account.margin()]
  return {
    account: account.account,
    date,
    rows,
    currencies: CURRENCIES.map((currency) => currencyOf(day, currency, margin)),
    marginVersion,
    marginLabel: MARGIN_LABEL,
    total: rate === undefined ? null : totalOf({ cash, margin }, rate),
  }
}

function currencyOf(
  { account, openingCash, rows }: AccountDay,
  currency: Currency,
  margin: PerCurrency,
): StatementCurrency {
  let [daily, final, fees] = [0n, 0n, 0n]
  for (const row of rows) {
    if (row.currency !== currency) continue
    if (row.isFinal) final += BigInt(row.variationMinor)
    else daily += BigInt(row.variationMinor)
    fees += BigInt(row.feesMinor)
  }
  return {
    currency,
    openingCashMinor: String(openingCash[currency]),
    dailyVariationMinor: String(daily),
    finalSettlementMinor: String(final),
    feesMinor: String(fees),
    closingCashMinor: String(account.cash[currency]),
    marginMinor: String(margin[currency]),
    excessMinor: String(account.cash[currency] - margin[currency]),
  }
}

function totalOf(
  { cash, margin }: { readonly cash: PerCurrency; readonly margin: PerCurrency },
  rate: UsdCnyRate,
): Statement['total'] {
  const [cashMinor, marginMinor] = [inUsdDown(cash, rate), inUsdUp(margin, rate)]
  return {
    rate,
    cashMinor: String(cashMinor),
    marginMinor: String(marginMinor),
    excessMinor: String(cashMinor - marginMinor),
  }
}
