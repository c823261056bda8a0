// Assertions mark bugs, never expected failures: whoever calls the core lets them halt trading.

/** Throws when `condition` is false; `message` says which invariant broke. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`)
}

/** The default branch of an exhaustive switch: compiles only when no case is left. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
