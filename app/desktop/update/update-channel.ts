// Which versions a person takes, and whether this program may update itself at all. Pure.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { DocumentKind } from '../../../shared/desk/document.ts'

const UpdateChoiceSchema = Type.Object({
  /** `beta` takes finished versions too. */
  channel: Type.Union([Type.Literal('latest'), Type.Literal('beta')]),
})

export type UpdateChoice = Static<typeof UpdateChoiceSchema>
export type UpdateChannel = UpdateChoice['channel']

const form = Compile(UpdateChoiceSchema)

/** A document of the profile; whoever begins with a beta version has chosen it. */
export function updatesDocument(ownVersion: string): DocumentKind<UpdateChoice> {
  return {
    name: 'updates',
    version: 1,
    bytesMax: 10_000,
    form,
    defaults: { channel: ownVersion.includes('-') ? 'beta' : 'latest' },
    migrations: [(fields) => fields],
  }
}

/** Why a program does not update itself. */
export type UpdatesOff = 'fromSource' | 'notForRelease' | 'noAddress' | 'replay'

export interface HowItRuns {
  readonly isPackaged: boolean
  /** The mark that tools/after-pack.mjs leaves on a build that is for one machine only. */
  readonly isMarked: boolean
  /** electron-builder wrote an address of updates into the package. */
  readonly hasAddress: boolean
  /** In a replay nothing is known of the orders of today. */
  readonly isReplay: boolean
}

/** Undefined where it does. */
export function whyUpdatesAreOff(how: HowItRuns): UpdatesOff | undefined {
  if (!how.isPackaged) return 'fromSource'
  if (how.isMarked) return 'notForRelease'
  if (!how.hasAddress) return 'noAddress'
  return how.isReplay ? 'replay' : undefined
}
