// How the screen looks, its language, the colours of up and down and the ground; and the limits of the risk gate.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { directions, locales, themes } from '../../../shared/desk/settings.ts'
import { LOCALE_NAMES, translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { settings, settingsStore } from '../../store/documents.ts'
import { RiskLimits } from './risk-limits.tsx'

export function SettingsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const direction = useStore(settingsStore, (state) => state.direction)
  const theme = useStore(settingsStore, (state) => state.theme)
  const locale = useStore(settingsStore, (state) => state.language)
  return (
    <Dialog
      title={translate('settings.title')}
      closeLabel={translate('settings.close')}
      onClose={onClose}
      testId="settings-dialog"
    >
      <h3>{translate('settings.language')}</h3>
      <p className="choices">
        {locales.map((one) => (
          <Button
            key={one}
            pressed={one === locale}
            onPress={() => {
              settings.change((now) => ({ ...now, language: one }))
            }}
            testId={`language-${one}`}
          >
            {LOCALE_NAMES[one]}
          </Button>
        ))}
      </p>
      <h3>{translate('settings.direction')}</h3>
      <p className="quiet">{translate('settings.directionHint')}</p>
      <p className="choices">
        {directions.map((one) => (
          <Button
            key={one}
            pressed={one === direction}
            onPress={() => {
              settings.change((now) => ({ ...now, direction: one }))
            }}
            testId={`direction-${one}`}
          >
            {translate(`settings.${one}`)}
          </Button>
        ))}
      </p>
      <h3>{translate('settings.theme')}</h3>
      <p className="choices">
        {themes.map((one) => (
          <Button
            key={one}
            pressed={one === theme}
            onPress={() => {
              settings.change((now) => ({ ...now, theme: one }))
            }}
            testId={`theme-${one}`}
          >
            {translate(`settings.${one}`)}
          </Button>
        ))}
      </p>
      <RiskLimits />
    </Dialog>
  )
}
