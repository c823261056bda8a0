import { describe, expect, it } from 'vitest'
import { said } from '../../domain/alert.ts'
import { alertText, alertTitle } from './alert-text.ts'
import { alertWordsEn } from './en.ts'
import { alertWordsZh } from './zh.ts'

const fill = said('partlyFilled', { side: 'buy', qty: 10, left: 5, instrument: 'H100F27', price: '2.97' })

function parameters(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').toSorted()
}

function texts(catalogue: object, before = ''): readonly (readonly [string, string])[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as const] : texts(value as object, `${before}${key}.`),
  )
}

describe('what was told', () => {
  it.each([
    ['en', 'Buy 10 H100F27 @ 2.97: 5 still work. (5 times) hedge of June'],
    ['zh-CN', '买入10手H100F27 @ 2.97：尚有5手挂单。（共5次）hedge of June'],
  ])('is a sentence in %s', (locale, text) => {
    expect(alertText({ said: fill, count: 5, note: 'hedge of June' }, locale)).toBe(text)
  })

  it('has a title with the count where there was more than one', () => {
    expect([alertTitle('fill', 1, 'en'), alertTitle('fill', 5, 'en')]).toEqual(['Fill', 'Fill × 5'])
    expect(alertTitle('fill', 5, 'zh-CN')).toBe('成交 × 5')
  })

  it('writes the minus sign of the screen', () => {
    const slope = said('slopeBelow', {
      instrument: 'H100F27',
      other: 'H100G27',
      percent: '-8.10',
      level: '-5.00',
    })
    expect(alertText({ said: slope, count: 1 }, 'en')).toContain('−8.10 % above')
  })

  it('is English on a machine of another language', () => {
    expect(alertTitle('fill', 1, 'de-DE')).toBe('Fill')
  })

  it.each(texts(alertWordsEn))('shows of %s the same in both languages', (key, text) => {
    const chinese = new Map(texts(alertWordsZh)).get(key) ?? ''
    expect(parameters(chinese)).toEqual(parameters(text))
    if (key !== 'titled' && key !== 'noted') expect(chinese).toMatch(/[\u4e00-\u9fff]/)
    expect(chinese).not.toMatch(/[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]/)
  })
})
