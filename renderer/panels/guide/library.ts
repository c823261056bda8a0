// Every page that can be read inside: the guides in both languages, and those docs they lead to. Built into the program as text,
// from the same files that the repository shows, with the pictures beside them. Where a link leads is found here too.
import type { Locale } from '../../../shared/desk/settings.ts'
import { GUIDES, pageOfGuide, type GuidePlace, type PageId } from '../../store/guides.ts'
import { sectionsOf, tokensOf, type MarkedToken, type Section } from './markdown.ts'

export interface Page {
  readonly id: PageId
  readonly title: string
  readonly tokens: readonly MarkedToken[]
  readonly sections: readonly Section[]
  /** Below docs/, for links: `guide/zh/orders.md`. */
  readonly path: string
}

const TEXTS: Readonly<Record<string, string>> = import.meta.glob(
  [
    '../../../docs/guide/**/*.md',
    '../../../docs/{settings,keys,alerts,held-orders,stopping,differences,glossary}.md',
  ],
  { query: '?raw', import: 'default', eager: true },
)

/** The pictures that there are, each a file of the program: no text can name one from elsewhere. */
const PICTURES: Readonly<Record<string, string>> = import.meta.glob('../../../docs/guide/pictures/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
})

/** Docs beside the guides; there in English only. */
export const REFERENCES: readonly PageId[] = [
  'held-orders',
  'stopping',
  'differences',
  'alerts',
  'settings',
  'keys',
  'glossary',
]

/** In the order of the contents list. */
export const PAGES: readonly PageId[] = [...GUIDES.map(pageOfGuide), ...REFERENCES]

const FOLDER_OF: Readonly<Record<Locale, string>> = { en: 'guide/', 'zh-CN': 'guide/zh/' }
const pages = new Map<string, Page>()

/** Undefined for a page that is not in the program. */
export function pageIn(locale: Locale, id: PageId): Page | undefined {
  if (!PAGES.includes(id)) return undefined
  const path = `${id.replace(/^guide\//, FOLDER_OF[locale])}.md`
  const made = pages.get(path)
  if (made !== undefined) return made
  const text = TEXTS[`../../../docs/${path}`]
  if (text === undefined) return undefined
  const tokens = tokensOf(text)
  const sections = sectionsOf(tokens)
  const page: Page = { id, title: sections[0]?.heading ?? id, tokens, sections, path }
  pages.set(path, page)
  return page
}

export type LinkTarget =
  | { readonly kind: 'inside'; readonly place: GuidePlace }
  /** Shown with its name, and not opened: another file of the repository, or another site. */
  | { readonly kind: 'outside'; readonly name: string }

const BASE = 'docs://tenor/docs/'

/** The address of a picture in the program; undefined for one that is not in it. As `targetOf` reads it. */
export function pictureOf(href: string, from: string): string | undefined {
  if (!URL.canParse(href, BASE + from)) return undefined
  const { href: whole } = new URL(href, BASE + from)
  return whole.startsWith(BASE) ? PICTURES[`../../../docs/${whole.slice(BASE.length)}`] : undefined
}

/** `href`: as the text has it; `from`: the path of the page it stands on. */
export function targetOf(href: string, from: string): LinkTarget {
  if (!URL.canParse(href, BASE + from)) return { kind: 'outside', name: href }
  const url = new URL(href, BASE + from)
  if (!url.href.startsWith('docs://tenor/')) return { kind: 'outside', name: url.href }
  const path = url.pathname.replace(/^\//, '')
  const id = path
    .replace(/^docs\//, '')
    .replace(/^guide\/zh\//, 'guide/')
    .replace(/\.md$/, '')
  if (!path.startsWith('docs/') || !PAGES.includes(id)) return { kind: 'outside', name: path }
  const heading = decodeURIComponent(url.hash.slice(1))
  return { kind: 'inside', place: heading === '' ? { page: id } : { page: id, heading } }
}
