import { expect, it } from 'vitest'
import { linksOf, pictureIn, picturesOf, plainText, sectionsOf, slugOf, tokensOf } from './markdown.ts'

const TEXT = `# The desk

Before all else.

## Two \`keys\` & a *mark*

- **Move** a panel: [here](a.md)
- two

| a   | b          |
| --- | ---------- |
| x   | [y](b.md#c) |

### Deeper

<b onclick="x">raw</b> and ![picture](p.png)
`

it('finds headings with the names that links use, and the text below each', () => {
  expect(sectionsOf(tokensOf(TEXT))).toEqual([
    { slug: 'the-desk', heading: 'The desk', depth: 1, text: 'Before all else.' },
    {
      slug: 'two-keys--a-mark',
      heading: 'Two keys & a mark',
      depth: 2,
      text: 'Move a panel: here two a b x y',
    },
    { slug: 'deeper', heading: 'Deeper', depth: 3, text: '<b onclick="x">raw</b> and picture' },
  ])
})

it('finds every link, in lists and tables too', () => {
  expect(linksOf(tokensOf(TEXT))).toEqual(['a.md', 'b.md#c'])
})

it('finds every picture with its file and its words', () => {
  const text = '# A\n\n![a ladder](pictures/a.png)\n\n| x |\n| - |\n| ![b](b.png) |\n'
  expect(picturesOf(tokensOf(text)).map(({ href, text: words }) => [href, words])).toEqual([
    ['pictures/a.png', 'a ladder'],
    ['b.png', 'b'],
  ])
})

it.each([
  ['![a ladder](pictures/a.png)', 'pictures/a.png'],
  // Nobody could read it aloud.
  ['![](pictures/a.png)', undefined],
  ['![ ](pictures/a.png)', undefined],
  ['Look: ![a ladder](pictures/a.png)', undefined],
  ['[![a ladder](pictures/a.png)](b.md)', undefined],
  ['<img src="pictures/a.png" alt="a ladder">', undefined],
])('%s as a paragraph is the picture %s', (text, href) => {
  const [paragraph] = tokensOf(text)
  const picture = paragraph?.type === 'paragraph' ? pictureIn(paragraph) : undefined
  expect(picture?.href).toBe(href)
})

it('takes raw HTML for text', () => {
  expect(plainText(tokensOf('<script>alert(1)</script>')).trim()).toBe('<script>alert(1)</script>')
})

it.each([
  ['When Tenor and the exchange differ', 'when-tenor-and-the-exchange-differ'],
  ['What a rule can ask for?', 'what-a-rule-can-ask-for'],
  ['本机保管的委托', '本机保管的委托'],
])('%s is linked as %s', (heading, slug) => {
  expect(slugOf(heading)).toBe(slug)
})
