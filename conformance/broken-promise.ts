// How a check ends early: it throws `BrokenPromise` with what was expected and what came, or `NotTested` with the
// reason why this venue, at this moment, cannot be asked. Only conformance/run-promises.ts catches them.

export class BrokenPromise extends Error {
  readonly expected: string
  readonly received: string

  constructor(expected: string, received: unknown) {
    const shown = typeof received === 'string' ? received : short(received)
    super(`expected ${expected}; received ${shown}`)
    this.expected = expected
    this.received = shown
  }
}

export class NotTested extends Error {}

/** `holds` must be true: `expected` says what was promised, `received` what came instead. */
export function expectThat(
  holds: boolean,
  { expected, received }: { readonly expected: string; readonly received: unknown },
): asserts holds {
  if (!holds) throw new BrokenPromise(expected, received)
}

/** Every field named in `expected` must be the same in `received` (compared as JSON). */
export function expectFields(received: object, expected: Readonly<Record<string, unknown>>): void {
  const got = received as Readonly<Record<string, unknown>>
  for (const [name, value] of Object.entries(expected)) {
    if (JSON.stringify(got[name]) === JSON.stringify(value)) continue
    throw new BrokenPromise(`${name} ${shown(value)}`, `${shown(got[name])} in ${short(received)}`)
  }
}

/** A value for people: JSON, cut where it grows long. */
export function short(value: unknown, lengthMax = 300): string {
  const text = shown(value)
  return text.length > lengthMax ? `${text.slice(0, lengthMax)}…` : text
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
