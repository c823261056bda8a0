// Orders that work at the exchange.
import { ListOrdered } from 'lucide-react'
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { isTerminal } from '../../../shared/domain/order.ts'
import { translate } from '../../i18n/translate.ts'
import { Panel } from '../../kit/panel.tsx'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { ordersStore } from '../../store/topic-stores.ts'
import { ListTools } from './list-tools.tsx'
import { listSchema } from './list-view.ts'
import { WORKING_LIST } from './lists.ts'
import { TabTitle } from './tab-title.tsx'
import { WorkingTable } from './working-table.tsx'
import './blotter.css'

export const workingPanel: PanelManifest = {
  icon: ListOrdered,
  Title: WorkingTitle,
  Content: WorkingPanel,
  links: false,
  canWait: true,
  view: listSchema(WORKING_LIST),
}

function WorkingTitle(): ReactElement {
  const orders = useStore(ordersStore, (state) => state.projection?.orders)
  const open = orders?.filter((order) => !isTerminal(order.status)) ?? []
  const needsLook = open.some((order) => order.status === 'unknown')
  return <TabTitle name={translate('blotter.working')} count={open.length} needsLook={needsLook} />
}

function WorkingPanel(): ReactElement {
  return (
    <Panel name="working" label={translate('blotter.working')} header={<ListTools />}>
      <WorkingTable />
    </Panel>
  )
}
