// The guides: contents on the left, or what a search finds; a page beside them. Links between pages work here; where another
// leads is written behind it, and nothing is opened outside. Loaded only when it is shown.
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { ArrowLeft } from 'lucide-react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { settingsStore } from '../../store/documents.ts'
import { guideStore, type GuidePlace } from '../../store/guides.ts'
import { PAGES, pageIn, pictureOf, REFERENCES, targetOf, type Page } from './library.ts'
import { MarkdownView } from './markdown-view.tsx'
import { search, type Found } from './search.ts'
import './guide.css'

export function GuideDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const place = useStore(guideStore)
  const pages = usePages()
  const [query, setQuery] = useState('')
  const [behind, setBehind] = useState<readonly GuidePlace[]>([])
  const page = pages.find(({ id }) => id === place.page) ?? pages[0]
  const isSearch = query.trim() !== ''
  const goTo = (next: GuidePlace): void => {
    setBehind([...behind, place])
    setQuery('')
    guideStore.setState(next, true)
  }
  const goBack = (): void => {
    const last = behind.at(-1)
    if (last === undefined) return
    setBehind(behind.slice(0, -1))
    setQuery('')
    guideStore.setState(last, true)
  }
  return (
    <Dialog
      title={translate('guide.title')}
      closeLabel={translate('guide.close')}
      onClose={onClose}
      testId="guide"
      size="large"
    >
      <div
        className="guide"
        onKeyDown={(event) => {
          if (!event.altKey || event.key !== 'ArrowLeft') return
          event.preventDefault()
          goBack()
        }}
      >
        <div className="guide-bar">
          <Button
            kind="icon"
            label={translate('guide.back')}
            title={translate('guide.back')}
            disabled={behind.length === 0}
            onPress={goBack}
            testId="guide-back"
          >
            <ArrowLeft size={15} aria-hidden />
          </Button>
          <SearchField
            label={translate('guide.search')}
            query={query}
            onQuery={setQuery}
            testId="guide-search"
          />
        </div>
        <Contents pages={pages} place={isSearch ? undefined : place} onGo={goTo} />
        {isSearch ? (
          <Results found={search(pages, query)} query={query} onGo={goTo} />
        ) : (
          page !== undefined && <Article page={page} heading={place.heading} onGo={goTo} />
        )}
      </div>
    </Dialog>
  )
}

/** In the language of the window; what there is in English only is read in English. */
function usePages(): readonly Page[] {
  const language = useStore(settingsStore, (state) => state.language)
  return PAGES.flatMap((id) => pageIn(language, id) ?? [])
}

interface ContentsProps {
  readonly pages: readonly Page[]
  /** Undefined while something is searched for. */
  readonly place: GuidePlace | undefined
  readonly onGo: (place: GuidePlace) => void
}

/** Pages, with the headings of the one that is open. */
function Contents({ pages, place, onGo }: ContentsProps): ReactElement {
  return (
    <nav aria-label={translate('guide.contents')} data-testid="guide-contents">
      {pages.map(({ id, title, sections }, nth) => (
        <div key={id}>
          {id === REFERENCES[0] && nth > 0 && <p className="quiet">{translate('guide.references')}</p>}
          <button
            type="button"
            aria-current={place?.page === id ? 'page' : undefined}
            data-testid={`guide-page-${id.replace('guide/', '')}`}
            onClick={() => {
              onGo({ page: id })
            }}
          >
            {title}
          </button>
          {place?.page === id &&
            sections
              .filter(({ depth }) => depth === 2)
              .map(({ slug, heading }) => (
                <button
                  key={slug}
                  type="button"
                  className="guide-heading"
                  onClick={() => {
                    onGo({ page: id, heading: slug })
                  }}
                >
                  {heading}
                </button>
              ))}
        </div>
      ))}
    </nav>
  )
}

interface ArticleProps {
  readonly page: Page
  readonly heading: string | undefined
  readonly onGo: (place: GuidePlace) => void
}

function Article({ page, heading, onGo }: ArticleProps): ReactElement {
  const article = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    const element = article.current
    if (element === null) return
    const target = [...element.querySelectorAll<HTMLElement>('[data-slug]')].find(
      ({ dataset }) => dataset['slug'] === heading,
    )
    const goThere = (): void => {
      element.scrollTop = target === undefined ? 0 : target.offsetTop - element.offsetTop
    }
    goThere()
    // Pictures take their room when they have come, which is before anybody has read on.
    let isThere = true
    void Promise.allSettled([...element.querySelectorAll('img')].map((picture) => picture.decode())).then(
      () => {
        if (isThere) goThere()
      },
    )
    // Whoever went there reads on by keys; at the opening the search has them.
    if (!isFirst.current) element.focus()
    isFirst.current = false
    return () => {
      isThere = false
    }
  }, [page, heading])
  const link = (href: string, children: ReactNode): ReactElement => (
    <GuideLink href={href} from={page.path} onGo={onGo}>
      {children}
    </GuideLink>
  )
  return (
    <article
      ref={article}
      tabIndex={0}
      aria-label={page.title}
      data-testid="guide-article"
      data-page={page.id}
    >
      <MarkdownView tokens={page.tokens} link={link} picture={(href) => pictureOf(href, page.path)} />
    </article>
  )
}

interface GuideLinkProps {
  readonly href: string
  readonly from: string
  readonly onGo: (place: GuidePlace) => void
  readonly children: ReactNode
}

function GuideLink({ href, from, onGo, children }: GuideLinkProps): ReactElement {
  const target = targetOf(href, from)
  if (target.kind === 'inside') {
    return (
      <button
        type="button"
        role="link"
        className="guide-link"
        onClick={() => {
          onGo(target.place)
        }}
      >
        {children}
      </button>
    )
  }
  return (
    <span title={translate('guide.outsideHint')}>
      {children} <span className="guide-outside">({target.name})</span>
    </span>
  )
}

interface ResultsProps {
  readonly found: readonly Found[]
  readonly query: string
  readonly onGo: (place: GuidePlace) => void
}

function Results({ found, query, onGo }: ResultsProps): ReactElement {
  return (
    <div className="guide-results" data-testid="guide-results">
      <p className="quiet" role="status">
        {found.length === 0
          ? translate('guide.foundNone', { query })
          : translate('guide.found', { count: found.length })}
      </p>
      {found.map(({ place, title, heading, before, match, after }) => (
        <button
          key={`${place.page}#${place.heading ?? ''}`}
          type="button"
          onClick={() => {
            onGo(place)
          }}
        >
          <strong>{heading === '' ? title : `${title} › ${heading}`}</strong>
          <span className="quiet">
            {before}
            <mark>{match}</mark>
            {after}
          </span>
        </button>
      ))}
    </div>
  )
}
