// What the order session asked for lately, by request id, so that a refusal that names only the request still says
// which order and what was asked. Bounded: the oldest are forgotten. Cleared with each connection.
import type { ClientOrderId } from '../../../shared/domain/brands.ts'
import type { OrderRequest } from '../venue-contract.ts'

export interface SentRequest {
  readonly kind: OrderRequest['kind']
  readonly clientOrderId?: ClientOrderId
}

/** Twenty seconds of requests at the venue's rate limit. */
const KEPT_MAX = 4_000

export class SentRequests {
  private readonly requests = new Map<number, SentRequest>()

  add(requestId: number, request: OrderRequest): void {
    const named = 'clientOrderId' in request ? { clientOrderId: request.clientOrderId } : {}
    this.requests.set(requestId, { kind: request.kind, ...named })
    if (this.requests.size <= KEPT_MAX) return
    for (const oldest of this.requests.keys()) {
      this.requests.delete(oldest)
      return
    }
  }

  get(requestId: number): SentRequest | undefined {
    return this.requests.get(requestId)
  }

  clear(): void {
    this.requests.clear()
  }
}
