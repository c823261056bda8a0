// The settings of one ladder: each holds as soon as it is chosen, and is kept with its panel.
import { useId, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { Choice } from '../../kit/choice.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { NumberField } from '../../kit/number-field.tsx'
import { wishAt } from '../../store/ladder-hand.ts'
import { instrumentOf, keepInView, panelIn, workspaceStore } from '../../store/workspace.ts'
import {
  AFTER_ORDER,
  CENTRINGS,
  ladderSettings,
  LARGE_LOTS_MAX,
  PRESETS,
  TRIGGERS,
  type LadderSettings,
} from './ladder-settings.ts'

export interface LadderSettingsDialogProps {
  readonly panelId: string
  readonly onClose: () => void
}

export function LadderSettingsDialog({ panelId, onClose }: LadderSettingsDialogProps): ReactElement {
  const instrument = useStore(workspaceStore, (state) => instrumentOf(state, panelId)) ?? ''
  const view = useStore(workspaceStore, (state) => panelIn(state, panelId)?.view)
  const settings = ladderSettings(view)
  return (
    <Dialog
      title={translate('ladder.settings.title', { instrument })}
      closeLabel={translate('ladder.settings.close')}
      onClose={onClose}
      testId="ladder-settings"
    >
      {CHOICES.map(({ name, options }) => (
        <Row key={name} name={name}>
          {(words) => (
            <Choice
              {...words}
              options={options.map((option) => ({ name: option, label: wordOf(name, option) }))}
              chosen={settings[name]}
              onChoose={(chosen) => {
                keepInView(panelId, { [name]: chosen })
              }}
            />
          )}
        </Row>
      ))}
      <Row name="largeLots">
        {({ label, describedBy, testIdPrefix }) => (
          <NumberField
            label={label}
            describedBy={describedBy}
            value={settings.largeLots}
            min={0}
            max={LARGE_LOTS_MAX}
            step={LARGE_STEP}
            onChange={(lots) => {
              keepInView(panelId, { largeLots: lots })
            }}
            testId={testIdPrefix}
          />
        )}
      </Row>
      <Row name="traded">
        {() => (
          <p className="choices">
            {CLEARS.map((kind) => (
              <Button
                key={kind}
                onPress={() => {
                  wishAt(panelId, kind)
                }}
                testId={kind}
              >
                {translate(`ladder.settings.traded.${kind}`)}
              </Button>
            ))}
          </p>
        )}
      </Row>
    </Dialog>
  )
}

const CHOICES = [
  { name: 'centring', options: CENTRINGS },
  { name: 'trigger', options: TRIGGERS },
  { name: 'presets', options: PRESETS },
  { name: 'afterOrder', options: AFTER_ORDER },
] as const
type ChoiceName = (typeof CHOICES)[number]['name']

function wordOf(name: ChoiceName, option: string): string {
  const words: Readonly<Record<string, string>> = translate(`ladder.settings.${name}`, {
    returnObjects: true,
  })
  return words[option] ?? option
}

const LARGE_STEP = 10
const CLEARS = ['clearAll', 'clearAbove', 'clearBelow'] as const

type Words = Readonly<Record<'label' | 'describedBy' | 'testIdPrefix', string>>

interface RowProps {
  readonly name: Exclude<keyof LadderSettings, 'orderQty'> | 'traded'
  readonly children: (words: Words) => ReactElement
}

/** A setting with what it does. */
function Row({ name, children }: RowProps): ReactElement {
  const describedBy = useId()
  const label = translate(`ladder.settings.${name}.name`)
  return (
    <div className="ladder-setting">
      <h3>{label}</h3>
      {children({ label, describedBy, testIdPrefix: name })}
      <p className="quiet" id={describedBy}>
        {translate(`ladder.settings.${name}.says`)}
      </p>
    </div>
  )
}
