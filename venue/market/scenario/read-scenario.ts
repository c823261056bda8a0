// Reads a scenario from unknown text. Pure; called by the venue program with the contents of a file, and for the
// scenarios that ship. The error is one sentence that names the place in the file and what to write there.
import type { TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { CALENDAR_YEAR_MAX, CALENDAR_YEAR_MIN } from '../../../shared/domain/business-calendar.ts'
import { US_PER_DAY } from '../../../shared/domain/civil-day.ts'
import { parseSymbol } from '../../../shared/domain/contract-month.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { timeUs } from '../../../shared/math/quantities.ts'
import { ACTIONS, ScenarioForm, type ScenarioAction } from './scenario-schema.ts'

/** Characters of a scenario file that are read at most. */
export const SCENARIO_CHARS_MAX = 200_000
const START_YEAR_MAX = CALENDAR_YEAR_MAX - 4
const US_PER_SECOND = 1_000_000

export interface ScenarioEvent {
  /** As written in the file; `eventTimeUs` turns it into a time. */
  readonly at: string
  readonly do: ScenarioAction
}

export interface Scenario {
  readonly name: string
  readonly title: string
  readonly description: string
  /** Where it is given, the venue's clock starts here. */
  readonly startUs?: TimeUs
  /** Venue seconds per real second. */
  readonly speed?: number
  readonly seed?: number
  readonly hours?: 'exchange' | 'practice'
  readonly events: readonly ScenarioEvent[]
}

// Read once if at all, so that nothing is compiled for it.
const actions = new Map<string, TSchema>(Object.entries(ACTIONS))

/** Reads the text of a scenario file. */
export function readScenario(text: unknown): Result<Scenario, string> {
  if (typeof text !== 'string') return err('A scenario is read from text; give the contents of a JSON file.')
  if (text.length > SCENARIO_CHARS_MAX) {
    return err(`The scenario has ${text.length} characters; shorten it to ${SCENARIO_CHARS_MAX}.`)
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return err(`The scenario is not valid JSON: ${messageOf(error)}. Correct the file and start again.`)
  }
  return scenarioFrom(parsed)
}

/** Checks a scenario that was parsed already. */
export function scenarioFrom(value: unknown): Result<Scenario, string> {
  if (!Check(ScenarioForm, value)) return err(firstProblem(ScenarioForm, value, 'the scenario'))
  const events: ScenarioEvent[] = []
  for (const [place, event] of value.events.entries()) {
    const action = readAction(event.do, `events/${place}/do`)
    if (!action.ok) return action
    events.push({ at: event.at, do: action.value })
  }
  const start = value.start === undefined ? ok(undefined) : readStart(value.start)
  if (!start.ok) return start
  const { name, title, description, speed, seed, hours } = value
  return ok({
    name,
    title,
    description,
    events,
    ...(start.value === undefined ? {} : { startUs: start.value }),
    ...(speed === undefined ? {} : { speed }),
    ...(seed === undefined ? {} : { seed }),
    ...(hours === undefined ? {} : { hours }),
  })
}

/** When an event happens in a run that starts at `startUs`. */
export function eventTimeUs(at: string, startUs: TimeUs): TimeUs {
  const [hours = 0, minutes = 0, seconds = 0] = at.replace('+', '').split(':').map(Number)
  const us = ((hours * 60 + minutes) * 60 + seconds) * US_PER_SECOND
  if (at.startsWith('+')) return timeUs(startUs + us)
  const today = Math.floor(startUs / US_PER_DAY) * US_PER_DAY + us
  return timeUs(today >= startUs ? today : today + US_PER_DAY)
}

function readAction(value: { readonly kind: string }, place: string): Result<ScenarioAction, string> {
  const form = actions.get(value.kind)
  if (form === undefined) {
    return err(`${place}/kind is not known; write one of ${[...actions.keys()].join(', ')}.`)
  }
  if (!Check(form, value)) return err(firstProblem(form, value, place))
  const action = value as ScenarioAction
  if (action.kind === 'dropDeltas' && parseSymbol(action.instrument) === undefined) {
    return err(`${place}/instrument is no symbol; write one such as H100F27.`)
  }
  return ok(action)
}

function readStart(text: string): Result<TimeUs, string> {
  const ms = Date.parse(text)
  const year = Number.isNaN(ms) ? 0 : new Date(ms).getUTCFullYear()
  if (year >= CALENDAR_YEAR_MIN && year <= START_YEAR_MAX) return ok(timeUs(ms * 1_000))
  const range = `from ${CALENDAR_YEAR_MIN} to ${START_YEAR_MAX}`
  return err(`start is no such time; write one such as 2026-11-30T14:00:00Z, ${range}.`)
}

function firstProblem(form: TSchema, value: unknown, place: string): string {
  const error = Errors(form, value)[0]
  const path = error?.instancePath ?? ''
  const where = path === '' ? place : `${place === 'the scenario' ? '' : `${place}/`}${path.slice(1)}`
  if (error?.message === UNKNOWN_FIELD) return `${where} is not a known field; remove it or correct its name.`
  return `${where} ${error?.message ?? 'is not of the right form'}; see docs/scenarios.md for what may stand there.`
}

/** How the validator words a field that the form does not have. */
const UNKNOWN_FIELD = 'schema is false'

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : 'it cannot be parsed'
}
