import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { said, type AlertSaid } from '../../shared/domain/alert.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import type { RaisedAlert } from './alert-book.ts'
import { Coalescer, LINES_MAX, TOGETHER_US, type AlertGroup } from './coalesce.ts'

function partFill(atMs: number, qty = 1, instrument = 'H100F27'): RaisedAlert {
  const sentence = said('partlyFilled', { side: 'buy', qty, left: 9, instrument, price: '2.20' })
  return alert(atMs, { topic: 'fill', said: sentence, isOrderFate: true })
}

function alert(atMs: number, more: Partial<RaisedAlert> & { readonly said: AlertSaid }): RaisedAlert {
  return { topic: 'price', isOrderFate: false, sound: 'rise', timeUs: timeUs(atMs * 1_000), ...more }
}

function price(atMs: number, ruleId: string): RaisedAlert {
  const sentence = said('priceAbove', { instrument: 'H100F27', basis: 'last', price: '2.2', level: '2.2' })
  return alert(atMs, { ruleId, said: sentence })
}

/** Groups told by the end of each tenth of a second. */
function told(alerts: readonly RaisedAlert[]): readonly AlertGroup[] {
  const coalescer = new Coalescer()
  return alerts
    .flatMap((one) => {
      const before = coalescer.due(one.timeUs)
      coalescer.add(one)
      return before
    })
    .concat(coalescer.due(timeUs(Number.MAX_SAFE_INTEGER)))
}

const countOf = ({ lines }: AlertGroup) => lines.reduce((sum, { count }) => sum + count, 0)

describe('what happens within a tenth of a second', () => {
  it('is one notification and one line with a count: five partial fills', () => {
    const [group, ...others] = told([0, 10, 30, 60, 99].map((atMs) => partFill(atMs, 2)))
    expect(others).toEqual([])
    expect(group?.lines).toMatchObject([{ count: 5, said: { params: { qty: 10, left: 9 } } }])
  })

  it('ends with the fill that is the last, as one', () => {
    const last = said('filled', { side: 'buy', qty: 1, instrument: 'H100F27', price: '2.21' })
    const groups = told([partFill(0, 4), alert(50, { topic: 'fill', isOrderFate: true, said: last })])
    expect(groups.map(({ lines }) => lines)).toMatchObject([
      [{ count: 2, said: { code: 'filled', params: { qty: 5 } } }],
    ])
  })

  it('is two when it lasts longer', () => {
    expect(told([partFill(0), partFill(99), partFill(100)]).map(countOf)).toEqual([2, 1])
  })

  it('is one notification with a line for each contract, side and rule', () => {
    const [group] = told([partFill(0), partFill(1, 1, 'H100G27'), partFill(2)])
    expect(group?.lines.map(({ count }) => count)).toEqual([1, 2])
    const [prices] = told([price(0, 'a'), price(1, 'b'), price(2, 'a')])
    expect(prices?.lines.map(({ ruleId, count }) => [ruleId, count])).toEqual([
      ['b', 1],
      ['a', 2],
    ])
  })

  it('is apart for each topic, and for each fate of an order', () => {
    expect(told([partFill(0), price(1, 'a')]).map(({ topic }) => topic)).toEqual(['fill', 'price'])
    const fate = (code: 'denied' | 'unknown') =>
      alert(0, {
        ...{ topic: 'order', isOrderFate: true },
        said: said(code, { side: 'buy', qty: 1, instrument: 'H100F27' }),
      })
    expect(told([fate('denied'), fate('unknown'), fate('denied')]).map(countOf)).toEqual([2, 1])
  })

  it('is told at once where it is of too many things', () => {
    const coalescer = new Coalescer()
    for (let nth = 0; nth < LINES_MAX; nth += 1) coalescer.add(partFill(0, 1, `X${nth}`))
    expect(coalescer.due(timeUs(0)).map(countOf)).toEqual([LINES_MAX])
  })
})

describe('whatever happens', () => {
  it('counts each alert once, and holds none longer than its time', () => {
    const event = fc.record({
      atMs: fc.integer({ min: 0, max: 900 }),
      instrument: fc.constantFrom('H100F27', 'H100G27', 'TOKF27'),
      ruleId: fc.constantFrom(undefined, 'a', 'b'),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), (events) => {
        const sorted = events.toSorted((a, b) => a.atMs - b.atMs)
        const alerts = sorted.map(({ atMs, instrument, ruleId }) =>
          ruleId === undefined ? partFill(atMs, 1, instrument) : price(atMs, ruleId),
        )
        const groups = told(alerts)
        expect(groups.reduce((sum, group) => sum + countOf(group), 0)).toBe(events.length)
        for (const { lines } of groups) {
          const times = lines.map(({ timeUs: at }) => at)
          expect(Math.max(...times) - Math.min(...times)).toBeLessThan(TOGETHER_US)
        }
      }),
    )
  })
})
