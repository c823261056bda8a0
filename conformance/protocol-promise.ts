// One promise of the native protocol. Its check is a small program over `Stage` that stops at the first thing that is
// not as promised, by the exceptions of broken-promise.ts. The list is promises/all-promises.ts.
import type { EncodingName } from './link/encoding.ts'
import type { Stage } from './stage.ts'

/** What a promise needs before it can be asked at all; what is missing becomes the reason for `skipped`. */
export type Need = 'account' | 'twoAccounts'

export interface ProtocolPromise {
  /** `group.subject`, the word for `--only`. */
  readonly name: string
  /** The heading of docs/venue-protocol.md that it stands under. */
  readonly section: string
  /** The promise as one sentence. */
  readonly says: string
  readonly needs?: Need
  /** Named when the promise is about one encoding; else it is asked once for each. */
  readonly only?: EncodingName
  readonly check: (stage: Stage) => Promise<void>
}

/** Promises that are asked one after the other; groups run beside each other. */
export interface PromiseGroup {
  readonly name: string
  /** `once`: nothing in it depends on the encoding. */
  readonly runs: 'perEncoding' | 'once'
  readonly promises: readonly ProtocolPromise[]
}
