// The document `first-run`: whether the first steps of this profile are over, and what its owner said to do. A file that makes
// no sense costs nothing but seeing them once more. Pure.
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import type { DocumentKind } from './document.ts'

export const OCCUPATIONS = ['trader', 'hedger', 'both'] as const
export type Occupation = (typeof OCCUPATIONS)[number]

export interface FirstRun {
  /** Taken or left: they never come again by themselves. */
  readonly isOver: boolean
  /** Absent where nobody said. */
  readonly occupation?: Occupation
}

const BYTES_MAX = 1_024

const form = Compile(
  Type.Unsafe<FirstRun>(
    Type.Object(
      { isOver: Type.Boolean(), occupation: Type.Optional(Type.Enum([...OCCUPATIONS])) },
      { additionalProperties: false },
    ),
  ),
)

/** `isAttended`: somebody sits before the machine. Steps that nobody takes are not shown, and not counted as taken. */
export function firstRunDocument(isAttended: boolean): DocumentKind<FirstRun> {
  return {
    name: 'first-run',
    version: 1,
    bytesMax: BYTES_MAX,
    form,
    defaults: { isOver: !isAttended },
    migrations: [(fields) => fields],
  }
}
