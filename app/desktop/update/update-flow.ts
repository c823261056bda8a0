// What happens with a new version, as (state, event) → state and effects: when it is asked for, fetched, offered and
// installed. Orders come first: nothing is installed while an order works, is held on this PC or is of unknown fate, not even
// when a person said yes and not even at the end of the program; and nothing ever restarts by itself. Pure; driven by
// updates.ts.
import { assertNever } from '../../../shared/domain/assert.ts'
import type { OrdersAtStake } from '../../../main/core/trading-core.ts'

export interface Release {
  readonly version: string
  /** Plain text; empty where there are none. */
  readonly notes: string
}

export type UpdateState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking'; readonly asked: boolean }
  | { readonly kind: 'fetching'; readonly asked: boolean; readonly release: Release }
  /** `startAgain` once a person has said yes to a restart. */
  | { readonly kind: 'ready'; readonly release: Release; readonly startAgain: boolean }

/** `atStake` is undefined while there is no core that could say it. `asked`: a person did, and is answered. */
export type UpdateEvent =
  | { readonly kind: 'check'; readonly asked: boolean; readonly atStake: OrdersAtStake | undefined }
  | { readonly kind: 'channelChosen' }
  | { readonly kind: 'found'; readonly release: Release }
  | { readonly kind: 'none' }
  | { readonly kind: 'fetched'; readonly atStake: OrdersAtStake | undefined }
  | { readonly kind: 'failed'; readonly why: string }
  /** A person said yes to a restart. */
  | { readonly kind: 'agreed'; readonly atStake: OrdersAtStake | undefined }
  /** The program ends, for whatever reason. */
  | { readonly kind: 'ending'; readonly atStake: OrdersAtStake | undefined }

export type UpdateEffect =
  | { readonly kind: 'check' }
  | { readonly kind: 'fetch' }
  | { readonly kind: 'tellNone' }
  | { readonly kind: 'tellFetching'; readonly release: Release }
  | { readonly kind: 'tellFailed'; readonly why: string }
  | { readonly kind: 'askToRestart'; readonly release: Release }
  | { readonly kind: 'tellWaits'; readonly release: Release; readonly atStake: OrdersAtStake | undefined }
  /** Ends the program in the ordinary way; `ending` comes next. */
  | { readonly kind: 'quit' }
  | { readonly kind: 'install'; readonly release: Release; readonly startAgain: boolean }

export interface UpdateStep {
  readonly state: UpdateState
  readonly effects: readonly UpdateEffect[]
}

export const NO_UPDATE: UpdateState = { kind: 'idle' }

export function stepUpdate(state: UpdateState, event: UpdateEvent): UpdateStep {
  switch (event.kind) {
    case 'check':
      return checkAsked(state, event)
    case 'channelChosen':
      // What was found in the other channel is not what is wanted now.
      return { state: { kind: 'checking', asked: true }, effects: [{ kind: 'check' }] }
    case 'found':
      if (state.kind !== 'checking') return nothing(state)
      return {
        state: { kind: 'fetching', asked: state.asked, release: event.release },
        effects: [{ kind: 'fetch' }, ...(state.asked ? [tellFetching(event.release)] : [])],
      }
    case 'none':
      if (state.kind !== 'checking') return nothing(state)
      return { state: NO_UPDATE, effects: state.asked ? [{ kind: 'tellNone' }] : [] }
    case 'fetched':
      if (state.kind !== 'fetching') return nothing(state)
      return {
        state: { kind: 'ready', release: state.release, startAgain: false },
        effects: state.asked ? [offer(state.release, event.atStake)] : [],
      }
    case 'failed':
      if (state.kind !== 'checking' && state.kind !== 'fetching') return nothing(state)
      return { state: NO_UPDATE, effects: state.asked ? [{ kind: 'tellFailed', why: event.why }] : [] }
    case 'agreed':
      if (state.kind !== 'ready') return nothing(state)
      // Orders may have been placed while the question stood there.
      return mayInstall(event.atStake)
        ? { state: { ...state, startAgain: true }, effects: [{ kind: 'quit' }] }
        : { state, effects: [offer(state.release, event.atStake)] }
    case 'ending':
      if (state.kind !== 'ready' || !mayInstall(event.atStake)) return { state: NO_UPDATE, effects: [] }
      return {
        state: NO_UPDATE,
        effects: [{ kind: 'install', release: state.release, startAgain: state.startAgain }],
      }
    default:
      return assertNever(event)
  }
}

/** Whether no order would be left without its terminal while a new version takes its place. */
export function mayInstall(atStake: OrdersAtStake | undefined): boolean {
  return atStake?.working === 0 && atStake.held === 0 && atStake.unknown === 0
}

function checkAsked(state: UpdateState, { asked, atStake }: UpdateEvent & { kind: 'check' }): UpdateStep {
  switch (state.kind) {
    case 'idle':
      return { state: { kind: 'checking', asked }, effects: [{ kind: 'check' }] }
    case 'checking':
      return nothing({ ...state, asked: state.asked || asked })
    case 'fetching':
      return {
        state: { ...state, asked: state.asked || asked },
        effects: asked ? [tellFetching(state.release)] : [],
      }
    case 'ready':
      return { state, effects: asked ? [offer(state.release, atStake)] : [] }
    default:
      return assertNever(state)
  }
}

function offer(release: Release, atStake: OrdersAtStake | undefined): UpdateEffect {
  return mayInstall(atStake) ? { kind: 'askToRestart', release } : { kind: 'tellWaits', release, atStake }
}

function tellFetching(release: Release): UpdateEffect {
  return { kind: 'tellFetching', release }
}

function nothing(state: UpdateState): UpdateStep {
  return { state, effects: [] }
}
