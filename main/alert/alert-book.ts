// The rules of a desk and where each stands: armed, waiting for its value to come back, without data. Answers market and
// events with what is raised. Owned by main/core/alert-desk.ts, which feeds it. Deterministic: times and the market come in.
// Invariants: what is old or late raises nothing; a rule that has raised does so again only as its policy says; the work of
// a look is proportional to the rules of the instruments that changed.
import {
  ALERT_RULES_MAX,
  isLevelTerms,
  type AlertRule,
  type AlertRuleState,
  type AlertSaid,
  type AlertSound,
  type AlertTopic,
  type LevelTerms,
} from '../../shared/domain/alert.ts'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { matches, saidOf, toldAlways, type AlertEvent } from './alert-event.ts'
import { levelOf, readingOf, type AlertWorld, type Reading } from './gauge.ts'
import { afterGap, UNSEEN, watchLevel, type LevelState } from './level-watch.ts'

/** Something to be told. */
export interface RaisedAlert {
  readonly topic: AlertTopic
  readonly said: AlertSaid
  readonly isOrderFate: boolean
  readonly sound: AlertSound
  readonly timeUs: TimeUs
  readonly ruleId?: string
  readonly note?: string
}

/** What is known of a rule's past from another run. */
export interface RulePast {
  readonly raisedUs: TimeUs
  /** The value has not come back since. */
  readonly isWaiting: boolean
}

interface Watched {
  readonly rule: AlertRule
  level: LevelState
  last: Reading['kind'] | undefined
  raisedUs: TimeUs | undefined
  /** It raised since its value was last seen back. */
  isRaised: boolean
}

export interface Look {
  readonly raised: readonly RaisedAlert[]
  /** Rules that had raised and whose value has come back. */
  readonly returned: readonly string[]
}

export class AlertBook {
  readonly #watched = new Map<string, Watched>()
  readonly #byInstrument = new Map<InstrumentId, Set<Watched>>()
  #version = 0

  /** Rises whenever a rule, or where it stands, has changed. */
  get version(): number {
    return this.#version
  }

  get ruleCount(): number {
    return this.#watched.size
  }

  get isFull(): boolean {
    return this.#watched.size >= ALERT_RULES_MAX
  }

  rule(ruleId: string): AlertRule | undefined {
    return this.#watched.get(ruleId)?.rule
  }

  rules(): readonly AlertRule[] {
    return [...this.#watched.values()].map(({ rule }) => rule)
  }

  /** Instruments that any rule looks at. */
  instruments(): Iterable<InstrumentId> {
    return this.#byInstrument.keys()
  }

  /** Sets a rule in the place of the one of its name; `past` of one that was set before this run. */
  set(rule: AlertRule, past?: RulePast): void {
    this.#leave(rule.ruleId)
    const isPast = past !== undefined && past.raisedUs >= rule.changedUs
    const watched: Watched = {
      rule,
      level: isPast && past.isWaiting ? { arming: 'waiting', isFresh: true } : UNSEEN,
      last: undefined,
      raisedUs: isPast ? past.raisedUs : undefined,
      isRaised: isPast && past.isWaiting,
    }
    this.#watched.set(rule.ruleId, watched)
    for (const instrumentId of instrumentsOf(rule)) {
      const there = this.#byInstrument.get(instrumentId)
      if (there === undefined) this.#byInstrument.set(instrumentId, new Set([watched]))
      else there.add(watched)
    }
    this.#version += 1
  }

  /** False where there is none of this name. */
  remove(ruleId: string): boolean {
    this.#leave(ruleId)
    const isKnown = this.#watched.delete(ruleId)
    if (isKnown) this.#version += 1
    return isKnown
  }

  state(ruleId: string): AlertRuleState | undefined {
    const watched = this.#watched.get(ruleId)
    return watched === undefined ? undefined : stateOf(watched)
  }

  /** When it last raised. */
  raisedUs(ruleId: string): TimeUs | undefined {
    return this.#watched.get(ruleId)?.raisedUs
  }

  /** The instruments that changed since the last look. */
  lookAt(changed: Iterable<InstrumentId>, world: AlertWorld, nowUs: TimeUs): Look {
    const rules = new Set<Watched>()
    for (const instrumentId of changed)
      for (const watched of this.#byInstrument.get(instrumentId) ?? []) rules.add(watched)
    return this.#look(rules, world, nowUs)
  }

  /** Margin and sessions, which belong to no instrument. */
  lookAtDesk(world: AlertWorld, nowUs: TimeUs): Look {
    const ofDesk = [...this.#watched.values()].filter(
      ({ rule: { terms } }) => terms.kind === 'margin' || terms.kind === 'session',
    )
    return this.#look(ofDesk, world, nowUs)
  }

  /**
   * What is told always is raised once, with the note and the sound of the first rule that waits for it; the rest is raised
   * by every rule that does.
   */
  happened(event: AlertEvent, nowUs: TimeUs): readonly RaisedAlert[] {
    const waiting = [...this.#watched.values()].filter(
      ({ rule }) =>
        rule.isOn &&
        !isLevelTerms(rule.terms) &&
        rule.terms.kind === event.kind &&
        matches(rule.terms, event),
    )
    const able = waiting.filter((watched) => this.#mayRaise(watched, nowUs))
    const always = toldAlways(event)
    const sentence = saidOf(event)
    if (always === undefined) {
      return able.map((watched) => this.#raise(watched, sentence, nowUs))
    }
    const [first] = able
    if (first === undefined) return [{ ...always, said: sentence, timeUs: nowUs }]
    return [{ ...this.#raise(first, sentence, nowUs), ...always, sound: first.rule.sound }]
  }

  #look(rules: Iterable<Watched>, world: AlertWorld, nowUs: TimeUs): Look {
    const raised: RaisedAlert[] = []
    const returned: string[] = []
    for (const watched of rules) {
      const { terms } = watched.rule
      if (!watched.rule.isOn || !isLevelTerms(terms)) continue
      const before = stateOf(watched)
      const reading = readingOf(terms, world)
      const event = follow(watched, terms, reading)
      if (event === 'crossed' && reading.kind === 'value' && this.#mayRaise(watched, nowUs))
        raised.push(this.#raise(watched, reading.said, nowUs))
      if (event === 'returned' && watched.isRaised) {
        watched.isRaised = false
        returned.push(watched.rule.ruleId)
      }
      if (stateOf(watched) !== before) this.#version += 1
    }
    return { raised, returned }
  }

  #mayRaise({ rule, raisedUs }: Watched, nowUs: TimeUs): boolean {
    if (raisedUs === undefined) return true
    return rule.rearm !== 'once' && nowUs - raisedUs >= rule.coolDownS * 1_000_000
  }

  #raise(watched: Watched, sentence: AlertSaid, nowUs: TimeUs): RaisedAlert {
    watched.raisedUs = nowUs
    watched.isRaised = true
    this.#version += 1
    const { ruleId, terms, sound, note } = watched.rule
    return {
      ...{ topic: terms.kind, said: sentence, isOrderFate: false, sound, timeUs: nowUs, ruleId },
      ...(note === '' ? {} : { note }),
    }
  }

  /** It looks at its instruments no longer. */
  #leave(ruleId: string): void {
    const watched = this.#watched.get(ruleId)
    if (watched === undefined) return
    for (const instrumentId of instrumentsOf(watched.rule)) {
      const there = this.#byInstrument.get(instrumentId)
      there?.delete(watched)
      if (there?.size === 0) this.#byInstrument.delete(instrumentId)
    }
  }
}

/** What becomes of a rule's level with this reading. */
function follow(watched: Watched, terms: LevelTerms, reading: Reading): 'crossed' | 'returned' | undefined {
  watched.last = reading.kind
  if (reading.kind !== 'value') {
    // A book without a price on one side is seen all the same; old data are not.
    if (reading.kind === 'old') watched.level = afterGap(watched.level)
    return undefined
  }
  const { rearm, alsoIfBeyond } = watched.rule
  const policy = { anyReturn: rearm === 'everyTime', alsoIfBeyond }
  const { state, event } = watchLevel(watched.level, reading.value, { level: levelOf(terms), policy })
  watched.level = state
  return event
}

function stateOf({ rule, level, last, raisedUs }: Watched): AlertRuleState {
  if (!rule.isOn) return 'off'
  if (rule.rearm === 'once' && raisedUs !== undefined) return 'done'
  if (!isLevelTerms(rule.terms)) return 'listening'
  if (last === 'old') return 'old'
  if (level.arming === 'waiting') return 'waiting'
  return level.arming === undefined || last === 'none' ? 'noValue' : 'armed'
}

function instrumentsOf({ terms }: AlertRule): readonly InstrumentId[] {
  switch (terms.kind) {
    case 'price':
    case 'width':
    case 'limit':
      return [terms.instrumentId]
    case 'spread':
    case 'slope':
      return [terms.instrumentId, terms.otherId]
    case 'phase':
    case 'settlement':
    case 'margin':
    case 'session':
    case 'order':
    case 'surveillance':
      return []
  }
}
