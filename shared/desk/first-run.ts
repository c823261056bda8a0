// The first steps of a profile: whether they are over, and what its owner said to do. Kept as the document `first-run`
// (first-run-document.ts).

export const OCCUPATIONS = ['trader', 'hedger', 'both'] as const
export type Occupation = (typeof OCCUPATIONS)[number]

export interface FirstRun {
  /** Taken or left: they never come again by themselves. */
  readonly isOver: boolean
  /** Absent where nobody said. */
  readonly occupation?: Occupation
}
