// What was told, newest last, with what a person has acknowledged: bounded, and made of lines that outlive a restart. Pure;
// the lines are kept by main/settings/alert-log-file.ts. It also remembers of each rule when it last raised and whether its
// value has come back, so that a rule that was done stays done. Invariant: replaying the lines gives the same log.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import {
  ALERT_NOTE_LENGTH_MAX,
  ALERT_RULES_MAX,
  alertKinds,
  type AlertCode,
  type AlertEntry,
  type AlertSaid,
  type AlertTopic,
} from '../../shared/domain/alert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { AlertSoundField, RuleIdField } from '../../shared/ui-wire/alert-commands.ts'
import { strict, TimeUsField } from '../../shared/venue-wire/fields.ts'
import type { RulePast } from './alert-book.ts'

/** The oldest go first, acknowledged or not. */
export const ALERTS_KEPT = 2_000

const topics: readonly AlertTopic[] = [...alertKinds, 'fill']
const AlertIdField = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
const Word = Type.String({ minLength: 1, maxLength: 40 })
const AcknowledgedField = Type.Object(
  { timeUs: TimeUsField, who: Type.String({ minLength: 1, maxLength: 100 }) },
  strict,
)

const AlertLogLineSchema = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('told'),
      alertId: AlertIdField,
      timeUs: TimeUsField,
      topic: Type.Unsafe<AlertTopic>(Type.Union(topics.map((topic) => Type.Literal(topic)))),
      said: Type.Unsafe<AlertSaid>(
        Type.Object(
          {
            code: Type.Unsafe<AlertCode>(Word),
            params: Type.Record(Word, Type.Union([Type.Number(), Type.String({ maxLength: 100 })])),
          },
          strict,
        ),
      ),
      count: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
      isOrderFate: Type.Boolean(),
      sound: AlertSoundField,
      wasQuiet: Type.Boolean(),
      ruleId: Type.Optional(RuleIdField),
      note: Type.Optional(Type.String({ maxLength: ALERT_NOTE_LENGTH_MAX })),
      acknowledged: Type.Optional(AcknowledgedField),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('acknowledged'),
      alertId: AlertIdField,
      andOlder: Type.Boolean(),
      by: AcknowledgedField,
    },
    strict,
  ),
  /** Where a rule stands, so far as that is not said by what it told. */
  Type.Object(
    {
      kind: Type.Literal('rule'),
      ruleId: RuleIdField,
      raisedUs: TimeUsField,
      isWaiting: Type.Boolean(),
    },
    strict,
  ),
])

export type AlertLogLine = Static<typeof AlertLogLineSchema>

const validator = Compile(AlertLogLineSchema)

/** A line as read; undefined for one that is none. */
export function parseAlertLogLine(text: string): AlertLogLine | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return validator.Check(value) ? value : undefined
  } catch {
    return undefined
  }
}

export class AlertLog {
  /** By id, oldest first. */
  readonly #entries = new Map<number, AlertEntry>()
  readonly #rules = new Map<string, RulePast>()
  #nextId = 1
  #unseen = 0
  #version = 0

  get version(): number {
    return this.#version
  }

  get size(): number {
    return this.#entries.size
  }

  /** Not acknowledged. */
  get unacknowledged(): number {
    return this.#unseen
  }

  has(alertId: number): boolean {
    return this.#entries.has(alertId)
  }

  newestFirst(count: number): readonly AlertEntry[] {
    return [...this.#entries.values()].slice(-count).reverse()
  }

  /** What its lines say of a rule. */
  past(ruleId: string): RulePast | undefined {
    return this.#rules.get(ruleId)
  }

  /** The line of a new entry, under the next number; to be taken. */
  lineOf(entry: Omit<AlertEntry, 'alertId'>): AlertLogLine {
    return { kind: 'told', alertId: this.#nextId, ...entry }
  }

  returnedLine(ruleId: string, raisedUs: TimeUs): AlertLogLine {
    return { kind: 'rule', ruleId, raisedUs, isWaiting: false }
  }

  take(line: AlertLogLine): void {
    this.#version += 1
    if (line.kind === 'rule') {
      const { ruleId, raisedUs, isWaiting } = line
      this.#remember(ruleId, { raisedUs, isWaiting })
    } else if (line.kind === 'acknowledged') this.#acknowledge(line)
    else this.#tell(line)
  }

  /** Lines that say the same as all that were taken. */
  lines(): readonly AlertLogLine[] {
    const told = [...this.#entries.values()].map((entry): AlertLogLine => ({ kind: 'told', ...entry }))
    const rules = [...this.#rules].map(([ruleId, past]): AlertLogLine => ({ kind: 'rule', ruleId, ...past }))
    return [...told, ...rules]
  }

  #tell({ kind: _, ...entry }: Extract<AlertLogLine, { kind: 'told' }>): void {
    this.#nextId = Math.max(this.#nextId, entry.alertId + 1)
    this.#entries.set(entry.alertId, entry)
    if (entry.acknowledged === undefined) this.#unseen += 1
    this.#raised(entry)
    if (this.#entries.size <= ALERTS_KEPT) return
    const [oldest] = this.#entries.values()
    if (oldest === undefined) return
    this.#entries.delete(oldest.alertId)
    if (oldest.acknowledged === undefined) this.#unseen -= 1
  }

  /** A rule may have come back before what it raised was told. */
  #raised({ ruleId, timeUs: raisedUs }: AlertEntry): void {
    if (ruleId === undefined) return
    const before = this.#rules.get(ruleId)
    if (before === undefined || before.raisedUs < raisedUs)
      this.#remember(ruleId, { raisedUs, isWaiting: true })
  }

  #acknowledge({ alertId, andOlder, by }: Extract<AlertLogLine, { kind: 'acknowledged' }>): void {
    for (const entry of this.#entries.values()) {
      const isMeant = andOlder ? entry.alertId <= alertId : entry.alertId === alertId
      if (!isMeant || entry.acknowledged !== undefined) continue
      this.#entries.set(entry.alertId, { ...entry, acknowledged: by })
      this.#unseen -= 1
    }
  }

  /** The one that raised longest ago goes first. */
  #remember(ruleId: string, past: RulePast): void {
    this.#rules.delete(ruleId)
    this.#rules.set(ruleId, past)
    const [longestAgo] = this.#rules.keys()
    if (this.#rules.size > 2 * ALERT_RULES_MAX && longestAgo !== undefined) this.#rules.delete(longestAgo)
  }
}
