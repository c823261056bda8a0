// Every kind of panel there is: a folder in renderer/panels gives its manifest, and this is the one place where they come
// together. A new kind is its name in shared/desk/workspaces.ts and a line here.
import type { PanelKind } from '../../shared/desk/workspaces.ts'
import type { PanelManifest } from '../store/panel-manifest.ts'
import { alertsPanel } from '../panels/blotter/alerts-panel.tsx'
import { connectionsPanel } from '../panels/blotter/connections-panel.tsx'
import { differencesPanel } from '../panels/blotter/differences-panel.tsx'
import { fillsPanel } from '../panels/blotter/fills-panel.tsx'
import { historyPanel } from '../panels/blotter/history-panel.tsx'
import { heldPanel } from '../panels/blotter/held-panel.tsx'
import { messagesPanel } from '../panels/blotter/messages-panel.tsx'
import { positionsPanel } from '../panels/blotter/positions-panel.tsx'
import { workingPanel } from '../panels/blotter/working-panel.tsx'
import { curvePanel } from '../panels/curve/curve-panel.tsx'
import { ladderPanel } from '../panels/ladder/ladder-panel.tsx'
import { chartPanel } from '../panels/price-chart/chart-panel.tsx'
import { tapePanel } from '../panels/tape/tape-panel.tsx'
import { ticketPanel } from '../panels/ticket/ticket-panel.tsx'
import { quotesPanel } from '../panels/quote-board/quote-board.tsx'

export const PANELS: Readonly<Record<PanelKind, PanelManifest>> = {
  quotes: quotesPanel,
  curve: curvePanel,
  ladder: ladderPanel,
  ticket: ticketPanel,
  chart: chartPanel,
  tape: tapePanel,
  working: workingPanel,
  history: historyPanel,
  held: heldPanel,
  fills: fillsPanel,
  positions: positionsPanel,
  messages: messagesPanel,
  alerts: alertsPanel,
  connections: connectionsPanel,
  differences: differencesPanel,
}
