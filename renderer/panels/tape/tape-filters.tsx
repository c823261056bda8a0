// What of the trades is shown, in one line above them; each choice holds at once and is kept with the panel.
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import { usePanelId } from '../../kit/panel.tsx'
import { Select } from '../../kit/select.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { keepInView } from '../../store/workspace.ts'
import { TAPE_LOTS_MAX, TAPE_SIDES, TOGETHER, type TapeSettings } from './tape-lines.ts'

export function TapeFilters({ settings }: { readonly settings: TapeSettings }): ReactElement {
  const panelId = usePanelId()
  return (
    <div className="tape-filters" role="group" aria-label={translate('tape.filters')}>
      <Select
        isSmall
        options={TAPE_SIDES.map((name) => ({ name, label: translate(`tape.show.${name}`) }))}
        chosen={settings.side}
        onChoose={(side) => {
          keepInView(panelId, { side })
        }}
        label={translate('tape.sides')}
        testId="tape-side"
      />
      <Select
        isSmall
        options={TOGETHER.map((name) => ({ name, label: translate(`tape.together.${name}`) }))}
        chosen={settings.together}
        onChoose={(together) => {
          keepInView(panelId, { together })
        }}
        label={translate('tape.togetherLabel')}
        testId="tape-together"
      />
      <LotsField name="leastLots" value={settings.leastLots} />
      <LotsField name="largeLots" value={settings.largeLots} />
    </div>
  )
}

interface LotsFieldProps {
  readonly name: 'leastLots' | 'largeLots'
  readonly value: number
}

function LotsField({ name, value }: LotsFieldProps): ReactElement {
  const panelId = usePanelId()
  const hintId = `${panelId}-${name}`
  return (
    <span className="tape-lots" title={translate(`tape.${name}Hint`)}>
      <span className="quiet" aria-hidden>
        {translate(`tape.${name}`)}
      </span>
      <TextField
        value={String(value)}
        lengthMax={6}
        isFit={(text) => /^\d+$/.test(text) && Number(text) <= TAPE_LOTS_MAX}
        onChange={(text) => {
          keepInView(panelId, { [name]: Number(text) })
        }}
        label={translate(`tape.${name}Label`)}
        describedBy={hintId}
        testId={`tape-${name}`}
      />
      <span id={hintId} hidden>
        {translate(`tape.${name}Hint`)}
      </span>
    </span>
  )
}
