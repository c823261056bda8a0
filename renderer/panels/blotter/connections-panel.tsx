// How both sessions are doing.
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import type { PanelManifest } from '../../kit/panel-manifest.ts'
import { Panel } from '../../kit/panel.tsx'
import { TabTitle } from './tab-title.tsx'
import { BookFigures, Connections } from './connections.tsx'
import './blotter.css'

export const connectionsPanel: PanelManifest = {
  Title: ConnectionsTitle,
  Content: ConnectionsPanel,
  links: false,
  canWait: true,
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
