// The guides that are read inside the terminal, by the names of their files in docs/guide; and which page is open. The texts
// themselves are loaded only with the dialog that shows them.
import { createStore } from 'zustand/vanilla'
import { openDialog } from './ui-store.ts'

/** In the order of the contents list. */
export const GUIDES = ['first-steps', 'trading', 'orders', 'desk'] as const
export type GuideName = (typeof GUIDES)[number]

/** A page by its path in docs/ without the ending; a guide has the same one in every language. */
export type PageId = string

export interface GuidePlace {
  readonly page: PageId
  /** A heading by its slug; the beginning without one. */
  readonly heading?: string
}

/** What was read last. */
export const guideStore = createStore<GuidePlace>(() => ({ page: pageOfGuide(GUIDES[0]) }))

export function pageOfGuide(guide: GuideName): PageId {
  return `guide/${guide}`
}

/** Opens the guides where they were left, or at one. */
export function openGuide(guide?: GuideName): void {
  if (guide !== undefined) guideStore.setState({ page: pageOfGuide(guide) }, true)
  openDialog('guide')
}
