// What a kind of panel says of itself to the dock that shows it.
import type { ComponentType } from 'react'

export interface PanelManifest {
  /** In its tab: the name, a count, what is shown; stays live while another panel is in front of it. */
  readonly Title: ComponentType
  readonly Content: ComponentType
  /** It has one instrument and can look at it together with others. */
  readonly links: boolean
  /** Something else is wanted on the screen first: it may come a moment later. */
  readonly canWait: boolean
}
