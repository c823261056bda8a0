// What the exchange and this desk hold differently, and what was done about it.
import { Scale } from 'lucide-react'
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel } from '../../kit/panel.tsx'
import { TabTitle } from './tab-title.tsx'
import { useStore } from 'zustand'
import { reconciliationStore } from '../../store/topic-stores.ts'
import { ComparedFigures, DifferencesTable } from './differences-table.tsx'
import './blotter.css'

export const differencesPanel: PanelManifest = {
  icon: Scale,
  Title: DifferencesTitle,
  Content: DifferencesPanel,
  links: false,
  canWait: true,
  view: {},
}

function DifferencesTitle(): ReactElement {
  const differing = useStore(
    reconciliationStore,
    ({ projection }) =>
      projection?.differences.filter(({ resolvedUs }) => resolvedUs === undefined).length ?? 0,
  )
  const count = differing === 0 ? undefined : differing
  return <TabTitle name={translate('blotter.differences')} count={count} needsLook={differing > 0} />
}

function DifferencesPanel(): ReactElement {
  return (
    <Panel name="differences" label={translate('blotter.differences')} header={<ComparedFigures />}>
      <DifferencesTable />
    </Panel>
  )
}
