// What concerns all settings: out to a file without what is personal, in from one, back to how they came.
import type { ReactElement } from 'react'
import { settingNames, withImported, type Settings } from '../../../shared/desk/settings.ts'
import { translate } from '../../i18n/translate.ts'
import { presets, settings } from '../../store/documents.ts'
import { DocumentFoot } from '../../documents/document-foot.tsx'
import { nameOf, valueText } from './setting-words.ts'

export function SettingsFoot(): ReactElement {
  return (
    <DocumentFoot
      name="settings"
      document={settings}
      presets={presets}
      withFile={withImported}
      changesOf={changesOf}
      words={{
        exported: (file) => translate('settings.exported', { file }),
        importAsk: (file) => translate('settings.importAsk', { file }),
        importSame: translate('settings.importSame'),
        resetAsk: translate('settings.resetAsk'),
      }}
    />
  )
}

function changesOf(now: Settings, then: Settings): readonly string[] {
  return settingNames
    .filter((name) => now[name] !== then[name])
    .map((name) =>
      translate('settings.change', {
        name: nameOf(name),
        from: valueText(name, now[name]),
        to: valueText(name, then[name]),
      }),
    )
}
