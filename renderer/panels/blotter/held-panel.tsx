// Orders held on this PC.
import { Link2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel } from '../../kit/panel.tsx'
import { TabTitle } from './tab-title.tsx'
import { useStore } from 'zustand'
import { isHeldEnded } from '../../../shared/domain/held-order.ts'
import { heldStore } from '../../store/topic-stores.ts'
import { HeldTable, HeldTools } from './held-table.tsx'
import './blotter.css'

export const heldPanel: PanelManifest = {
  icon: Link2,
  Title: HeldTitle,
  Content: HeldPanel,
  links: false,
  canWait: true,
  view: {},
}

function HeldTitle(): ReactElement {
  const all = useStore(heldStore, (state) => state.projection?.held)
  const held = all?.filter(({ state }) => !isHeldEnded(state)) ?? []
  const isPaused = held.some(({ state }) => state === 'paused')
  const count = held.length === 0 ? undefined : held.length
  return <TabTitle name={translate('blotter.held')} count={count} needsLook={isPaused} />
}

function HeldPanel(): ReactElement {
  return (
    <Panel name="held" label={translate('blotter.held')} header={<HeldTools />}>
      <HeldTable />
    </Panel>
  )
}
