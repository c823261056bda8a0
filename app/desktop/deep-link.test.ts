import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LINKED_INSTRUMENT } from '../../shared/ui-wire/opened-link.ts'
import { isLink, linkAmong, parseDeepLink } from './deep-link.ts'

describe('a link to a contract', () => {
  test.each([
    ['tenor://instrument/H100F27', 'H100F27'],
    ['tenor://instrument/H100F27/', 'H100F27'],
    ['TENOR://Instrument/H100F27', 'H100F27'],
    ['tenor://instrument/H100F27-H100G27', 'H100F27-H100G27'],
    ['tenor://instrument/H100F27-2H100G27', 'H100F27-2H100G27'],
  ])('%s names %s', (link, instrument) => {
    expect(parseDeepLink(link)).toEqual({ ok: true, value: instrument })
  })
})

describe('a hostile or mistaken link is refused', () => {
  test.each([
    ['another scheme', 'https://instrument/H100F27', 'unknownPlace'],
    ['our scheme within another', 'http://x/tenor://instrument/H100F27', 'unknownPlace'],
    ['the scheme of the window itself', 'tenor-app://terminal/index.html', 'unknownPlace'],
    ['a place that is none', 'tenor://order/H100F27', 'unknownPlace'],
    ['an order to buy', 'tenor://instrument/H100F27?buy=5', 'badCharacters'],
    ['a fragment', 'tenor://instrument/H100F27#x', 'badCharacters'],
    ['credentials', 'tenor://ada:secret@instrument/H100F27', 'badCharacters'],
    ['credentials without a password', 'tenor://ada@instrument/H100F27', 'badCharacters'],
    ['a port', 'tenor://instrument:7700/H100F27', 'unknownPlace'],
    ['no slashes', 'tenor:instrument/H100F27', 'unknownPlace'],
    ['three slashes', 'tenor:///instrument/H100F27', 'unknownPlace'],
    ['no contract', 'tenor://instrument/', 'badInstrument'],
    ['no path', 'tenor://instrument', 'unknownPlace'],
    ['a step upwards', 'tenor://instrument/../H100F27', 'badInstrument'],
    ['only a step upwards', 'tenor://instrument/..', 'badInstrument'],
    ['a step on the spot', 'tenor://instrument/./H100F27', 'badInstrument'],
    ['a second part', 'tenor://instrument/H100F27/ladder', 'badInstrument'],
    ['two slashes at the end', 'tenor://instrument/H100F27//', 'badInstrument'],
    ['an encoded slash', 'tenor://instrument/..%2FH100F27', 'badCharacters'],
    ['an encoded letter', 'tenor://instrument/H100%4627', 'badCharacters'],
    ['a broken encoding', 'tenor://instrument/%E0%A4%A', 'badCharacters'],
    ['a backslash', 'tenor:\\\\instrument\\H100F27', 'badCharacters'],
    ['a line break', 'tenor://instrument/H100F27\n--venue', 'badCharacters'],
    ['a line break at the end', 'tenor://instrument/H100F27\n', 'badCharacters'],
    ['a null', 'tenor://instrument/H100F27\0', 'badCharacters'],
    ['a quote and a flag', 'tenor://instrument/H100F27" --venue ws://evil.example', 'badCharacters'],
    ['letters that look alike', 'tenor://instrument/Н100F27', 'badCharacters'],
    ['text that turns round', 'tenor://instrument/\u202e72F001H', 'badCharacters'],
    ['a flag for a name', 'tenor://instrument/--venue', 'badInstrument'],
    ['a name that is too long', `tenor://instrument/${'A'.repeat(41)}`, 'badInstrument'],
    ['a text without end', `tenor://instrument/${'A'.repeat(100_000)}`, 'tooLong'],
    ['nothing', 'tenor:', 'unknownPlace'],
  ])('%s', (_, link, refused) => {
    expect(parseDeepLink(link)).toEqual({ ok: false, error: refused })
  })

  test('and whatever is taken is a plain name within the link', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        for (const link of [text, `tenor://instrument/${text}`]) {
          const parsed = parseDeepLink(link)
          if (!parsed.ok) continue
          expect(link).toContain(parsed.value)
          expect(parsed.value).toMatch(LINKED_INSTRUMENT)
        }
      }),
    )
  })
})

describe('a command line', () => {
  test('without a link opens none', () => {
    expect(linkAmong(['.', '--profile', '/home/ada/tenor', '--no-sandbox'])).toBeUndefined()
  })

  test('may have its link anywhere, because Chromium puts its switches where it likes', () => {
    const link = linkAmong([
      'tenor',
      '--flag',
      'tenor://instrument/H100F27',
      '--original-process-start-time=1',
    ])
    expect(link).toEqual({ ok: true, value: 'H100F27' })
  })

  test('with two links opens neither', () => {
    const two = ['tenor://instrument/H100F27', 'tenor://instrument/H100G27']
    expect(linkAmong(two)).toEqual({ ok: false, error: 'twoLinks' })
  })

  test.each(['tenor:', 'TENOR://x', 'tenor://instrument/H100F27'])('%s is meant for us', (arg) => {
    expect(isLink(arg)).toBe(true)
  })

  test.each(['tenor', 'tenor-app://terminal', '/home/tenor:x', '--venue=tenor://x'])('%s is not', (arg) => {
    expect(isLink(arg)).toBe(false)
  })
})
