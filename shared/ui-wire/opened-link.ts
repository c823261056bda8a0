// What a window is told of a link that somebody opened, `tenor://instrument/H100F27`: the contract to show, or why the link
// was refused. The main process has parsed the link (app/desktop/deep-link.ts); the window knows what is listed.
import type { InstrumentId } from '../domain/brands.ts'
import { instrumentId } from '../math/quantities.ts'

/** Why a link was refused. */
export const linkRefusals = ['tooLong', 'badCharacters', 'unknownPlace', 'badInstrument', 'twoLinks'] as const
export type LinkRefusal = (typeof linkRefusals)[number]

export type OpenedLink =
  | { readonly type: 'openedLink'; readonly instrumentId: InstrumentId }
  | { readonly type: 'openedLink'; readonly refused: LinkRefusal }

/** What an instrument may be called in a link and in the message about it. */
export const LINKED_INSTRUMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

/** Undefined when it is no such message. */
export function parseOpenedLink(value: unknown): OpenedLink | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'openedLink') {
    return undefined
  }
  if ('instrumentId' in value && typeof value.instrumentId === 'string') {
    const { instrumentId: linked } = value
    return LINKED_INSTRUMENT.test(linked)
      ? { type: 'openedLink', instrumentId: instrumentId(linked) }
      : undefined
  }
  const refused = 'refused' in value ? linkRefusals.find((one) => one === value.refused) : undefined
  return refused === undefined ? undefined : { type: 'openedLink', refused }
}
