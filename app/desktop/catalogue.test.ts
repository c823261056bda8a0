import { afterEach, describe, expect, test } from 'vitest'
import { speak, text, type TextKey } from './catalogue.ts'
import { en } from './words/en.ts'
import { zh } from './words/zh.ts'

afterEach(() => {
  speak('en')
})

const pairs = Object.entries(en).map(([key, english]) => [key, english, zh[key as TextKey]] as const)

function places(sentence: string): readonly string[] {
  return [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').toSorted()
}

describe('the two catalogues of the main process', () => {
  test.each(pairs)('have in %s the same places', (_, english, chinese) => {
    expect(places(chinese)).toEqual(places(english))
  })

  test('leave no English sentence as it is', () => {
    const sentences = pairs.filter(([, english]) => /[a-z]{3,} [a-z]{2,}/.test(english))
    expect(sentences.filter(([, , chinese]) => !/[\u4e00-\u9fff]/.test(chinese))).toEqual([])
  })

  test('write the full stops, commas and brackets of Chinese', () => {
    const wrong = pairs.filter(([, , chinese]) =>
      /[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]/.test(chinese),
    )
    expect(wrong).toEqual([])
  })
})

test('a text is in the language that is spoken, with its values in their places', () => {
  expect(text('menu.installUpdate', { version: '1.2.0' })).toBe('Restart into Tenor 1.2.0…')
  speak('zh-CN')
  expect(text('menu.installUpdate', { version: '1.2.0' })).toBe('重新启动到Tenor 1.2.0…')
})
