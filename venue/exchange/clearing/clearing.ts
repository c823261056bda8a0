// The clearing of the paper exchange: who holds what, what it cost, what it needs as margin, and what each day books.
// Owned by the exchange, which books every fill once per side and leg, says which lots work, asks before an order goes
// in, and settles each Business Day once. No clock and no randomness; marks come through a function it is given.
// Invariants: over all accounts, agents' included, positions and variation of a contract sum to zero when a day
// settles; accounts and contracts are walked in the order in which they came.
import { assert } from '../../../shared/domain/assert.ts'
import type { InstrumentId, IsoDate, PriceTicks } from '../../../shared/domain/brands.ts'
import { MARGIN_PARAMETERS, type MarginParameters } from '../../../shared/domain/margin-parameters.ts'
import type { Side } from '../../../shared/domain/order.ts'
import { money } from '../../../shared/math/money.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { combinationPrice } from '../settlement/daily-settlement.ts'
import { accountSummary, type AccountSummary } from './account-summary.ts'
import { ClearingAccount, statementOf, type ClearingAccountImage, type MarkOf } from './clearing-account.ts'
import { ClearedRoot, type ClearedInstrument, type ClearedOutright } from './clearing-contract.ts'
import { assertRate, inUsdDown, inUsdUp, type UsdCnyRate } from './currency-rate.ts'
import type { MarginRefusal, OrderRefusal } from './order-refusal.ts'
import { FIRST_CLIENT_ACCOUNT } from './paper-terms.ts'
import type { PositionFill } from './position.ts'
import type { RootAccount } from './root-account.ts'
import type { MarkRange, MarkRangeOf } from './root-bounds.ts'
import type { WorkingChange } from './root-lines.ts'
import type { Statement, StatementRow, StruckPrice } from './statement.ts'

export interface ClearingOptions {
  /** The price an outright stands at now; undefined: its newest settlement counts. */
  readonly markOf: (instrument: InstrumentId) => PriceTicks | undefined
  /**
   * The lowest and highest price that `markOf` can give until the next `settleDay`; undefined: not known. With it most
   * orders are let in by bounds, without adding the account up; the answers are the same.
   */
  readonly markRangeOf?: (instrument: InstrumentId) => MarkRange | undefined
  /** MARGIN_PARAMETERS unless stated. */
  readonly margin?: MarginParameters
}

export interface AccountFill extends PositionFill {
  readonly account: number
  /** An outright: the fill of a combination is booked leg by leg. */
  readonly instrument: InstrumentId
}

export interface AccountWorkingChange extends WorkingChange {
  readonly account: number
}

export interface OrderQuestion {
  readonly account: number
  /** An outright or a combination. */
  readonly instrument: InstrumentId
  readonly side: Side
  /** Lots that would work. */
  readonly qty: number
  /** The worst price it can fill at: its limit, or what the band gives a market order. */
  readonly price: PriceTicks
  /** Working lots of the same side that it takes the place of (a replace). */
  readonly insteadOfQty?: number
}

export interface DaySettlement {
  readonly date: IsoDate
  /** One price for every listed outright; other rows are not looked at. */
  readonly prices: readonly StruckPrice[]
}

/** An instrument with its newest settlement; null for a combination. */
type ContractImage = readonly [ClearedInstrument, settlement: number | null]

export interface ClearingImage {
  readonly settledDate: IsoDate
  readonly rate: UsdCnyRate | null
  readonly contracts: readonly ContractImage[]
  readonly accounts: readonly ClearingAccountImage[]
}

export class Clearing {
  private readonly margin: MarginParameters
  private readonly markOf: MarkOf
  private readonly markRangeOf: MarkRangeOf
  private readonly roots = new Map<string, ClearedRoot>()
  private readonly rootByInstrument = new Map<InstrumentId, ClearedRoot>()
  private readonly accounts = new Map<number, ClearingAccount>()
  private settledDate: IsoDate
  private rate: UsdCnyRate | undefined

  /** `settledDate` is the last Business Day that has settled; the prices given to `list` are of it. */
  constructor(settledDate: IsoDate, options: ClearingOptions) {
    const { markOf, markRangeOf, margin = MARGIN_PARAMETERS } = options
    this.settledDate = settledDate
    this.margin = margin
    this.markOf = (contract) => markOf(contract.instrument.instrumentId) ?? contract.settlement
    this.markRangeOf = (contract) => markRangeOf?.(contract.instrument.instrumentId)
  }

  /** Lists an outright at its prior settlement. */
  list(instrument: ClearedInstrument, settlement: PriceTicks): void {
    assert(instrument.combination === undefined, 'combinations are listed by listCombination')
    const root = this.rootOf(instrument)
    root.list(cleared(instrument), settlement, this.settledDate)
    root.setRates(this.margin)
    this.rootByInstrument.set(instrument.instrumentId, root)
    for (const account of this.accounts.values()) account.roots.get(root.root)?.reckonAnew()
  }

  /** Its legs are listed already, all in its own root. */
  listCombination(instrument: ClearedInstrument): void {
    assert(instrument.combination !== undefined, 'outrights are listed by list')
    const root = this.rootOf(instrument)
    root.listCombination(cleared(instrument))
    this.rootByInstrument.set(instrument.instrumentId, root)
  }

  /** Opens a client's account with its start cash. */
  openAccount(account: number): void {
    assert(account >= FIRST_CLIENT_ACCOUNT && !this.accounts.has(account), `${account} is a new client`)
    this.accounts.set(account, new ClearingAccount(account))
  }

  /** From here on margin is one total in USD. */
  setRate(rate: UsdCnyRate): void {
    assertRate(rate)
    this.rate = rate
  }

  /** One side of a trade in an outright; the other side is booked by a call of its own. */
  bookFill(fill: AccountFill): void {
    const { account, instrument, qty, feeMinor } = fill
    assert(Number.isSafeInteger(qty) && qty > 0, 'a fill of a lot or more')
    assert(Number.isSafeInteger(feeMinor), 'a fee in whole smallest units')
    this.accountOf(account).in(this.rootNamed(instrument)).fill(instrument, fill)
  }

  /** Takes back one side of a trade of the trading day that runs, as it was booked. */
  unbookFill(fill: AccountFill): void {
    this.accountOf(fill.account).in(this.rootNamed(fill.instrument)).unfill(fill.instrument, fill)
  }

  /** Lots of clients' orders that begin (+) or cease (−) to work: new, filled, changed, ended. Agents do not count. */
  changeWorking(change: AccountWorkingChange): void {
    if (change.account < FIRST_CLIENT_ACCOUNT) return
    this.accountOf(change.account).in(this.rootNamed(change.instrument)).changeWorking(change)
  }

  /**
   * undefined when the order may go in. An order that raises neither a lot count beyond its limit nor the margin is
   * never refused, so that a position can always be reduced. Agents are never refused.
   */
  checkOrder(question: OrderQuestion): OrderRefusal | undefined {
    if (question.account < FIRST_CLIENT_ACCOUNT) return undefined
    const account = this.accountOf(question.account)
    const rootAccount = account.in(this.rootNamed(question.instrument))
    if (this.isSurelyFine(account, rootAccount, question)) return undefined
    account.tighten(this.markRangeOf)
    if (this.isSurelyFine(account, rootAccount, question)) return undefined
    return this.refusalOf(account, rootAccount, question)
  }

  /** By the bounds alone: true only where `refusalOf` gives undefined. */
  private isSurelyFine(
    account: ClearingAccount,
    { root, bounds }: RootAccount,
    question: OrderQuestion,
  ): boolean {
    const { instrument, qty, insteadOfQty = 0 } = question
    const lots = Math.max(qty - insteadOfQty, 0) * root.legLots(instrument)
    if (bounds.lots + lots > root.leastLimit) return false
    const needMinor = lots * root.lotMinor + Number(this.lossByPrice(root, question))
    return account.surelyCovers(needMinor, root.currency, this.rate)
  }

  /** The exact answer. */
  private refusalOf(
    account: ClearingAccount,
    rootAccount: RootAccount,
    question: OrderQuestion,
  ): OrderRefusal | undefined {
    const { instrument, side, qty, insteadOfQty = 0 } = question
    const order = { instrument, side, qty: qty - insteadOfQty }
    return rootAccount.limitBeyond(order) ?? this.marginBeyond(account, rootAccount, { question, order })
  }

  /** Lots held long over all accounts; a combination has none of its own. */
  openInterest(instrument: InstrumentId): number {
    return this.rootByInstrument.get(instrument)?.outrights.get(instrument)?.openInterest ?? 0
  }

  /** How the account stands now, at the marks. */
  summary(account: number): AccountSummary {
    return accountSummary(this.accountOf(account), { markOf: this.markOf, rate: this.rate })
  }

  /** Oldest first, of the last 400 trading days. */
  statements(account: number): readonly Statement[] {
    return this.accounts.get(account)?.statements ?? []
  }

  /**
   * Ends a trading day: variation and fees are booked to cash, contracts with a final price close and leave the list
   * with their combinations, every client gets a statement. Day orders and all orders of what ends have ended before.
   */
  settleDay({ date, prices }: DaySettlement): void {
    assert(date > this.settledDate, `${date} settles once, after ${this.settledDate}`)
    this.settledDate = date
    const finals = this.strike(prices)
    const days = [...this.accounts.values()].map((account) => ({
      account,
      date,
      openingCash: { ...account.cash },
      rows: account.settle((contract) => finals.has(contract.instrument.instrumentId)),
    }))
    assertZeroSums(days.flatMap((day) => day.rows))
    for (const instrument of finals) this.unlist(instrument)
    for (const root of this.roots.values()) {
      root.startDay(date)
      root.setRates(this.margin)
    }
    const terms = { marginVersion: this.margin.version, rate: this.rate }
    for (const day of days) {
      if (day.account.isClient) day.account.keep(statementOf(day, terms))
    }
  }

  capture(): ClearingImage {
    return {
      settledDate: this.settledDate,
      rate: this.rate ?? null,
      contracts: [...this.roots.values()].flatMap(rootImage),
      accounts: [...this.accounts.values()].map((account) => account.capture()),
    }
  }

  static restore(image: ClearingImage, options: ClearingOptions): Clearing {
    const clearing = new Clearing(image.settledDate, options)
    clearing.rate = image.rate ?? undefined
    for (const [instrument, settlement] of image.contracts) {
      if (settlement === null) clearing.listCombination(instrument)
      else clearing.list(instrument, priceTicks(settlement))
    }
    for (const account of image.accounts) {
      clearing.accounts.set(
        account.account,
        ClearingAccount.restore(account, (root) => clearing.knownRoot(root)),
      )
    }
    return clearing
  }

  private marginBeyond(
    account: ClearingAccount,
    rootAccount: RootAccount,
    { question, order }: { readonly question: OrderQuestion; readonly order: WorkingChange },
  ): MarginRefusal | undefined {
    const [before, after] = [rootAccount.marginMinor(), rootAccount.marginWith(order)]
    if (after <= before) return undefined
    const { currency } = rootAccount.root
    const [equity, margin] = [account.equity(this.markOf), { ...account.margin() }]
    margin[currency] += after - before + this.lossByPrice(rootAccount.root, question)
    const { rate } = this
    const [required, owned] =
      rate === undefined
        ? [money(currency, margin[currency]), money(currency, equity[currency])]
        : [money('USD', inUsdUp(margin, rate)), money('USD', inUsdDown(equity, rate))]
    if (required.minor <= owned.minor) return undefined
    return { kind: 'insufficientMargin', required, equity: owned }
  }

  /** What the order loses at once when it fills at its own price. */
  private lossByPrice(root: ClearedRoot, { instrument, side, qty, price }: OrderQuestion): bigint {
    const combination = root.combinations.get(instrument)
    const mark =
      combination === undefined ? this.markOf(root.outright(instrument)) : this.markOfLegs(root, combination)
    const { tickValueMinor } = combination ?? root.outright(instrument).instrument
    const ticks = side === 'buy' ? price - mark : mark - price
    return ticks <= 0 ? 0n : BigInt(ticks) * BigInt(qty) * BigInt(tickValueMinor)
  }

  private markOfLegs(root: ClearedRoot, { combination }: ClearedInstrument): PriceTicks {
    assert(combination !== undefined, 'a combination has legs')
    return combinationPrice(combination, (leg) => this.markOf(root.outright(leg)))
  }

  /** Sets every outright's settlement; answers with those that end. */
  private strike(prices: readonly StruckPrice[]): ReadonlySet<InstrumentId> {
    const struck = new Map(prices.map((row) => [row.instrument, row]))
    const finals = new Set<InstrumentId>()
    for (const root of this.roots.values()) {
      for (const [instrument, contract] of root.outrights) {
        const row = struck.get(instrument)
        assert(row !== undefined, `${instrument} has a settlement price`)
        contract.settlement = row.price
        if (row.isFinal) finals.add(instrument)
      }
    }
    return finals
  }

  private unlist(instrument: InstrumentId): void {
    const root = this.rootNamed(instrument)
    root.unlist(instrument)
    for (const [id, of] of this.rootByInstrument) {
      if (of === root && !root.lists(id)) this.rootByInstrument.delete(id)
    }
    for (const { account, roots } of this.accounts.values()) {
      for (const id of roots.get(root.root)?.working.keys() ?? [])
        assert(this.rootByInstrument.has(id), `account ${account} has no orders in ${id}, which has ended`)
    }
  }

  private accountOf(account: number): ClearingAccount {
    let known = this.accounts.get(account)
    if (known === undefined && account < FIRST_CLIENT_ACCOUNT) {
      known = new ClearingAccount(account)
      this.accounts.set(account, known)
    }
    assert(known !== undefined, 'an account that is named is open')
    return known
  }

  private rootOf({ root, currency }: ClearedInstrument): ClearedRoot {
    let known = this.roots.get(root)
    if (known === undefined) {
      known = new ClearedRoot(root, currency)
      this.roots.set(root, known)
    }
    assert(known.currency === currency, `${root} has one currency`)
    return known
  }

  private rootNamed(instrument: InstrumentId): ClearedRoot {
    const root = this.rootByInstrument.get(instrument)
    assert(root !== undefined, 'an instrument that is named is listed')
    return root
  }

  private knownRoot(name: string): ClearedRoot {
    const root = this.roots.get(name)
    assert(root !== undefined, `root ${name} is listed`)
    return root
  }
}

/** Only what clearing reads, so that a snapshot holds no more. */
function cleared(instrument: ClearedInstrument): ClearedInstrument {
  const { instrumentId, root, currency, tickValueMinor, deliveryStart, combination } = instrument
  const terms = { instrumentId, root, currency, tickValueMinor, deliveryStart }
  return combination === undefined ? terms : { ...terms, combination }
}

function rootImage(root: ClearedRoot): readonly ContractImage[] {
  const outrights = [...root.outrights.values()].map(
    ({ instrument, settlement }: ClearedOutright): ContractImage => [instrument, settlement],
  )
  return [...outrights, ...[...root.combinations.values()].map((of): ContractImage => [of, null])]
}

/** Every lot bought was sold by someone at the same price. */
function assertZeroSums(rows: readonly StatementRow[]): void {
  const sums = new Map<InstrumentId, { qty: number; minor: bigint }>()
  for (const { instrument, startQty, boughtQty, soldQty, variationMinor } of rows) {
    const sum = sums.get(instrument) ?? { qty: 0, minor: 0n }
    sum.qty += startQty + boughtQty - soldQty
    sum.minor += BigInt(variationMinor)
    sums.set(instrument, sum)
  }
  for (const [instrument, { qty, minor }] of sums)
    assert(
      qty === 0 && minor === 0n,
      `${instrument}: positions sum to ${qty} lots and ${String(minor)}, not to zero`,
    )
}
