// Markdown as tokens, and what is asked of them: headings with the names that links use, sections, plain text. Whatever a file
// holds becomes tokens and never markup, so nothing in it can act. The only importer of the Markdown library. Pure.
import { lexer, type MarkedToken, type Tokens } from 'marked'

export type { MarkedToken, Tokens } from 'marked'

/** From a heading to the next one, whatever their depths. */
export interface Section {
  /** As links to it end after `#`. */
  readonly slug: string
  readonly heading: string
  readonly depth: number
  /** Without marks, one space between words. */
  readonly text: string
}

export function tokensOf(markdown: string): readonly MarkedToken[] {
  return known(lexer(markdown))
}

/** The library's own extensions are not used, so every token is of a known kind. */
export function known(tokens: readonly { readonly type: string }[]): readonly MarkedToken[] {
  return tokens as readonly MarkedToken[]
}

export function sectionsOf(tokens: readonly MarkedToken[]): readonly Section[] {
  const sections: Section[] = []
  for (const token of tokens) {
    if (token.type === 'heading') {
      const heading = plainText(known(token.tokens))
      sections.push({ slug: slugOf(heading), heading, depth: token.depth, text: '' })
    } else {
      const last = sections.at(-1)
      if (last === undefined) continue
      const text = `${last.text} ${plainText([token])}`.replace(/\s+/g, ' ').trim()
      sections.splice(-1, 1, { ...last, text })
    }
  }
  return sections
}

/** As the sites that show repositories name a heading, so that links work there and here. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}

/** Every address that a link of the text names. */
export function linksOf(tokens: readonly MarkedToken[]): readonly string[] {
  return tokens.flatMap((token) => [
    ...(token.type === 'link' ? [token.href] : []),
    ...linksOf(within(token)),
  ])
}

/** The picture that a paragraph holds and nothing else; one amid words, or without words of its own, is read as text. */
export function pictureIn({ tokens }: Tokens.Paragraph): Tokens.Image | undefined {
  const [only, ...others] = known(tokens)
  return only?.type === 'image' && others.length === 0 && only.text.trim() !== '' ? only : undefined
}

/** The file and the words of every picture, wherever it stands. */
export function picturesOf(tokens: readonly MarkedToken[]): readonly Tokens.Image[] {
  return tokens.flatMap((token) => (token.type === 'image' ? [token] : picturesOf(within(token))))
}

export function plainText(tokens: readonly MarkedToken[]): string {
  return tokens
    .map((token) => {
      const inner = within(token)
      if (inner.length > 0) return plainText(inner) + (isBlock(token) ? ' ' : '')
      return 'text' in token ? token.text : ' '
    })
    .join('')
}

function isBlock({ type }: MarkedToken): boolean {
  return type !== 'text' && type !== 'strong' && type !== 'em' && type !== 'link' && type !== 'del'
}

/** What a token is made of; a cell of a table stands as a paragraph. */
function within(token: MarkedToken): readonly MarkedToken[] {
  if (token.type === 'table') {
    return [...token.header, ...token.rows.flat()].map((cell) => paragraphOf(cell))
  }
  if (token.type === 'list') return known(token.items)
  return 'tokens' in token ? known(token.tokens) : []
}

function paragraphOf({ text, tokens }: Tokens.TableCell): Tokens.Paragraph {
  return { type: 'paragraph', raw: text, text, tokens }
}
