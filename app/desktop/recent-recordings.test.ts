import { describe, expect, test } from 'vitest'
import { documentText, parseDocument } from '../../shared/desk/document.ts'
import { forget, recentRecordingsDocument as kind, remember } from './recent-recordings.ts'

const of = (...recordings: string[]) => ({ recordings })

describe('the recordings replayed last', () => {
  test('have the newest first, and each once', () => {
    expect(remember(of('/a', '/b', '/c'), '/b')).toEqual(of('/b', '/a', '/c'))
  })

  test('are eight at most; the oldest goes', () => {
    const many = Array.from({ length: 9 }, (_, at) => `/${at}`).reduce(remember, of())
    expect(many.recordings).toEqual(['/8', '/7', '/6', '/5', '/4', '/3', '/2', '/1'])
  })

  test('lose one that is gone', () => {
    expect(forget(of('/a', '/b'), '/a')).toEqual(of('/b'))
  })

  test('are the same after a restart', () => {
    const text = documentText(kind, of('/a', '/b'))
    expect(parseDocument(kind, text)).toEqual({ ok: true, value: of('/a', '/b') })
  })

  test.each([
    ['a relative path', of('../x.rec')],
    ['more than the menu holds', of(...Array.from({ length: 9 }, (_, at) => `/${at}`))],
    ['a path without end', of(`/${'x'.repeat(5000)}`)],
    ['something else', { recordings: [5] }],
  ])('are not taken from a file with %s', (_, value) => {
    expect(parseDocument(kind, JSON.stringify({ version: 1, ...value }))).toMatchObject({
      ok: false,
      error: { kind: 'wrong' },
    })
  })
})
