// How far what stands on the screen can be trusted.
import type { TimeUs } from '../domain/brands.ts'
import type { Reason } from '../domain/reason.ts'

/** How far the data behind a number can be trusted. Old data is shown as stale with its reason, never as live. */
export type DataState =
  | { readonly kind: 'live' }
  | { readonly kind: 'stale'; readonly reason: Reason; readonly sinceUs: TimeUs }
  | { readonly kind: 'none'; readonly reason: Reason }
