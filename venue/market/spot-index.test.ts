import { calcPrice } from '@pydantic/genai-prices'
import { describe, expect, test } from 'vitest'
import { dateOfDayNumber, dayNumber } from '../../shared/domain/civil-day.ts'
import { isoDate } from '../../shared/math/quantities.ts'
import { FairCurve } from './fair-curve.ts'
import { indexFigures } from './gpu-index.ts'
import { INDEX_ROOTS, indexPath, stickyFigure, type IndexRoot } from './index-path.ts'
import { Mood } from './mood.ts'
import { createRandom } from './random.ts'
import { SpotIndex } from './spot-index.ts'
import { TOKEN_BASKET } from './token-basket.ts'
import { TOKEN_FIGURES } from './token-figures.ts'
import { PUBLISHED_RATE, UsdCnyPath } from './usd-cny.ts'

const day = (text: string): number => dayNumber(isoDate(text))

function path(root: IndexRoot, seed: number, last = '2030-12-31') {
  return indexPath(seed, { root, firstDay: day('2026-07-05'), lastDay: day(last) })
}

function indexUntil(lastDay: string, hasAccidents = false) {
  const index = new SpotIndex(1, { lastDay: day(lastDay), hasAccidents })
  const curve = new FairCurve({
    random: createRandom(1, 0),
    mood: new Mood(),
    history: index.history,
    anchors: index.levels,
    anchorDay: day(lastDay) + 0.9,
    rate: () => Number(index.rate.value),
  })
  return { index, curve }
}

describe('real figures', () => {
  test('come first, as computed, and the simulated path goes on from the last', () => {
    expect(indexFigures('H100')).toHaveLength(49)
    const { fixings } = path('H100', 1)
    const real = fixings.slice(0, 49)
    expect(real.map(({ value }) => value)).toEqual(indexFigures('H100').map(({ value }) => value))
    expect(real.every(({ source }) => source.includes('gpurentalprices.com'))).toBe(true)
    expect(fixings[49]).toMatchObject({ date: '2026-08-23' })
    expect(fixings[49]?.source).toContain('Simulated')
  })

  test('a day without a figure is missing, not made up', () => {
    expect(path('H200', 1).fixings[0]).toMatchObject({ date: '2026-07-05', status: 'missing' })
    expect(path('H200', 1).fixings[0]?.value).toBeUndefined()
  })

  test('token figures are what the price package says for the basket on their days', () => {
    expect(TOKEN_BASKET.models.reduce((sum, { sharePercent }) => sum + sharePercent, 0)).toBe(100)
    for (const [date, value] of TOKEN_FIGURES) {
      let total = 0
      for (const { provider, model, sharePercent } of TOKEN_BASKET.models) {
        const usage = { input_tokens: TOKEN_BASKET.inputTokens, output_tokens: TOKEN_BASKET.outputTokens }
        const timestamp = new Date(`${date}T20:00:00Z`)
        const price = calcPrice(usage, model, { providerId: provider, timestamp })
        total += ((price?.total_price ?? Number.NaN) / 4_000) * 1_000_000 * (sharePercent / 100)
      }
      expect(Math.abs(total - Number(value))).toBeLessThan(0.000_051)
    }
  })
})

describe('simulated path', () => {
  test('depends on seed and day only', () => {
    expect(path('B200', 7)).toEqual(path('B200', 7))
    expect(path('B200', 7).fixings).not.toEqual(path('B200', 8).fixings)
    const short = path('B200', 7, '2026-10-01').fixings
    expect(path('B200', 7).fixings.slice(0, short.length - 1)).toEqual(short.slice(0, -1))
  })

  test('is as sticky, as volatile and as faulty as decision record 0005 says', () => {
    let [days, unchanged, missing, restated, squares] = [0, 0, 0, 0, 0]
    for (let seed = 0; seed < 6; seed++) {
      for (const root of INDEX_ROOTS) {
        const simulated = path(root, seed).fixings.slice(49)
        let before: number | undefined
        let weekAgo: number[] = []
        for (const { status, value } of simulated) {
          days++
          if (status === 'missing') missing++
          if (status === 'restated') restated++
          if (value === undefined) continue
          const level = Math.log(Number(value))
          if (level === before) unchanged++
          before = level
          weekAgo = [...weekAgo.slice(-6), level]
        }
        const last = simulated
          .filter(({ value }) => value !== undefined)
          .map(({ value }) => Math.log(Number(value)))
        for (let place = 30; place < last.length; place += 30) {
          squares +=
            ((last[place] ?? 0) - (last[place - 30] ?? 0)) ** 2 / 30 / Math.floor((last.length - 1) / 30)
        }
      }
    }
    expect(unchanged / days).toBeGreaterThan(0.6)
    expect(unchanged / days).toBeLessThan(0.85)
    expect(missing / days).toBeGreaterThan(0.0008)
    expect(missing / days).toBeLessThan(0.004)
    expect(restated / days).toBeGreaterThan(0.003)
    expect(restated / days).toBeLessThan(0.008)
    const daily = Math.sqrt(squares / (6 * INDEX_ROOTS.length))
    expect(daily).toBeGreaterThan(0.02)
    expect(daily).toBeLessThan(0.035)
  })

  test.each([
    ['3.25', 3.3, '3.25'],
    ['3.25', 3.39, '3.39'],
    ['3.25', 3.1, '3.10'],
  ])('a figure of %s and a level of %d give %s', (last, level, figure) => {
    expect(stickyFigure('H100', level, last)).toBe(figure)
  })
})

describe('live fixings', () => {
  test('follow the level of the curve, and TOKC is TOK at the rate of the day', () => {
    const { index, curve } = indexUntil('2026-11-22')
    curve.move('H100', { level: 0.2 })
    const before = Number(index.history.latest('H100')?.value)
    const { fixings, rate } = index.strike(day('2026-11-23'), curve)
    const valueOf = (root: string): number => Number(fixings.find((fixing) => fixing.root === root)?.value)
    expect(valueOf('H100') / before).toBeGreaterThan(1.1)
    expect(valueOf('TOKC')).toBeCloseTo(valueOf('TOK') * Number(rate.value), 3)
    expect(fixings).toHaveLength(6)
  })

  test('a day left out is missing, may come late, and may be restated with the value before', () => {
    const { index, curve } = indexUntil('2026-11-22')
    index.leaveOutNext('TOK')
    const date = isoDate('2026-11-23')
    const struck = index.strike(day(date), curve).fixings.filter(({ root }) => root.startsWith('TOK'))
    expect(struck.map(({ status, value }) => [status, value])).toEqual([
      ['missing', undefined],
      ['missing', undefined],
    ])
    expect(index.restate('TOK', { date, share: 0.1 })).toEqual([])
    const [late, lateInYuan] = index.publishLate('TOK', date)
    expect(late).toMatchObject({ status: 'published', date, root: 'TOK' })
    expect(index.publishLate('TOK', date)).toEqual([])
    const [restated, inYuan] = index.restate('TOK', { date, share: 0.1 })
    expect(restated).toMatchObject({ status: 'restated', previousValue: late?.value })
    expect(inYuan).toMatchObject({ root: 'TOKC', status: 'restated', previousValue: lateInYuan?.value })
    expect(Number(inYuan?.value) / Number(lateInYuan?.value)).toBeCloseTo(1.1, 3)
    expect(index.history.on('TOK', date)).toEqual(restated)
  })

  test('accidents come by the seed, and break the index without a scenario', () => {
    const { index, curve } = indexUntil('2026-11-22', true)
    const from = day('2026-11-23')
    const all = Array.from({ length: 700 }, (_, place) => index.strike(from + place, curve))
    const fixings = all.flatMap((strike) => strike.fixings)
    expect(fixings.some(({ status }) => status === 'missing')).toBe(true)
    expect(fixings.some(({ status }) => status === 'restated')).toBe(true)
    expect(all.flatMap(({ news }) => news).length).toBeGreaterThan(5)
    expect(
      index.history.range('H100', { from: isoDate('2020-01-01'), to: isoDate('2099-01-01') })?.length,
    ).toBe(800)
  })
})

describe('USD/CNY', () => {
  test('is the published parity until the simulated path begins, then moves by about 0.1 % a day', () => {
    const rates = new UsdCnyPath(3)
    expect(rates.on(day('2026-08-22'))).toEqual(PUBLISHED_RATE)
    let [before, squares] = [Number(PUBLISHED_RATE.value), 0]
    for (let place = 0; place < 500; place++) {
      const rate = rates.on(day('2026-08-23') + place)
      expect(rate.date).toBe(dateOfDayNumber(day('2026-08-23') + place))
      squares += Math.log(Number(rate.value) / before) ** 2
      before = Number(rate.value)
    }
    expect(Math.sqrt(squares / 500)).toBeCloseTo(0.001, 3)
    expect(new UsdCnyPath(3).on(day('2026-08-23') + 499).value).toBe(before.toFixed(4))
  })
})
