// The blotter: working orders, orders held on this PC, fills, positions, messages, alerts, connections and differences. Where there
// is room two of them show at once, so that positions stay in sight: below each other on a tall screen, side by side on a
// wide one.
import type { ReactElement, ReactNode } from 'react'
import { useStore } from 'zustand'
import { isHeldEnded } from '../../../shared/domain/held-order.ts'
import { isTerminal } from '../../../shared/domain/order.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { Panel } from '../../kit/panel.tsx'
import { Tabs, type Tab } from '../../kit/tabs.tsx'
import { useMedia } from '../../kit/use-media.ts'
import { BLOTTER_PAIR, BLOTTER_SIDES } from '../../store/blotter-layout.ts'
import {
  alertsStore,
  fillsStore,
  heldStore,
  noticesStore,
  ordersStore,
  reconciliationStore,
} from '../../store/topic-stores.ts'
import { blotterTabs, type BlotterTab } from '../../store/ui-state.ts'
import { setShowFinished, showBlotterTab, uiStore } from '../../store/ui-store.ts'
import { AlertsTab, AlertTools } from './alerts-tab.tsx'
import { BookFigures, Connections } from './connections.tsx'
import { ComparedFigures, DifferencesTable } from './differences-table.tsx'
import { HeldTable, HeldTools } from './held-table.tsx'
import { FillsTable } from './fills-table.tsx'
import { MessagesTable } from './messages-table.tsx'
import { PositionsTable } from './positions-table.tsx'
import { WorkingTable } from './working-table.tsx'
import './blotter.css'

const LEFT: readonly BlotterTab[] = BLOTTER_SIDES.left
const RIGHT: readonly BlotterTab[] = BLOTTER_SIDES.right

export function Blotter(): ReactElement {
  const hasRoom = useMedia(BLOTTER_PAIR)
  const tab = useStore(uiStore, (state) => state.blotterTab)
  const sideTab = useStore(uiStore, (state) => state.blotterSideTab)
  if (!hasRoom) {
    return (
      <Panel
        name="blotter"
        title=""
        label={translate('blotter.label')}
        header={<BlotterHeader names={blotterTabs} selected={tab} isSide={false} />}
      >
        <BlotterTable name={tab} />
      </Panel>
    )
  }
  const left = LEFT.includes(tab) ? tab : 'working'
  const right = RIGHT.includes(sideTab) ? sideTab : 'positions'
  return (
    <div className="blotter-pair" data-testid="panel-blotter">
      <Panel
        name="blotter-orders"
        title=""
        label={translate('blotter.working')}
        header={<BlotterHeader names={LEFT} selected={left} isSide={false} />}
      >
        <BlotterTable name={left} />
      </Panel>
      <Panel
        name="blotter-positions"
        title=""
        label={translate('blotter.positions')}
        header={<BlotterHeader names={RIGHT} selected={right} isSide />}
      >
        <BlotterTable name={right} />
      </Panel>
    </div>
  )
}

interface BlotterHeaderProps {
  readonly names: readonly BlotterTab[]
  readonly selected: BlotterTab
  readonly isSide: boolean
}

function BlotterHeader({ names, selected, isSide }: BlotterHeaderProps): ReactElement {
  const orders = useStore(ordersStore, (state) => state.projection?.orders)
  const fills = useStore(fillsStore, (state) => state.projection?.fills.length ?? 0)
  const messages = useStore(noticesStore, (state) => state.projection?.notices.length ?? 0)
  const unseen = useStore(alertsStore, (state) => state.projection?.unacknowledged ?? 0)
  const showFinished = useStore(uiStore, (state) => state.showFinished)
  const allHeld = useStore(heldStore, (state) => state.projection?.held)
  const held = allHeld?.filter(({ state }) => !isHeldEnded(state)) ?? []
  const open = orders?.filter((order) => !isTerminal(order.status)) ?? []
  const differing = useStore(
    reconciliationStore,
    ({ projection }) =>
      projection?.differences.filter(({ resolvedUs }) => resolvedUs === undefined).length ?? 0,
  )
  const counts: Partial<Record<BlotterTab, number>> = {
    ...{ working: open.length, fills, messages },
    ...(held.length === 0 ? {} : { held: held.length }),
    ...(unseen === 0 ? {} : { alerts: unseen }),
    ...(differing === 0 ? {} : { differences: differing }),
  }
  const needsLook: Partial<Record<BlotterTab, boolean>> = {
    working: open.some((order) => order.status === 'unknown'),
    held: held.some(({ state }) => state === 'paused'),
    alerts: unseen > 0,
    differences: differing > 0,
  }
  const tabs = names.map((name): Tab<BlotterTab> => {
    const label = tabLabel(translate(`blotter.${name}`), counts[name])
    return needsLook[name] === true ? { name, label, tone: 'attention' } : { name, label }
  })
  return (
    <>
      <Tabs
        tabs={tabs}
        selected={selected}
        onSelect={(name) => {
          showBlotterTab(name, isSide)
        }}
        label={translate('blotter.label')}
        testIdPrefix="tab"
      />
      {selected === 'working' && (
        <span className="blotter-tools">
          <Button
            pressed={showFinished}
            title={translate('blotter.showFinishedHint')}
            onPress={() => {
              setShowFinished(!showFinished)
            }}
            testId="show-finished"
          >
            {translate('blotter.showFinished')}
          </Button>
        </span>
      )}
      {selected === 'held' && <HeldTools />}
      {selected === 'alerts' && <AlertTools />}
      {selected === 'connections' && <BookFigures />}
      {selected === 'differences' && <ComparedFigures />}
    </>
  )
}

function tabLabel(text: string, count: number | undefined): ReactNode {
  return (
    <>
      {text}
      {count !== undefined && <span className="tab-count">{count}</span>}
    </>
  )
}

function BlotterTable({ name }: { readonly name: BlotterTab }): ReactElement {
  switch (name) {
    case 'working':
      return <WorkingTable />
    case 'held':
      return <HeldTable />
    case 'fills':
      return <FillsTable />
    case 'positions':
      return <PositionsTable />
    case 'messages':
      return <MessagesTable />
    case 'alerts':
      return <AlertsTab />
    case 'connections':
      return <Connections />
    case 'differences':
      return <DifferencesTable />
  }
}
