// Fills, newest first.
import { Check } from 'lucide-react'
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel } from '../../kit/panel.tsx'
import { TabTitle } from './tab-title.tsx'
import { useStore } from 'zustand'
import { fillsStore } from '../../store/topic-stores.ts'
import { FillsTable } from './fills-table.tsx'
import { ListTools } from './list-tools.tsx'
import { listSchema } from './list-view.ts'
import { FILLS_LIST } from './lists.ts'
import './blotter.css'

export const fillsPanel: PanelManifest = {
  icon: Check,
  Title: FillsTitle,
  Content: FillsPanel,
  links: false,
  canWait: true,
  view: listSchema(FILLS_LIST),
}

function FillsTitle(): ReactElement {
  const count = useStore(fillsStore, (state) => state.projection?.fills.length ?? 0)
  return <TabTitle name={translate('blotter.fills')} count={count} />
}

function FillsPanel(): ReactElement {
  return (
    <Panel name="fills" label={translate('blotter.fills')} header={<ListTools />}>
      <FillsTable />
    </Panel>
  )
}
