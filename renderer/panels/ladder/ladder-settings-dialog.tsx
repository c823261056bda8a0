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
  const { centring, trigger, presets, afterOrder, largeLots } = ladderSettings(view)
  return (
    <Dialog
      title={translate('ladder.settings.title', { instrument })}
      closeLabel={translate('ladder.settings.close')}
      onClose={onClose}
      testId="ladder-settings"
    >
      <Row name="centring">
        {(words) => (
          <Choice
            {...words}
            options={CENTRINGS.map((name) => ({
              name,
              label: translate(`ladder.settings.centring.${name}`),
            }))}
            chosen={centring}
            onChoose={(chosen) => {
              keepInView(panelId, { centring: chosen })
            }}
          />
        )}
      </Row>
      <Row name="trigger">
        {(words) => (
          <Choice
            {...words}
            options={TRIGGERS.map((name) => ({ name, label: translate(`ladder.settings.trigger.${name}`) }))}
            chosen={trigger}
            onChoose={(chosen) => {
              keepInView(panelId, { trigger: chosen })
            }}
          />
        )}
      </Row>
      <Row name="presets">
        {(words) => (
          <Choice
            {...words}
            options={PRESETS.map((name) => ({ name, label: translate(`ladder.settings.presets.${name}`) }))}
            chosen={presets}
            onChoose={(chosen) => {
              keepInView(panelId, { presets: chosen })
            }}
          />
        )}
      </Row>
      <Row name="afterOrder">
        {(words) => (
          <Choice
            {...words}
            options={AFTER_ORDER.map((name) => ({
              name,
              label: translate(`ladder.settings.afterOrder.${name}`),
            }))}
            chosen={afterOrder}
            onChoose={(chosen) => {
              keepInView(panelId, { afterOrder: chosen })
            }}
          />
        )}
      </Row>
      <Row name="largeLots">
        {({ label, describedBy, testIdPrefix }) => (
          <NumberField
            {...{ label, describedBy }}
            value={largeLots}
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
