// Makes one notification of all that happens of one kind within a tenth of a second, and one line of the log of what in it
// is alike: five partial fills are one sound and one line with count 5. Pure; owned by main/core/alert-desk.ts.
// Invariant: every alert is in exactly one group, and no group waits longer than TOGETHER_US.
import type { AlertSaid, AlertTopic } from '../../shared/domain/alert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { RaisedAlert } from './alert-book.ts'

export const TOGETHER_US = 100_000
/** A group that tells of so many things apart is told at once. */
export const LINES_MAX = 64

/** Alerts that are alike, with how many there were; times and numbers are of the last, lots of all. */
export interface AlertLine extends RaisedAlert {
  readonly count: number
}

export interface AlertGroup {
  readonly topic: AlertTopic
  readonly isOrderFate: boolean
  readonly lines: readonly AlertLine[]
}

interface OpenGroup {
  readonly topic: AlertTopic
  readonly sinceUs: TimeUs
  readonly isOrderFate: boolean
  readonly lines: Map<string, AlertLine>
}

export class Coalescer {
  /** Fates of orders never share a group with what quiet hours may silence. */
  readonly #open = new Map<string, OpenGroup>()
  readonly #full: AlertGroup[] = []

  add(alert: RaisedAlert): void {
    const groupKey = kindOf(alert)
    const { topic, isOrderFate, timeUs: sinceUs } = alert
    const group: OpenGroup = this.#open.get(groupKey) ?? { topic, isOrderFate, sinceUs, lines: new Map() }
    this.#open.set(groupKey, group)
    const lineKey = keyOf(alert)
    const before = group.lines.get(lineKey)
    group.lines.delete(lineKey)
    group.lines.set(lineKey, before === undefined ? { ...alert, count: 1 } : together(before, alert))
    if (group.lines.size < LINES_MAX) return
    this.#open.delete(groupKey)
    this.#full.push(closed(group))
  }

  /** Groups whose time has passed, oldest first; the line that happened last is the last of its group. */
  due(nowUs: TimeUs): readonly AlertGroup[] {
    const groups = this.#full.splice(0)
    for (const [key, group] of this.#open) {
      if (nowUs - group.sinceUs < TOGETHER_US) continue
      this.#open.delete(key)
      groups.push(closed(group))
    }
    return groups
  }
}

function closed({ topic, isOrderFate, lines }: OpenGroup): AlertGroup {
  return { topic, isOrderFate, lines: [...lines.values()] }
}

/** What makes one notification: a denial and a doubt of two orders are two, fills of whatever order are one. */
function kindOf({ topic, isOrderFate, said }: RaisedAlert): string {
  return `${topic} ${isOrderFate} ${topic === 'order' ? said.code : ''}`
}

/** Alike: of one rule, and of orders the same fate on the same side of the same contract. */
function keyOf({ topic, ruleId = '', said: { code, params } }: RaisedAlert): string {
  const instrument = 'instrument' in params ? params.instrument : ''
  const side = 'side' in params ? params.side : ''
  return `${ruleId} ${topic === 'fill' ? '' : code} ${instrument} ${side}`
}

function together(before: AlertLine, alert: RaisedAlert): AlertLine {
  return { ...alert, said: withLotsOf(alert.said, before.said), count: before.count + 1 }
}

/** Lots of fills add up; of two orders' other fates as well. */
function withLotsOf(said: AlertSaid, before: AlertSaid): AlertSaid {
  if (!('qty' in said.params) || !('qty' in before.params)) return said
  return { ...said, params: { ...said.params, qty: said.params.qty + before.params.qty } } as AlertSaid
}
