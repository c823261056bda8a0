// Orders that work at the exchange, and on demand those that ended.
import { ListOrdered } from 'lucide-react'
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel, usePanelId } from '../../kit/panel.tsx'
import { TabTitle } from './tab-title.tsx'
import { useStore } from 'zustand'
import { isTerminal } from '../../../shared/domain/order.ts'
import { Button } from '../../kit/button.tsx'
import { ordersStore } from '../../store/topic-stores.ts'
import { readView } from '../../store/panel-view.ts'
import { keepInView, panelIn, workspaceStore } from '../../store/workspace.ts'
import { WORKING_VIEW } from './working-view.ts'
import { WorkingTable } from './working-table.tsx'
import './blotter.css'

export const workingPanel: PanelManifest = {
  icon: ListOrdered,
  Title: WorkingTitle,
  Content: WorkingPanel,
  links: false,
  canWait: true,
  view: WORKING_VIEW,
}

function WorkingTitle(): ReactElement {
  const orders = useStore(ordersStore, (state) => state.projection?.orders)
  const open = orders?.filter((order) => !isTerminal(order.status)) ?? []
  const needsLook = open.some((order) => order.status === 'unknown')
  return <TabTitle name={translate('blotter.working')} count={open.length} needsLook={needsLook} />
}

function WorkingPanel(): ReactElement {
  return (
    <Panel name="working" label={translate('blotter.working')} header={<WorkingTools />}>
      <WorkingTable />
    </Panel>
  )
}

function WorkingTools(): ReactElement {
  const panelId = usePanelId()
  const finished = useStore(
    workspaceStore,
    (state) => readView(WORKING_VIEW, panelIn(state, panelId)?.view).finished,
  )
  return (
    <span className="blotter-tools">
      <Button
        pressed={finished}
        title={translate('blotter.showFinishedHint')}
        onPress={() => {
          keepInView(panelId, { finished: !finished })
        }}
        testId="show-finished"
      >
        {translate('blotter.showFinished')}
      </Button>
    </span>
  )
}
