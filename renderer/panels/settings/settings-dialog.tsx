// The settings: sections on the left, or what a search finds; and the limits of the risk gate, which are the order desk's and
// only shown here. Every change holds at once.
import { useState, type ReactElement } from 'react'
import { SETTINGS, settingNames, settingSections } from '../../../shared/desk/settings.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { openDialog } from '../../store/ui-store.ts'
import { RiskLimits } from './risk-limits.tsx'
import { SettingRow } from './setting-row.tsx'
import { findSettings, findsKeys, findsLimits } from './setting-words.ts'
import { SettingsFoot } from './settings-foot.tsx'
import './settings.css'

const SECTIONS = [...settingSections, 'keys', 'limits'] as const
type Section = (typeof SECTIONS)[number]

export function SettingsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [section, setSection] = useState<Section>('general')
  const [query, setQuery] = useState('')
  const isSearch = query.trim() !== ''
  return (
    <Dialog
      title={translate('settings.title')}
      closeLabel={translate('settings.close')}
      onClose={onClose}
      testId="settings-dialog"
      size="large"
    >
      <SearchField
        label={translate('settings.search')}
        query={query}
        onQuery={setQuery}
        testId="settings-search"
      />
      <div className="settings-body">
        <nav aria-label={translate('settings.sections')}>
          {SECTIONS.map((one) => (
            <button
              key={one}
              type="button"
              aria-current={!isSearch && one === section}
              data-testid={`section-${one}`}
              onClick={() => {
                setSection(one)
                setQuery('')
              }}
            >
              {translate(`settings.section.${one}`)}
            </button>
          ))}
        </nav>
        <div className="settings-page" data-testid="settings-page">
          {isSearch ? <Found query={query} /> : <Page section={section} />}
        </div>
      </div>
      <SettingsFoot />
    </Dialog>
  )
}

function Page({ section }: { readonly section: Section }): ReactElement {
  if (section === 'limits') return <RiskLimits />
  if (section === 'keys') return <KeysLink />
  return (
    <>
      {settingNames
        .filter((name) => SETTINGS[name].section === section)
        .map((name) => (
          <SettingRow key={name} name={name} />
        ))}
    </>
  )
}

function Found({ query }: { readonly query: string }): ReactElement {
  const found = findSettings(query)
  const hasLimits = findsLimits(query)
  const hasKeys = findsKeys(query)
  return (
    <>
      <p className="quiet" role="status" data-testid="settings-found">
        {found.length === 0 && !hasLimits && !hasKeys
          ? translate('settings.foundNone', { query })
          : translate('settings.found', { count: found.length })}
      </p>
      {found.map((name) => (
        <SettingRow key={name} name={name} />
      ))}
      {hasKeys && <KeysLink />}
      {hasLimits && <RiskLimits />}
    </>
  )
}

/** The keys have a dialog of their own, which takes the place of this one. */
function KeysLink(): ReactElement {
  return (
    <div className="setting" data-testid="setting-keys">
      <div className="setting-words">
        <h3>{translate('keys.title')}</h3>
        <p className="quiet">{translate('settings.keysSays')}</p>
      </div>
      <Button
        onPress={() => {
          openDialog('keys')
        }}
        testId="open-keys-here"
      >
        {translate('settings.keysOpen')}
      </Button>
    </div>
  )
}
