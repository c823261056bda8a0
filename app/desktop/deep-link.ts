// Links into the terminal: `tenor://instrument/H100F27` shows that contract, and nothing else is a link. They come from any
// page and any mail, so the whole text is held against one form: no part of it is decoded, resolved or looked up. Whether
// the contract is listed is for the window to say. Pure.
import { err, ok, type Result } from '../../shared/domain/result.ts'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import { instrumentId } from '../../shared/math/quantities.ts'
import { LINKED_INSTRUMENT, type LinkRefusal } from '../../shared/ui-wire/opened-link.ts'

export const LINK_SCHEME = 'tenor'

const LINK_LENGTH_MAX = 200

/** Whether an argument is meant as a link to us, good or bad. */
export function isLink(arg: string): boolean {
  return arg.slice(0, LINK_SCHEME.length + 1).toLowerCase() === `${LINK_SCHEME}:`
}

export function parseDeepLink(link: string): Result<InstrumentId, LinkRefusal> {
  if (link.length > LINK_LENGTH_MAX) return err('tooLong')
  // Encoded, escaped, foreign or invisible characters are in no link of ours.
  if (!/^[A-Za-z0-9:/._-]+$/.test(link)) return err('badCharacters')
  const [, linked] = /^tenor:\/\/instrument\/(.*)$/i.exec(link) ?? []
  if (linked === undefined) return err('unknownPlace')
  // Some systems end an address with a slash.
  const name = linked.replace(/\/$/, '')
  return LINKED_INSTRUMENT.test(name) ? ok(instrumentId(name)) : err('badInstrument')
}

/**
 * The link among the arguments of a program that was started with one; undefined where there is none. Chromium moves
 * switches about, so its place says nothing.
 */
export function linkAmong(args: readonly string[]): Result<InstrumentId, LinkRefusal> | undefined {
  const links = args.filter(isLink)
  const [link] = links
  if (link === undefined) return undefined
  return links.length > 1 ? err('twoLinks') : parseDeepLink(link)
}
