// The forward curve of the chosen root, with a line that reads out the month under the pointer or in the ladder.
import { ChartLine } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { CurveProjection, IndexState, RootSummary } from '../../../shared/ui-wire/projections.ts'
import type { CurveLabels } from '../../chart/curve-labels.ts'
import { curveModel } from '../../chart/curve-model.ts'
import { CurveView } from '../../chart/curve-view.tsx'
import { decimalText, signedText } from '../../i18n/number-text.ts'
import { dateText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { unitText } from '../../i18n/unit-text.ts'
import { calmStore } from '../../kit/calm-store.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel, usePanelId } from '../../kit/panel.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { curveStore, deskStore } from '../../store/topic-stores.ts'
import { settingsStore } from '../../store/documents.ts'
import { instrumentOf, look, rootShownBy, workspaceStore } from '../../store/workspace.ts'
import { CurveReadout } from './curve-readout.tsx'
import './curve.css'

const NO_ROOTS: readonly RootSummary[] = []

export const curvePanel: PanelManifest = {
  icon: ChartLine,
  Title: CurveTitle,
  Content: CurvePanel,
  links: true,
  canWait: true,
  view: {},
}

function CurveTitle(): string {
  return translate('curve.title')
}

function CurvePanel(): ReactElement {
  const panelId = usePanelId()
  const root = useStore(workspaceStore, (state) => rootShownBy(state, panelId)) ?? ''
  const roots = useStore(deskStore, (state) => state.projection?.roots ?? NO_ROOTS)
  const summary = roots.find((one) => one.root === root)
  return (
    <Panel
      name="curve"
      label={translate('curve.label', { root })}
      header={
        <>
          <Tabs
            tabs={roots.map((one) => ({ name: one.root, label: one.root }))}
            selected={root}
            onSelect={(next) => {
              look(panelId, { root: next })
            }}
            label={translate('curve.roots')}
            testIdPrefix="root"
          />
          {summary !== undefined && (
            <span className="quiet curve-unit" title={translate('curve.source', { source: summary.source })}>
              {translate('curve.unit', { currency: summary.currency, unit: unitText(summary.unit) })}
            </span>
          )}
        </>
      }
    >
      <Curve key={root} root={root} />
    </Panel>
  )
}

function Curve({ root }: { readonly root: string }): ReactElement {
  const curve = useStore(calmStore(curveStore(root)), (state) => state.projection)
  const panelId = usePanelId()
  const selected = useStore(workspaceStore, (state) => instrumentOf(state, panelId))
  const theme = useStore(settingsStore, (state) => state.theme)
  const [hovered, setHovered] = useState<InstrumentId>()
  const picture = useMemo(() => {
    const model = curveModel(curve)
    return model === undefined ? undefined : { model, labels: labelsOf(curve), selected }
  }, [curve, selected])
  const pick = useMemo(
    () => (instrumentId: InstrumentId) => {
      look(panelId, { instrumentId, root })
    },
    [panelId, root],
  )
  return (
    <>
      <CurveReadout curve={curve} hovered={hovered} selected={selected} />
      <div className="curve-frame">
        <CurveView picture={picture} theme={theme} onHover={setHovered} onPick={pick} />
        {picture === undefined && <EmptyState text={translate('curve.empty', { root })} />}
      </div>
    </>
  )
}

function labelsOf(curve: CurveProjection | undefined): CurveLabels {
  const settle = curve?.points.findLast((point) => point.settle !== undefined)?.settle
  return {
    month: (month) => dateText(month.start, 'monthShort'),
    initial: (month) => dateText(month.start, 'monthInitial'),
    year: (month) => month.start.slice(0, 4),
    net: signedText,
    settle:
      settle === undefined ? '' : translate('curve.settleOn', { date: dateText(settle.date, 'dayMonth') }),
    spot: spotText(curve),
  }
}

/** The index with its day: restated when it was, and which newer day has none. */
function spotText(index: IndexState | undefined): string {
  const { fixing, missingOn } = index ?? {}
  if (fixing === undefined) return ''
  const words = { value: decimalText(fixing.value), date: dateText(fixing.date) }
  const spot = translate(fixing.status === 'restated' ? 'curve.spotRestated' : 'curve.spot', words)
  if (missingOn === undefined) return spot
  return translate('curve.spotMissing', { spot, date: dateText(missingOn, 'dayMonth') })
}
