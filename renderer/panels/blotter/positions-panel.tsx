// Positions with their profit; a contract that is clicked is what its colour group looks at.
import { Layers } from 'lucide-react'
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel } from '../../kit/panel.tsx'
import { TabTitle } from './tab-title.tsx'
import { PositionsTable } from './positions-table.tsx'
import './blotter.css'

export const positionsPanel: PanelManifest = {
  icon: Layers,
  Title: PositionsTitle,
  Content: PositionsPanel,
  links: true,
  canWait: true,
  view: {},
}

function PositionsTitle(): ReactElement {
  return <TabTitle name={translate('blotter.positions')} />
}

function PositionsPanel(): ReactElement {
  return (
    <Panel name="positions" label={translate('blotter.positions')}>
      <PositionsTable />
    </Panel>
  )
}
