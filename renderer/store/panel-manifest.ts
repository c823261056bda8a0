// What a kind of panel says of itself: to the dock that shows it, to the list it is added from, and to whoever asks the core for
// what it shows.
import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { PanelEntry, Workspaces } from '../../shared/desk/workspaces.ts'
import type { RootSummary, Topic } from '../../shared/ui-wire/projections.ts'
import type { PanelViewSchema } from './panel-view.ts'

export interface PanelManifest {
  /** Where it is added. */
  readonly icon: LucideIcon
  /** In its tab: the name, a count, what is shown; stays live while another panel is in front of it. */
  readonly Title: ComponentType
  readonly Content: ComponentType
  /** It has one instrument and can look at it together with others. */
  readonly links: boolean
  /** Something else is wanted on the screen first: it may come a moment later. */
  readonly canWait: boolean
  /** What it keeps of itself, beside what it looks at. */
  readonly view: PanelViewSchema
  /** What it wants of the core beside what every window has; left out where that is nothing. */
  readonly topics?: PanelTopics
}

/** `roots`: what the venue lists, nothing before that is known. */
export type PanelTopics = (
  panel: PanelEntry,
  at: { readonly workspaces: Workspaces; readonly roots: readonly RootSummary[] },
) => readonly Topic[]
