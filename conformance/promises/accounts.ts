// Promises about money and positions, and about the numbering of everything an account was told in this run.
import type { OrderVenueMessage } from '../../shared/venue-wire/order-messages.ts'
import { expectThat, NotTested } from '../broken-promise.ts'
import type { ProtocolPromise } from '../protocol-promise.ts'

const account: ProtocolPromise = {
  name: 'accounts.account',
  section: 'account',
  says: '`account` shows cash, positions and margin after the newest report, each instrument and currency once.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    const answer = await trader.query({ type: 'requestAccount' }, 'account')
    expectThat(answer.lastSeq >= trader.loggedIn.lastSeq, {
      expected: `lastSeq from ${trader.loggedIn.lastSeq} on`,
      received: answer.lastSeq,
    })
    const currencies = answer.currencies.map(({ currency }) => currency)
    expectThat(currencies.length > 0 && new Set(currencies).size === currencies.length, {
      expected: 'each currency once',
      received: currencies,
    })
    for (const { equityMinor, marginMinor, excessMinor } of answer.currencies) {
      const excess = BigInt(equityMinor) - BigInt(marginMinor)
      expectThat(excess === BigInt(excessMinor), {
        expected: `excess ${excess}, equity less margin`,
        received: excessMinor,
      })
    }
    const instruments = answer.positions.map(({ instrument }) => String(instrument))
    expectThat(new Set(instruments).size === instruments.length, {
      expected: 'each position once',
      received: instruments,
    })
    const { definitions } = await stage.floor()
    const combinations = new Set(
      definitions.filter((one) => one.combination !== undefined).map((one) => String(one.instrument)),
    )
    const wrong = instruments.find((instrument) => combinations.has(instrument))
    expectThat(wrong === undefined, { expected: 'positions in outrights only', received: wrong })
  },
}

const position: ProtocolPromise = {
  name: 'accounts.position',
  section: 'account',
  says: 'A fill changes the position by its lots at once; a combination’s fill changes those of its legs.',
  needs: 'account',
  check: async (stage) => {
    const floor = await stage.floor()
    const trader = await stage.logIn()
    const held = async (): Promise<ReadonlyMap<string, number>> => {
      const { positions } = await trader.query({ type: 'requestAccount' }, 'account')
      return new Map(positions.map(({ instrument, netQty }) => [String(instrument), netQty]))
    }
    const before = await held()
    const expected = new Map<string, number>()
    const [spread] = floor.open({ combinations: true })
    for (const place of spread === undefined ? [floor.liquid()] : [floor.liquid(), spread]) {
      const { instrument } = place.definition
      const entered = trader.enter({ instrument, orderType: 'market', timeInForce: 'ioc' })
      await trader.outcome(entered)
      for (const { lastQty, side, legs } of trader.reportsOf(entered)) {
        const booked = legs ?? (lastQty === undefined ? [] : [{ instrument, side, lastQty }])
        for (const leg of booked) {
          const lots = leg.lastQty * (leg.side === 'buy' ? 1 : -1)
          expected.set(leg.instrument, (expected.get(leg.instrument) ?? 0) + lots)
        }
      }
    }
    if (expected.size === 0) throw new NotTested('nothing could be traded now')
    const after = await held()
    for (const [instrument, lots] of expected) {
      const moved = (after.get(instrument) ?? 0) - (before.get(instrument) ?? 0)
      expectThat(moved === lots, { expected: `${lots} lots more in ${instrument}`, received: moved })
    }
  },
}

const statement: ProtocolPromise = {
  name: 'accounts.statement',
  section: 'statement',
  says: 'The sums of a statement are the sums of its rows; a day without one is answered without `date`.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    const none = await trader.query({ type: 'requestStatement', date: '2001-01-02' }, 'statement')
    expectThat(none.date === undefined && none.rows.length === 0, {
      expected: 'no statement of 2001-01-02',
      received: none,
    })
    const newest = await trader.query({ type: 'requestStatement' }, 'statement')
    const inOrder = newest.dates.every((date, at) => at === 0 || date > (newest.dates[at - 1] ?? ''))
    expectThat(inOrder, { expected: 'dates oldest first', received: newest.dates })
    if (newest.date === undefined) throw new NotTested('the account has no statement yet')
    for (const row of newest.rows) {
      const variation = BigInt(row.positionMinor) + BigInt(row.tradesMinor)
      expectThat(variation === BigInt(row.variationMinor), {
        expected: `variation ${variation}: of the position and of the trades`,
        received: row,
      })
    }
    for (const cash of newest.currencies) expectSums(cash, newest.rows)
  },
}

type Statement = Extract<OrderVenueMessage, { type: 'statement' }>

function expectSums(cash: Statement['currencies'][number], rows: Statement['rows']): void {
  const sumOf = (field: 'variationMinor' | 'feesMinor'): bigint =>
    rows
      .filter(({ currency }) => currency === cash.currency)
      .reduce((sum, row) => sum + BigInt(row[field]), 0n)
  const variation = BigInt(cash.dailyVariationMinor) + BigInt(cash.finalSettlementMinor)
  const fees = BigInt(cash.feesMinor)
  expectThat(variation === sumOf('variationMinor') && fees === sumOf('feesMinor'), {
    expected: `variation ${sumOf('variationMinor')} and fees ${sumOf('feesMinor')}, the sums of the rows`,
    received: cash,
  })
  const closing = BigInt(cash.openingCashMinor) + variation - fees
  expectThat(closing === BigInt(cash.closingCashMinor), {
    expected: `closing ${closing}: opening, variation and final settlement less fees`,
    received: cash,
  })
}

const numbering: ProtocolPromise = {
  name: 'accounts.reports',
  section: 'Execution reports and resume',
  says: 'All reports of this run: numbered without gaps, each execId once, cumQty and leavesQty in step with the state.',
  needs: 'account',
  check: (stage) => {
    const { reports, violations } = stage.ledger
    expectThat(violations.length === 0, { expected: 'reports that hold together', received: violations[0] })
    if (reports === 0) throw new NotTested('no report came in this run')
    return Promise.resolve()
  },
}

export const accounts: readonly ProtocolPromise[] = [account, position, statement, numbering]
