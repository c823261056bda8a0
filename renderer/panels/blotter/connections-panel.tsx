// How both sessions are doing.
import { Cable } from 'lucide-react'
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel } from '../../kit/panel.tsx'
import { TabTitle } from './tab-title.tsx'
import { BookFigures, Connections } from './connections.tsx'
import './blotter.css'

export const connectionsPanel: PanelManifest = {
  icon: Cable,
  Title: ConnectionsTitle,
  Content: ConnectionsPanel,
  links: false,
  canWait: true,
  view: {},
}

function ConnectionsTitle(): ReactElement {
  return <TabTitle name={translate('blotter.connections')} />
}

function ConnectionsPanel(): ReactElement {
  return (
    <Panel name="connections" label={translate('blotter.connections')} header={<BookFigures />}>
      <Connections />
    </Panel>
  )
}
