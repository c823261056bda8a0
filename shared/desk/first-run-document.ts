// The document `first-run`. A file that makes no sense costs nothing but seeing the first steps once more. Pure.
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import type { DocumentKind } from './document.ts'
import { OCCUPATIONS, type FirstRun } from './first-run.ts'

const BYTES_MAX = 1_024

const form = Compile(
  Type.Unsafe<FirstRun>(
    Type.Object(
      { isOver: Type.Boolean(), occupation: Type.Optional(Type.Enum([...OCCUPATIONS])) },
      { additionalProperties: false },
    ),
  ),
)

export const firstRunDocument: DocumentKind<FirstRun> = {
  name: 'first-run',
  version: 1,
  bytesMax: BYTES_MAX,
  form,
  defaults: { isOver: false },
  migrations: [(fields) => fields],
}
