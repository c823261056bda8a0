// The Connections tab: how both sessions are doing, why books were fetched again, and what last happened. Its topic is
// watched only while it is on the screen.
import { useEffect, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { integerText } from '../../i18n/number-text.ts'
import { translate } from '../../i18n/translate.ts'
import { healthStore } from '../../store/topic-stores.ts'
import { viewHealth } from '../../store/ui-store.ts'
import { DisconnectTerms } from './disconnect-terms.tsx'
import { IncidentsTable } from './incidents-table.tsx'
import { ResyncsTable } from './resyncs-table.tsx'
import { SessionsTable } from './sessions-table.tsx'
import './connections.css'

export function Connections(): ReactElement {
  useEffect(viewHealth, [])
  return (
    <div className="connections" data-testid="connections">
      <SessionsTable />
      <DisconnectTerms />
      <div className="connections-lists">
        <ResyncsTable />
        <IncidentsTable />
      </div>
    </div>
  )
}

const STATES = [
  ['live', 'booksLive'],
  ['stale', 'booksStale'],
  ['none', 'booksNone'],
] as const

/** How many books can be trusted; stands in the panel's header, where it takes no row. */
export function BookFigures(): ReactElement {
  const books = useStore(healthStore, ({ projection }) => projection?.books)
  return (
    <span
      className="book-figures blotter-tools"
      title={translate('connections.booksHint')}
      data-testid="book-figures"
    >
      <span className="quiet">{translate('connections.books')}</span>
      {STATES.map(([state, word]) => (
        <span key={state} className={isFault(state, books?.[state]) ? 'connection-fault' : ''}>
          <span className="book-count" data-testid={`books-${state}`}>
            {books !== undefined && integerText(books[state])}
          </span>{' '}
          {translate(`connections.${word}`)}
        </span>
      ))}
    </span>
  )
}

function isFault(state: 'live' | 'stale' | 'none', count: number | undefined): boolean {
  return state !== 'live' && count !== undefined && count > 0
}
