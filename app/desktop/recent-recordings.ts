// The recordings that were replayed last, newest first, for the menu: a document of the profile. Pure.
import { isAbsolute } from 'node:path'
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { DocumentKind } from '../../shared/desk/document.ts'

const RECENT_MAX = 8
/** As long as a path can be on Linux. */
const PATH_LENGTH_MAX = 4096

const RecentSchema = Type.Object({
  /** Absolute paths. */
  recordings: Type.Array(Type.String({ minLength: 1, maxLength: PATH_LENGTH_MAX }), { maxItems: RECENT_MAX }),
})

export type RecentRecordings = Static<typeof RecentSchema>

const form = Compile(RecentSchema)

export const recentRecordingsDocument: DocumentKind<RecentRecordings> = {
  name: 'recent-recordings',
  version: 1,
  bytesMax: 100_000,
  form,
  defaults: { recordings: [] },
  migrations: [(fields) => fields],
  refuse: ({ recordings }) =>
    recordings.every((one) => isAbsolute(one))
      ? undefined
      : { where: 'recordings', says: 'must be absolute paths' },
}

/** The list with this recording first. */
export function remember(recent: RecentRecordings, recording: string): RecentRecordings {
  const { recordings } = forget(recent, recording)
  return { recordings: [recording, ...recordings].slice(0, RECENT_MAX) }
}

/** The list without a recording that is gone. */
export function forget({ recordings }: RecentRecordings, recording: string): RecentRecordings {
  return { recordings: recordings.filter((one) => one !== recording) }
}
