// Finds sections by their words. Pure.
import type { GuidePlace } from '../../store/guides.ts'
import type { Page } from './library.ts'

export interface Found {
  readonly place: GuidePlace
  readonly title: string
  /** Empty where it is the beginning of the page. */
  readonly heading: string
  /** Around the first word that was found, which stands between the other two. */
  readonly before: string
  readonly match: string
  readonly after: string
}

const AROUND = 48

/** Sections that hold every word of `query`, headings before texts; none for no word. */
export function search(pages: readonly Page[], query: string): readonly Found[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const [first] = words
  if (first === undefined) return []
  const found = pages.flatMap((page) =>
    page.sections.flatMap((section, nth) => {
      const { heading, slug, text } = section
      const whole = `${heading} ${text}`.toLowerCase()
      if (!words.every((word) => whole.includes(word))) return []
      const isHeading = heading.toLowerCase().includes(first)
      return [
        {
          isHeading,
          found: {
            place: { page: page.id, heading: slug },
            title: page.title,
            heading: nth === 0 ? '' : heading,
            ...cutOut(text, first),
          },
        },
      ]
    }),
  )
  return [...found.filter(({ isHeading }) => isHeading), ...found.filter(({ isHeading }) => !isHeading)].map(
    (one) => one.found,
  )
}

function cutOut(text: string, word: string): Pick<Found, 'before' | 'match' | 'after'> {
  const at = text.toLowerCase().indexOf(word)
  if (at < 0) return { before: '', match: '', after: text.slice(0, 2 * AROUND) }
  const from = Math.max(0, at - AROUND)
  return {
    before: (from > 0 ? '… ' : '') + text.slice(from, at),
    match: text.slice(at, at + word.length),
    after: text.slice(at + word.length, at + word.length + AROUND),
  }
}
