// Whether the blotter shows one table or two, and on which side a tab then is: asked by the blotter, and by whatever
// opens a tab from elsewhere.
import type { BlotterTab } from './ui-state.ts'
import { showBlotterTab } from './ui-store.ts'

/** Room for two tables: below each other on a tall screen, side by side on a wide one. */
export const BLOTTER_PAIR = '(min-height: 860px), (min-width: 2400px)'

/** Tabs of each side where there are two. */
export const BLOTTER_SIDES = {
  left: ['working', 'held', 'fills'],
  right: ['positions', 'messages', 'alerts', 'connections', 'differences'],
} as const satisfies Readonly<Record<'left' | 'right', readonly BlotterTab[]>>

/** Opens the tab where it is now. */
export function openBlotterTab(tab: BlotterTab): void {
  const isRight = BLOTTER_SIDES.right.some((name) => name === tab)
  showBlotterTab(tab, isRight && window.matchMedia(BLOTTER_PAIR).matches)
}
