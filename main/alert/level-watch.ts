// One value beside one level: whether it has crossed. Pure; called by AlertBook. Invariants: only a crossing that was seen
// is one, so the first value after a start, a gap or a change of the rule raises nothing unless the rule wants that; and
// between two crossings the value has come back.
import type { Level } from './gauge.ts'

/** `waiting`: it was beyond the level and has not come back. */
export type Arming = 'armed' | 'waiting'

export interface LevelState {
  /** Undefined before the first value. */
  readonly arming: Arming | undefined
  /** No value was seen since the start, or the values before this one were old. */
  readonly isFresh: boolean
}

export interface LevelPolicy {
  /** How far back it must come, beside what `Level` says: `everyTime` asks for the other side alone. */
  readonly anyReturn: boolean
  readonly alsoIfBeyond: boolean
}

export type LevelEvent = 'crossed' | 'returned'

export const UNSEEN: LevelState = { arming: undefined, isFresh: true }

/** After old data the next value stands alone. */
export function afterGap({ arming }: LevelState): LevelState {
  return { arming, isFresh: true }
}

export function watchLevel(
  { arming, isFresh }: LevelState,
  value: number,
  { level, policy }: { readonly level: Level; readonly policy: LevelPolicy },
): { readonly state: LevelState; readonly event?: LevelEvent } {
  const isBeyond = distanceBack(value, level) <= 0
  if (arming === 'waiting') {
    const isBack = !isBeyond && (policy.anyReturn || distanceBack(value, level) >= level.hysteresis)
    return isBack ? { state: seen('armed'), event: 'returned' } : { state: seen('waiting') }
  }
  if (!isBeyond) return { state: seen('armed') }
  const isCrossing = !isFresh || policy.alsoIfBeyond
  return isCrossing ? { state: seen('waiting'), event: 'crossed' } : { state: seen('waiting') }
}

/** How far the value lies on this side of the level; zero or less is at it or beyond. */
function distanceBack(value: number, { direction, level }: Level): number {
  return direction === 'above' ? level - value : value - level
}

function seen(arming: Arming): LevelState {
  return { arming, isFresh: false }
}
