// What is put into the page: each is given the newest projection of every frame and shows it as it sees fit.
import type { LadderProjection } from '../../shared/ui-wire/projections.ts'

export const ROWS = 60
export const ROW_PX = 18
export const WIDTH_PX = 560

export type ShowLadder = (ladder: LadderProjection) => void
/** Puts an empty one into the element. */
export type MountLadder = (root: HTMLElement) => ShowLadder
