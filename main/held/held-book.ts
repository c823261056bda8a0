// Every held order of the profile by its records. The only way to change it is `apply` with a record of the journal: live
// and recovery are the same path. Owned by main/core, which writes a record before applying it.
import { assert, assertNever } from '../../shared/domain/assert.ts'
import type { ClientOrderId, HeldId } from '../../shared/domain/brands.ts'
import { isHeldEnded } from '../../shared/domain/held-order.ts'
import type { HeldChild, HeldFacts } from './held-facts.ts'
import type { HeldRecord, HeldRecordOf } from './held-records.ts'

export class HeldBook {
  readonly #held = new Map<HeldId, HeldFacts>()
  /** Those not ended, oldest first. */
  readonly #open = new Set<HeldId>()
  #version = 0

  /** Grows with every record. */
  get version(): number {
    return this.#version
  }

  get openCount(): number {
    return this.#open.size
  }

  facts(heldId: HeldId): HeldFacts | undefined {
    return this.#held.get(heldId)
  }

  /** Those not ended, oldest first. */
  open(): readonly HeldFacts[] {
    return [...this.#open].map((heldId) => this.#known(heldId))
  }

  active(): readonly HeldFacts[] {
    return this.open().filter(({ state }) => state === 'active')
  }

  /** The newest `count` that have ended, newest first by their creation. */
  ended(count: number): readonly HeldFacts[] {
    const ended = [...this.#held.values()].filter(({ state }) => isHeldEnded(state))
    return ended.slice(-count).reverse()
  }

  /** Takes one record. A record that cannot be is a bug: it throws. */
  apply(record: HeldRecord): void {
    const facts = record.kind === 'heldCreated' ? this.#created(record) : this.#changed(record)
    this.#held.set(facts.heldId, facts)
    if (isHeldEnded(facts.state)) this.#open.delete(facts.heldId)
    else this.#open.add(facts.heldId)
    this.#version += 1
  }

  #known(heldId: HeldId): HeldFacts {
    const facts = this.#held.get(heldId)
    assert(facts !== undefined, `held order ${heldId} is known`)
    return facts
  }

  #created({ heldId, terms, timeUs, tradedQty }: HeldRecordOf<'heldCreated'>): HeldFacts {
    assert(!this.#held.has(heldId), `held order id ${heldId} is new`)
    return {
      ...{ heldId, terms, state: 'active', reason: undefined, children: [], bestPrice: undefined },
      ...{ tradedMark: tradedQty, createdTimeUs: timeUs, updatedTimeUs: timeUs },
    }
  }

  #changed(record: Exclude<HeldRecord, { kind: 'heldCreated' }>): HeldFacts {
    const facts = { ...this.#known(record.heldId), updatedTimeUs: record.timeUs }
    assert(!isHeldEnded(facts.state), `held order ${facts.heldId} has not ended`)
    switch (record.kind) {
      case 'heldPaused':
        return { ...facts, state: 'paused', reason: record.reason }
      case 'heldResumed':
        return resumed(facts, record)
      case 'heldChildPlaced':
        return placed(facts, record)
      case 'heldChildResized':
        return withChild(facts, record.clientOrderId, { askedQty: record.orderQty })
      case 'heldChildDropped':
        return withChild(facts, record.clientOrderId, { dropped: true })
      case 'heldChanged':
        return { ...facts, terms: record.terms }
      case 'heldMoved':
        return { ...facts, bestPrice: record.bestPrice }
      case 'heldEnded':
        return { ...facts, state: record.state, reason: record.reason }
      default:
        return assertNever(record)
    }
  }
}

/** What was asked of children before is forgotten: it is asked again where it is still wanted. */
function resumed(facts: HeldFacts, { settled, tradedQty }: HeldRecordOf<'heldResumed'>): HeldFacts {
  const known = new Set(settled)
  const children = facts.children.map((child) => ({
    ...child,
    settled: child.settled || known.has(child.clientOrderId),
    askedQty: undefined,
    dropped: false,
  }))
  return { ...facts, state: 'active', reason: undefined, children, tradedMark: tradedQty }
}

function placed(facts: HeldFacts, record: HeldRecordOf<'heldChildPlaced'>): HeldFacts {
  assert(facts.state === 'active', `held order ${facts.heldId} is active when it places a child`)
  const { clientOrderId, role, slice = 0, tradedQty } = record
  const child: HeldChild = {
    ...{ clientOrderId, role, slice, settled: false, askedQty: undefined, dropped: false },
  }
  return { ...facts, children: [...facts.children, child], tradedMark: tradedQty }
}

function withChild(facts: HeldFacts, id: ClientOrderId, change: Partial<HeldChild>): HeldFacts {
  const children = facts.children.map((child) =>
    child.clientOrderId === id ? { ...child, ...change } : child,
  )
  return { ...facts, children }
}
