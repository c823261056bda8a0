// The map of keys, shown on `?`: what every key does, in groups or as a search finds it, and where that is changed. Every change
// holds at once, here and in every hint.
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { KEY_SCHEMES } from '../../../../shared/desk/key-schemes.ts'
import { SHIPPED_KEYMAP, withScheme } from '../../../../shared/desk/keymap.ts'
import { translate } from '../../../i18n/translate.ts'
import { Choice } from '../../../kit/choice.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { SearchField } from '../../../kit/search-field.tsx'
import { keymap, keymapStore } from '../../../store/documents.ts'
import { DocumentFoot } from '../../../documents/document-foot.tsx'
import { KeyLine, Keys } from './key-line.tsx'
import { findRows, KEY_COLUMNS, keyChanges, keyRows, type KeyGroup, type KeyRow } from './key-rows.ts'
import './keys.css'

export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const map = useStore(keymapStore)
  const [query, setQuery] = useState('')
  const [said, setSaid] = useState('')
  const found = findRows(keyRows(map), query)
  const isSearch = query.trim() !== ''
  return (
    <Dialog
      title={translate('keys.title')}
      closeLabel={translate('keys.close')}
      onClose={onClose}
      testId="keys-dialog"
      size="large"
    >
      <div className="keys-head">
        <SearchField label={translate('keys.search')} query={query} onQuery={setQuery} testId="keys-search" />
        <SchemeChoice
          onChosen={() => {
            setSaid('')
          }}
        />
      </div>
      <div className="keys-body" data-search={isSearch} data-testid="keys-list">
        {isSearch && (
          <p className="quiet keys-found" role="status">
            {found.length === 0
              ? translate('keys.foundNone', { query })
              : translate('keys.found', { count: found.length })}
          </p>
        )}
        {KEY_COLUMNS.map((groups, nth) => (
          <div key={groups[0]}>
            {groups.map((group) => (
              <Group key={group} group={group} rows={found} onSaid={setSaid} />
            ))}
            {!isSearch && nth === 0 && <Always />}
          </div>
        ))}
      </div>
      <p className="keys-said" role="status" data-testid="keys-said">
        {said}
      </p>
      <DocumentFoot
        name="keymap"
        document={keymap}
        presets={SHIPPED_KEYMAP}
        withFile={(_held, file) => file}
        changesOf={keyChanges}
        words={{
          exported: (file) => translate('keys.exported', { file }),
          importAsk: (file) => translate('keys.importAsk', { file }),
          importSame: translate('keys.importSame'),
          resetAsk: translate('keys.resetAsk'),
        }}
      />
    </Dialog>
  )
}

function SchemeChoice({ onChosen }: { readonly onChosen: () => void }): ReactElement {
  const scheme = useStore(keymapStore, (map) => map.scheme)
  return (
    <div className="keys-scheme">
      <span className="quiet">{translate('keys.scheme')}</span>
      <Choice
        label={translate('keys.scheme')}
        options={KEY_SCHEMES.map((name) => ({ name, label: translate(`keys.schemes.${name}.name`) }))}
        chosen={scheme}
        onChoose={(chosen) => {
          keymap.change((map) => withScheme(map, chosen))
          onChosen()
        }}
        testIdPrefix="scheme"
      />
      <p className="quiet" data-testid="scheme-says">
        {translate(`keys.schemes.${scheme}.says`)}
      </p>
    </div>
  )
}

interface GroupProps {
  readonly group: KeyGroup
  readonly rows: readonly KeyRow[]
  readonly onSaid: (text: string) => void
}

function Group({ group, rows, onSaid }: GroupProps): ReactElement | null {
  const listed = rows.filter((row) => row.group === group)
  if (listed.length === 0) return null
  return (
    <section>
      <h3>{translate(`keys.group.${group}`)}</h3>
      {listed.map((row) => (
        <KeyLine key={row.id} row={row} onSaid={onSaid} />
      ))}
    </section>
  )
}

/** Of what has the keyboard, and of the system: no map changes these. */
const ALWAYS = {
  cursor: ['↑', '↓'],
  page: ['PgUp', 'PgDn'],
  move: ['↑', '↓'],
  pick: ['Enter'],
  everywhere: ['Ctrl+Alt+Shift+X', 'F', 'K'],
} as const

function Always(): ReactElement {
  return (
    <section>
      <h3>{translate('keys.group.always')}</h3>
      {(Object.keys(ALWAYS) as (keyof typeof ALWAYS)[]).map((what) => (
        <div key={what} className="key-line" data-now>
          <span className="key-name">{translate(`keys.always.${what}`)}</span>
          <Keys keys={ALWAYS[what]} />
          <span className="key-acts" />
        </div>
      ))}
    </section>
  )
}
