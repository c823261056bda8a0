// The guides as they are in the repository: the same in both languages, and no link that leads nowhere.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { locales } from '../../../shared/desk/settings.ts'
import { setLanguage, translate } from '../../i18n/translate.ts'
import { GUIDES, pageOfGuide } from '../../store/guides.ts'
import { pageIn, PAGES, pictureOf, REFERENCES, targetOf, type Page } from './library.ts'
import { linksOf, picturesOf, sectionsOf, tokensOf } from './markdown.ts'

const docs = path.resolve(import.meta.dirname, '../../../docs')
const names = [...GUIDES].map((guide) => `${guide}.md`).toSorted()

function files(folder: string): readonly string[] {
  return readdirSync(path.join(docs, folder)).filter((name) => name.endsWith('.md'))
}

function page(locale: (typeof locales)[number], id: string): Page {
  const found = pageIn(locale, id)
  if (found === undefined) throw new Error(`${id} is not in the program.`)
  return found
}

afterEach(() => {
  setLanguage('en')
})

describe('the guides', () => {
  it('are all in the contents, in both languages', () => {
    expect(files('guide').toSorted()).toEqual(names)
    expect(files('guide/zh').toSorted()).toEqual(names)
  })

  it.each(GUIDES)('%s has the same headings in both languages, by their depths', (guide) => {
    const depths = locales.map((locale) =>
      page(locale, pageOfGuide(guide)).sections.map(({ depth }) => depth),
    )
    expect(depths[0]?.[0]).toBe(1)
    expect(depths[1]).toEqual(depths[0])
  })

  it.each(locales)('are called in %s what their pages are called', (locale) => {
    setLanguage(locale)
    for (const guide of GUIDES) {
      expect(page(locale, pageOfGuide(guide)).title).toBe(translate(`guide.names.${guide}`))
    }
  })

  it.each(locales.flatMap((locale) => PAGES.map((id) => [locale, id] as const)))(
    'in %s: every link of %s leads somewhere, and to a heading that is there',
    (locale, id) => {
      const { tokens, path: from } = page(locale, id)
      for (const href of linksOf(tokens)) {
        if (/^https?:/.test(href)) continue
        const [file = '', hash] = href.split('#')
        const resolved = file === '' ? path.join(docs, from) : path.resolve(docs, path.dirname(from), file)
        expect(existsSync(resolved), `${from}: ${href}`).toBe(true)
        if (hash === undefined) continue
        const slugs = sectionsOf(tokensOf(readFileSync(resolved, 'utf8'))).map(({ slug }) => slug)
        expect(slugs, `${from}: ${href}`).toContain(decodeURIComponent(hash))
      }
    },
  )

  it('show pictures of the program that are there, each with its words, and no picture is left over', () => {
    const shown = locales.flatMap((locale) =>
      GUIDES.flatMap((guide) => {
        const { tokens, path: from } = page(locale, pageOfGuide(guide))
        return picturesOf(tokens).map(({ href, text }) => {
          expect(text.length, `${from}: ${href}`).toBeGreaterThan(20)
          expect(pictureOf(href, from), `${from}: ${href}`).toBeDefined()
          return path.basename(href)
        })
      }),
    )
    expect(shown.toSorted()).toEqual(readdirSync(path.join(docs, 'guide/pictures')).toSorted())
    for (const name of shown)
      expect(statSync(path.join(docs, 'guide/pictures', name)).size, name).toBeLessThan(60_000)
  })

  it('lead to each other in the language that is read', () => {
    expect(targetOf('orders.md', 'guide/zh/first-steps.md')).toEqual({
      kind: 'inside',
      place: { page: 'guide/orders' },
    })
    expect(targetOf('guide/desk.md#colour-groups', 'alerts.md')).toEqual({
      kind: 'inside',
      place: { page: 'guide/desk', heading: 'colour-groups' },
    })
    expect(page('zh-CN', 'guide/orders').path).toBe('guide/zh/orders.md')
  })
})

it.each([
  ['../risk.md', 'guide/orders.md', 'docs/risk.md'],
  ['../../README.md', 'guide/orders.md', 'README.md'],
  ['../../../../../etc/passwd', 'guide/orders.md', 'etc/passwd'],
  ['https://example.com/docs/guide/desk.md', 'guide/orders.md', 'https://example.com/docs/guide/desk.md'],
  ['javascript:alert(1)', 'guide/orders.md', 'javascript:alert(1)'],
  ['http://[', 'guide/orders.md', 'http://['],
])('%s is named and not opened', (href, from, name) => {
  expect(targetOf(href, from)).toEqual({ kind: 'outside', name })
})

it.each([
  'https://example.com/docs/guide/pictures/ladder.png',
  '//example.com/guide/pictures/ladder.png',
  'data:image/png;base64,iVBORw0KGgo=',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'http://[',
  '../../pictures/ladder.png',
  '../pictures/trading.png',
  'pictures/none.png',
  'pictures/ladder.png?x=1',
  'pictures/LADDER.PNG',
  '../../renderer/index.html',
  '',
])('the picture %s is not in the program, and is not shown', (href) => {
  expect(pictureOf(href, 'guide/trading.md')).toBeUndefined()
})

it('has no page that is not listed', () => {
  for (const id of ['risk', 'guide/none', '../package', 'guide/zh/orders', '']) {
    expect(pageIn('en', id)).toBeUndefined()
  }
  expect(REFERENCES.every((id) => pageIn('zh-CN', id) === pageIn('en', id))).toBe(true)
})
