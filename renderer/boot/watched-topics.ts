// Which topics this window needs: those of every window, those of its panels by their manifests, and the curve of each root
// that the venue lists. Boot sends them whenever they change.
import type { PanelKind, Workspaces } from '../../shared/desk/workspaces.ts'
import type { DeskProjection, Topic } from '../../shared/ui-wire/projections.ts'
import type { PanelTopics } from '../store/panel-manifest.ts'
import type { UiState } from '../store/ui-store.ts'
import { panelsOfWindow } from '../store/workspace.ts'

const ALWAYS: readonly Topic[] = [
  'desk',
  'orders',
  'held',
  'fills',
  'positions',
  'notices',
  'alerts',
  'reconciliation',
]

export interface Watching {
  readonly workspaces: Workspaces
  readonly ui: Pick<UiState, 'healthViews' | 'dialog'>
  readonly desk: Pick<DeskProjection, 'roots'> | undefined
  /** By kind of panel; undefined for a kind that wants nothing of its own. */
  readonly topicsOf: (kind: PanelKind) => PanelTopics | undefined
}

export function watchedTopics({ workspaces, ui, desk, topicsOf }: Watching): readonly Topic[] {
  const roots = desk?.roots ?? []
  const wanted = panelsOfWindow(workspaces).flatMap(
    (panel) => topicsOf(panel.kind)?.(panel, { workspaces, roots }) ?? [],
  )
  const curves = roots.map(({ root }): Topic => `curve:${root}`)
  const health: readonly Topic[] = ui.healthViews > 0 ? ['health'] : []
  const limits: readonly Topic[] = ui.dialog === 'settings' ? ['limits'] : []
  return [...new Set([...ALWAYS, ...wanted, ...curves, ...health, ...limits])]
}
