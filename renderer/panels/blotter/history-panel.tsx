// All orders that there were, with what became of them.
import { History } from 'lucide-react'
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import { Panel } from '../../kit/panel.tsx'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { HistoryTable } from './history-table.tsx'
import { ListTools } from './list-tools.tsx'
import { listSchema } from './list-view.ts'
import { HISTORY_LIST } from './lists.ts'
import { TabTitle } from './tab-title.tsx'
import './blotter.css'

export const historyPanel: PanelManifest = {
  icon: History,
  Title: HistoryTitle,
  Content: HistoryPanel,
  links: false,
  canWait: true,
  view: listSchema(HISTORY_LIST),
  topics: () => ['history'],
}

function HistoryTitle(): ReactElement {
  return <TabTitle name={translate('blotter.history')} />
}

function HistoryPanel(): ReactElement {
  return (
    <Panel name="history" label={translate('blotter.history')} header={<ListTools />}>
      <HistoryTable />
    </Panel>
  )
}
