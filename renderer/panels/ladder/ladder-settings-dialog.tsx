// The settings of one ladder: each holds as soon as it is chosen, and is kept with its panel.
import { useId, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { Choice } from '../../kit/choice.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { NumberField } from '../../kit/number-field.tsx'
import { Select } from '../../kit/select.tsx'
import { wishAt } from '../../store/ladder-hand.ts'
import { instrumentOf, keepInView, panelIn, workspaceStore } from '../../store/workspace.ts'
import { CLICK_ACTIONS, CLICK_MAPS, GESTURES } from './click-map.ts'
import {
  AFTER_ORDER,
  CENTRINGS,
  clicksOf,
  EXIT_TICKS_MAX,
  ladderSettings,
  LARGE_LOTS_MAX,
  PRESETS,
  TRIGGERS,
  type LadderSettings,
} from './ladder-settings.ts'
import { clickLegend } from './ladder-words.ts'

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
      <div className="ladder-settings">
        <Row name="clicks">
          {(words) => (
            <>
              <Choice
                {...words}
                options={CLICK_MAPS.map((option) => ({ name: option, label: wordOf('clicks', option) }))}
                chosen={settings.clicks}
                onChoose={(clicks) => {
                  keepInView(panelId, { clicks })
                }}
              />
              <p className="ladder-clicks" data-testid="clicks-legend">
                {translate('ladder.settings.legend', { clicks: clickLegend(clicksOf(settings)) })}{' '}
                <span className="quiet">{translate(`ladder.settings.mapHint.${settings.clicks}`)}</span>
              </p>
              {settings.clicks === 'own' && <OwnClicks panelId={panelId} settings={settings} />}
            </>
          )}
        </Row>
        <Row name="exits">
          {({ describedBy }) => (
            <p className="choices">
              {EXITS.map(({ field, word }) => (
                <span className="ladder-exit" key={field}>
                  <span aria-hidden>{translate(`ladder.settings.exits.${word}Short`)}</span>
                  <NumberField
                    label={translate(`ladder.settings.exits.${word}`)}
                    describedBy={describedBy}
                    value={settings[field]}
                    min={1}
                    max={EXIT_TICKS_MAX}
                    step={1}
                    onChange={(ticks) => {
                      keepInView(panelId, { [field]: ticks })
                    }}
                    testId={field}
                  />
                </span>
              ))}
            </p>
          )}
        </Row>
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
      </div>
    </Dialog>
  )
}

const CHOICES = [
  { name: 'centring', options: CENTRINGS },
  { name: 'trigger', options: TRIGGERS },
  { name: 'presets', options: PRESETS },
  { name: 'afterOrder', options: AFTER_ORDER },
] as const
type ChoiceName = (typeof CHOICES)[number]['name'] | 'clicks'

function wordOf(name: ChoiceName, option: string): string {
  const words: Readonly<Record<string, string>> = translate(`ladder.settings.${name}`, {
    returnObjects: true,
  })
  return words[option] ?? option
}

/** Each gesture with a list of what it may do. */
function OwnClicks({ panelId, settings }: OwnClicksProps): ReactElement {
  return (
    <p className="ladder-own-clicks">
      {GESTURES.map((gesture) => (
        <label key={gesture}>
          <span>{translate(`ladder.clicks.gesture.${gesture}`)}</span>
          <Select
            options={CLICK_ACTIONS.map((name) => ({
              name,
              label: translate(`ladder.clicks.action.${name}`),
            }))}
            chosen={settings[gesture]}
            onChoose={(action) => {
              keepInView(panelId, { [gesture]: action })
            }}
            testId={`own-${gesture}`}
          />
        </label>
      ))}
    </p>
  )
}

interface OwnClicksProps {
  readonly panelId: string
  readonly settings: LadderSettings
}

const EXITS = [
  { field: 'targetTicks', word: 'target' },
  { field: 'stopTicks', word: 'stop' },
] as const
const LARGE_STEP = 10
const CLEARS = ['clearAll', 'clearAbove', 'clearBelow'] as const

type Words = Readonly<Record<'label' | 'describedBy' | 'testIdPrefix', string>>

interface RowProps {
  readonly name: ChoiceName | 'largeLots' | 'traded' | 'exits'
  readonly children: (words: Words) => ReactElement
}

/** A setting with what it does. */
function Row({ name, children }: RowProps): ReactElement {
  const describedBy = useId()
  const label = translate(`ladder.settings.${name}.name`)
  return (
    <div className="ladder-setting" data-setting={name}>
      <h3>{label}</h3>
      {children({ label, describedBy, testIdPrefix: name })}
      <p className="quiet" id={describedBy}>
        {translate(`ladder.settings.${name}.says`)}
      </p>
    </div>
  )
}
