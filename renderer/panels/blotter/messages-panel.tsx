// Messages of the desk and of the exchange, newest first.
import { MessageSquare } from 'lucide-react'
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel } from '../../kit/panel.tsx'
import { TabTitle } from './tab-title.tsx'
import { useStore } from 'zustand'
import { noticesStore } from '../../store/topic-stores.ts'
import { MessagesTable } from './messages-table.tsx'
import './blotter.css'

export const messagesPanel: PanelManifest = {
  icon: MessageSquare,
  Title: MessagesTitle,
  Content: MessagesPanel,
  links: false,
  canWait: true,
  view: {},
}

function MessagesTitle(): ReactElement {
  const count = useStore(noticesStore, (state) => state.projection?.notices.length ?? 0)
  return <TabTitle name={translate('blotter.messages')} count={count} />
}

function MessagesPanel(): ReactElement {
  return (
    <Panel name="messages" label={translate('blotter.messages')}>
      <MessagesTable />
    </Panel>
  )
}
