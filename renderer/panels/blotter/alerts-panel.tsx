// Rules that a person is told by, and what was told.
import { Bell } from 'lucide-react'
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel } from '../../kit/panel.tsx'
import { alertsStore } from '../../store/topic-stores.ts'
import { AlertsTab, AlertTools } from './alerts-tab.tsx'
import { TabTitle } from './tab-title.tsx'
import './blotter.css'

export const alertsPanel: PanelManifest = {
  icon: Bell,
  Title: AlertsTitle,
  Content: AlertsPanel,
  links: false,
  canWait: true,
  view: {},
}

function AlertsTitle(): ReactElement {
  const unseen = useStore(alertsStore, (state) => state.projection?.unacknowledged ?? 0)
  const count = unseen === 0 ? undefined : unseen
  return <TabTitle name={translate('blotter.alerts')} count={count} needsLook={unseen > 0} />
}

function AlertsPanel(): ReactElement {
  return (
    <Panel name="alerts" label={translate('blotter.alerts')} header={<AlertTools />}>
      <AlertsTab />
    </Panel>
  )
}
