// What a window may ask of a replay, and where it stands. Parsed from unknown in the main process; the answer is always the
// state, so that asking for nothing but it is one of the questions.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TimeUs } from '../domain/brands.ts'

/** Times as fast as it was. */
export const REPLAY_SPEEDS = { min: 0.1, max: 1_000 } as const

/** Where a replay stands. Times are those of the machine that recorded. */
export interface ReplayState {
  readonly fromUs: TimeUs
  readonly toUs: TimeUs
  readonly atUs: TimeUs
  readonly speed: number
  readonly isPlaying: boolean
  readonly hasEnded: boolean
  /** What of the recording could not be read, in words. */
  readonly damage?: string
}

const strict = { additionalProperties: false } as const

export const ReplayCommandSchema = Type.Union([
  Type.Object({ action: Type.Literal('look') }, strict),
  Type.Object({ action: Type.Literal('play') }, strict),
  Type.Object({ action: Type.Literal('pause') }, strict),
  Type.Object(
    {
      action: Type.Literal('speed'),
      speed: Type.Number({ minimum: REPLAY_SPEEDS.min, maximum: REPLAY_SPEEDS.max }),
    },
    strict,
  ),
  Type.Object(
    {
      action: Type.Literal('seek'),
      toUs: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    },
    strict,
  ),
])

export type ReplayCommand = Static<typeof ReplayCommandSchema>

const validator = Compile(ReplayCommandSchema)

/** Undefined for what is no command. */
export function parseReplayCommand(value: unknown): ReplayCommand | undefined {
  return validator.Check(value) ? value : undefined
}
