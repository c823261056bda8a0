// The field at the head of a dialog in which something is searched for; it has the keyboard when the dialog opens.
import type { ReactElement } from 'react'
import { Search } from 'lucide-react'
import './search-field.css'

export interface SearchFieldProps {
  /** What is searched, for the eye and for screen readers. */
  readonly label: string
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly testId: string
}

const QUERY_LENGTH_MAX = 60

export function SearchField({ label, query, onQuery, testId }: SearchFieldProps): ReactElement {
  return (
    <label className="search-field">
      <Search size={14} aria-hidden />
      <input
        type="search"
        autoFocus
        value={query}
        maxLength={QUERY_LENGTH_MAX}
        placeholder={label}
        aria-label={label}
        data-testid={testId}
        onChange={(event) => {
          onQuery(event.target.value)
        }}
      />
    </label>
  )
}
