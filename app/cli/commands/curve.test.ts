// `tenor curve` as a person calls it: a file in, an object of JSON out.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { curve } from './curve.ts'

let folder: string
let printed: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenor-curve-cli-'))
  printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

async function asked(question: unknown): Promise<{ readonly code: number; readonly answer: unknown }> {
  const file = join(folder, 'question.json')
  writeFileSync(file, typeof question === 'string' ? question : JSON.stringify(question))
  printed = ''
  const code = await curve(file)
  return { code, answer: JSON.parse(printed) }
}

const jan = { name: 'Jan', start: '2027-01-01', end: '2027-01-31', price: 3 }
const feb = { name: 'Feb', start: '2027-02-01', end: '2027-02-28', price: 3.1 }
const mar = { name: 'Mar', start: '2027-03-01', end: '2027-03-31', price: 3.2 }
const q1 = { name: 'Q1', start: '2027-01-01', end: '2027-03-31', price: 3.15 }

describe('tenor curve', () => {
  it('gives the published gas curve', async () => {
    const { code, answer } = await asked({
      method: 'maximum-smoothness',
      weights: 'calendarDays',
      tension: 0,
      startSlope: null,
      endSlope: null,
      shape: { multiplicativeWeekday: [0.95, 0.99, 1.05, 1.01, 0.98, 0.92, 0.91] },
      contracts: [
        { name: 'Jul-19', start: '2019-07-01', end: '2019-07-31', price: 77.98 },
        { name: 'Aug-19', start: '2019-08-01', end: '2019-08-31', price: 76.01 },
        { name: 'Sep-19', start: '2019-09-01', end: '2019-09-30', price: 78.74 },
        { name: 'Q4-19', start: '2019-10-01', end: '2019-12-31', price: 85.58 },
        { name: 'Q1-20', start: '2020-01-01', end: '2020-03-31', price: 87.01 },
      ],
    })
    expect(code).toBe(0)
    const { daily, months, repriced, warnings } = answer as Record<string, { price: number; error: number }[]>
    expect(daily).toHaveLength(275)
    expect(daily?.[0]).toEqual({ date: '2019-07-01', price: expect.closeTo(77.68539, 5) })
    expect(daily?.[1]?.price).toBeCloseTo(80.83184, 5)
    expect(daily?.at(-1)).toHaveProperty('date', '2020-03-31')
    expect(months).toHaveLength(9)
    expect(months?.[0]).toEqual({ month: '2019-07', price: expect.closeTo(77.98, 10) })
    for (const { error } of repriced ?? []) expect(Math.abs(error)).toBeLessThan(1e-10)
    expect(warnings).toEqual([])
  })

  it('bootstraps, and has no price where nothing is said', async () => {
    const { code, answer } = await asked({
      method: 'bootstrap',
      contracts: [
        { ...jan, price: 19.05 },
        { ...q1, price: 17.22 },
        { name: 'May', start: '2027-05-01', end: '2027-05-31', price: 16 },
      ],
    })
    expect(code).toBe(0)
    expect(answer).toMatchObject({
      method: 'bootstrap',
      months: [
        { month: '2027-01', price: expect.closeTo(19.05, 10) },
        { month: '2027-02' },
        { month: '2027-03' },
        { month: '2027-04', price: null },
        { month: '2027-05', price: 16 },
      ],
      roughness: null,
      warnings: ['No contract covers 2027-04-01 to 2027-04-30: there is no price.'],
    })
  })

  it('weighs by Business Days, by listed holidays and by days of one’s own', async () => {
    const prices = async (more: object): Promise<number> => {
      const { answer } = await asked({ contracts: [jan, feb], ...more })
      return (answer as { daily: { price: number }[] }).daily[0]?.price ?? NaN
    }
    const byCalendar = await prices({})
    const byWeekdays = await prices({ weights: 'businessDays', holidays: [] })
    const withoutNewYear = await prices({ weights: 'businessDays', holidays: ['2027-01-01'] })
    const byExchange = await prices({ weights: 'businessDays', holidays: 'exchange' })
    const listed = await prices({
      weights: 'businessDays',
      holidays: ['2027-01-01', '2027-01-18', '2027-02-15'],
    })
    expect(new Set([byCalendar, byWeekdays, withoutNewYear, byExchange]).size).toBe(4)
    expect(byExchange).toBe(listed)
    const own = await asked({ contracts: [jan, feb], weights: { '2027-01-04': 1, '2027-02-01': 2 } })
    expect(own.answer).toMatchObject({
      repriced: [{ price: expect.closeTo(3, 12) }, { price: expect.closeTo(3.1, 12) }],
    })
  })

  it('takes the realised days out of a contract that has begun, and says so where nothing is known of them', async () => {
    const begun = { ...jan, realised: { average: 3.4, through: '2027-01-15' } }
    const { answer } = await asked({ asOf: '2027-01-16', contracts: [begun, feb] })
    const { daily, repriced, warnings } = answer as {
      daily: { date: string; price: number }[]
      repriced: unknown
      warnings: string[]
    }
    expect(daily[0]?.date).toBe('2027-01-16')
    expect(repriced).toMatchObject([{ name: 'Jan', input: 3, price: expect.closeTo(3, 10) }, { name: 'Feb' }])
    // 15 of 31 days at 3.40 leave 16 at 2.625.
    const rest = daily.slice(0, 16)
    expect(rest.reduce((sum, { price }) => sum + price, 0) / 16).toBeCloseTo(2.625, 10)
    expect(warnings).toEqual([])
    const unsaid = await asked({ asOf: '2027-01-16', contracts: [jan, feb] })
    expect(unsaid.answer).toHaveProperty('warnings', [expect.stringContaining('Jan has begun by 2027-01-16')])
  })

  it.each<[string, unknown, string, readonly string[]]>([
    [
      'contracts that contradict each other',
      { contracts: [jan, feb, mar, q1] },
      'contradiction',
      ['Q1', 'Jan', 'Feb', 'Mar'],
    ],
    ['no JSON', '{"contracts":', 'badInput', []],
    ['something else', '[]', 'badInput', []],
    ['a word that is not known', { contracts: [jan], tenson: 1 }, 'badInput', []],
    ['a method that is not known', { contracts: [jan], method: 'cubic' }, 'badInput', []],
    ['no contracts', { contracts: [] }, 'noContracts', []],
    ['two contracts of a name', { contracts: [jan, { ...feb, name: 'Jan' }] }, 'badInput', ['Jan']],
    ['a day that the calendar has not', { contracts: [{ ...feb, end: '2027-02-30' }] }, 'badDate', ['Feb']],
    [
      'a contract that ends before it starts',
      { contracts: [{ ...jan, end: '2026-12-31' }] },
      'badPeriod',
      ['Jan'],
    ],
    ['a price that is text', { contracts: [jan, { ...feb, price: '3.1' }] }, 'badPrice', ['Feb']],
    [
      'a price that JSON cannot hold',
      '{"contracts":[{"name":"Jan","start":"2027-01-01","end":"2027-01-31","price":1e999}]}',
      'badPrice',
      ['Jan'],
    ],
    ['an expired month', { asOf: '2027-02-01', contracts: [jan, feb] }, 'expired', ['Jan']],
    [
      'a month without a Business Day',
      { contracts: [jan, feb], weights: { '2027-02-01': 1 } },
      'noWeight',
      ['Jan'],
    ],
    [
      'holidays of a year that is not known',
      { contracts: [{ ...jan, start: '2019-01-01' }], weights: 'businessDays', holidays: 'exchange' },
      'badDate',
      [],
    ],
  ])('refuses %s with an object that says why, and ends with 2', async (_, question, kind, contracts) => {
    const { code, answer } = await asked(question)
    expect(code).toBe(2)
    expect(answer).toEqual({ error: { kind, message: expect.stringMatching(/^.+\.$/), contracts } })
  })

  it('refuses a file that is not there', async () => {
    expect(await curve(join(folder, 'none.json'))).toBe(2)
    expect(JSON.parse(printed)).toMatchObject({ error: { kind: 'badInput' } })
  })
})
