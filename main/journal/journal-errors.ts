// Why a journal cannot be opened or written, in words a dialog can show: what, where, and the way out.

export type JournalError =
  /** `record` is the number of the first record that is not as it was written, where that could be told. */
  | {
      readonly kind: 'journalCorrupt'
      readonly text: string
      readonly file: string
      readonly record?: number
    }
  | { readonly kind: 'journalNewer'; readonly text: string; readonly file: string; readonly version: number }
  | { readonly kind: 'profileInUse'; readonly text: string; readonly file: string }
  | { readonly kind: 'profileUnusable'; readonly text: string; readonly file: string }

/** A record could not be made durable. Trading must halt: what the screen shows could no longer be recovered. */
export class JournalWriteError extends Error {
  readonly file: string

  constructor(file: string, cause: unknown) {
    super(`The journal ${file} could not be written: ${messageOf(cause)}. Nothing of this step was kept.`, {
      cause,
    })
    this.name = 'JournalWriteError'
    this.file = file
  }
}

export function journalCorrupt(file: string, what: string, record?: number): JournalError {
  const text =
    `The journal ${file} is damaged: ${what}. None of its records were changed or removed. ` +
    `Move the file aside to keep it, or start with another profile (--profile DIR); ` +
    `orders that work at the venue are found again by asking the venue.`
  return { kind: 'journalCorrupt', text, file, ...(record === undefined ? {} : { record }) }
}

export function journalNewer(file: string, version: number, ours: number): JournalError {
  const text =
    `The journal ${file} was written by a newer Tenor (version ${version} of its form; this one reads ${ours}). ` +
    `Start the newer Tenor, or this one with another profile (--profile DIR).`
  return { kind: 'journalNewer', text, file, version }
}

export function profileInUse(file: string): JournalError {
  const text =
    `Another Tenor uses this profile: it holds the journal ${file}. ` +
    `Close that one, or start with another profile (--profile DIR).`
  return { kind: 'profileInUse', text, file }
}

export function profileUnusable(file: string, cause: unknown): JournalError {
  const text =
    `The journal ${file} cannot be opened: ${messageOf(cause)}. ` +
    `Make its folder writable and see that the disk has room, or start with another profile (--profile DIR).`
  return { kind: 'profileUnusable', text, file }
}

export function messageOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.+$/, '')
}
