// The catalogues beside each other: the same keys, the same {{parameters}}, and words of their own in each.
import { afterEach, describe, expect, it } from 'vitest'
import { localeFor } from '../../shared/desk/settings.ts'
import { en } from './en.ts'
import { lotsText } from './order-text.ts'
import { setLanguage, translate } from './translate.ts'
import { dateText } from './time-text.ts'
import { isoDate } from '../../shared/math/quantities.ts'
import { zh } from './zh/zh.ts'

/** Text by key, parts of a key joined with points. */
function flat(catalogue: object, before = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[before + key, value] as const]
        : [...flat(value as object, `${before}${key}.`)],
    ),
  )
}

const english = flat(en)
const chinese = flat(zh)
const inBoth = [...english].filter(([key]) => !key.endsWith('_one'))

function parameters(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))].toSorted()
}

afterEach(() => {
  setLanguage('en')
})

describe('the Chinese catalogue', () => {
  it('has every key of the English one and no other', () => {
    expect([...chinese.keys()].toSorted()).toEqual(inBoth.map(([key]) => key).toSorted())
  })

  it.each(inBoth)('shows of %s what the English one shows', (key, text) => {
    expect(parameters(chinese.get(key) ?? '')).toEqual(parameters(text))
  })

  it('leaves no English sentence as it is', () => {
    const sentences = inBoth.filter(([, text]) => /[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(text))
    const untouched = sentences.filter(([key]) => !/[\u4e00-\u9fff]/.test(chinese.get(key) ?? ''))
    expect(untouched).toEqual([])
  })

  it('writes the full stops, commas and brackets of Chinese', () => {
    const wrong = [...chinese].filter(([, text]) =>
      /[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]/.test(text),
    )
    expect(wrong).toEqual([])
  })
})

describe('a language', () => {
  it('is the machine’s at first', () => {
    expect(['zh-CN', 'zh', 'zh-Hans-SG', 'en-GB', 'de'].map(localeFor)).toEqual([
      ...['zh-CN', 'zh-CN', 'zh-CN', 'en', 'en'],
    ])
  })

  it('changes words, plurals and dates', () => {
    const day = isoDate('2027-01-04')
    const words = () => [
      translate('side.buy'),
      lotsText(1),
      lotsText(5),
      dateText(day),
      dateText(day, 'month'),
    ]
    expect(words()).toEqual(['Buy', '1 lot', '5 lots', '4 Jan 2027', 'Jan 27'])
    setLanguage('zh-CN')
    expect(words()).toEqual(['买入', '1手', '5手', '2027年1月4日', '27-01'])
  })
})
