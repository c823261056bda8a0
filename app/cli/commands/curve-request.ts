// What `tenor curve` is asked, read from JSON without trust: contracts with their prices, and how days count. Pure; the form
// is told in docs/curve-cli.md.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import {
  CALENDAR_YEAR_MAX,
  CALENDAR_YEAR_MIN,
  isBusinessDay,
} from '../../../shared/domain/business-calendar.ts'
import { dateOfDayNumber, dayNumber, weekdayOf } from '../../../shared/domain/civil-day.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { parseSettingsText } from '../../../shared/domain/settings-text.ts'
import {
  PRICE_MAX,
  type CurveContract,
  type CurveError,
  type CurveTerms,
} from '../../../shared/math/curve/curve-terms.ts'
import type { CurveMethod } from '../../../shared/math/curve/forward-curve.ts'
import {
  restOfContract,
  type Realised,
  type RestOfContract,
} from '../../../shared/math/curve/partly-fixed.ts'
import { isoDate } from '../../../shared/math/quantities.ts'

const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Slope = Type.Union([Type.Null(), Type.Number()])
const closed = { additionalProperties: false }
const Week = Type.Array(Type.Number(), { minItems: 7, maxItems: 7 })

const Form = Type.Object(
  {
    asOf: Type.Optional(DayText),
    method: Type.Optional(Type.Union([Type.Literal('maximum-smoothness'), Type.Literal('bootstrap')])),
    weights: Type.Optional(
      Type.Union([
        Type.Literal('calendarDays'),
        Type.Literal('businessDays'),
        Type.Record(Type.String(), Type.Number()),
      ]),
    ),
    holidays: Type.Optional(
      Type.Union([Type.Literal('exchange'), Type.Array(DayText, { maxItems: 10_000 })]),
    ),
    tension: Type.Optional(Type.Number()),
    startSlope: Type.Optional(Slope),
    endSlope: Type.Optional(Slope),
    shape: Type.Optional(
      Type.Object(
        { multiplicativeWeekday: Type.Optional(Week), additiveWeekday: Type.Optional(Week) },
        closed,
      ),
    ),
    contracts: Type.Array(
      // Days and prices are looked at by hand, so that a complaint names the contract.
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 100 }),
          start: Type.Unknown(),
          end: Type.Unknown(),
          price: Type.Unknown(),
          realised: Type.Optional(Type.Object({ average: Type.Number(), through: DayText }, closed)),
        },
        closed,
      ),
      { maxItems: 10_000 },
    ),
  },
  closed,
)
const form = Compile(Form)
type Written = Static<typeof Form>

/** A contract as asked for; `part` is what the curve is made of where some of its days are fixed. */
export interface AskedContract {
  readonly contract: CurveContract
  readonly price: number
  readonly realised: Realised | undefined
  readonly part: RestOfContract
}

export interface CurveRequest {
  readonly method: CurveMethod
  readonly terms: CurveTerms
  readonly asked: readonly AskedContract[]
  readonly warnings: readonly string[]
}

export interface RequestError {
  readonly kind: CurveError['kind'] | 'badInput' | 'badDate'
  readonly message: string
  readonly contracts: readonly string[]
}

export function parseCurveRequest(text: string): Result<CurveRequest, RequestError> {
  const read = parseSettingsText(text, form)
  if (!read.ok) return err(bad('badInput', `The input cannot be used: ${read.error}.`))
  const { value } = read
  const weightOf = weightsOf(value)
  if (!weightOf.ok) return weightOf
  const asked: AskedContract[] = []
  for (const one of value.contracts) {
    const contract = contractOf(one, { asOf: value.asOf, weightOf: weightOf.value })
    if (!contract.ok) return contract
    asked.push(contract.value)
  }
  const names = asked.map(({ contract }) => contract.name)
  const twice = names.find((name, nth) => names.indexOf(name) !== nth)
  if (twice !== undefined) return err(bad('badInput', `Two contracts are called ${twice}.`, [twice]))
  const { tension = 0, startSlope, endSlope, shape = {}, method = 'maximum-smoothness' } = value
  const { multiplicativeWeekday, additiveWeekday } = shape
  const terms: CurveTerms = {
    contracts: asked.map(({ part }) => part.contract),
    weightOf: weightOf.value,
    tension,
    ...(typeof startSlope === 'number' ? { startSlope } : {}),
    ...(typeof endSlope === 'number' ? { endSlope } : {}),
    shape: {
      ...(multiplicativeWeekday === undefined ? {} : { multiplier: byWeekday(multiplicativeWeekday) }),
      ...(additiveWeekday === undefined ? {} : { addend: byWeekday(additiveWeekday) }),
    },
  }
  return ok({ method, terms, asked, warnings: warningsOf(value, asked) })
}

function contractOf(
  { name, start, end, price, realised }: Written['contracts'][number],
  { asOf, weightOf }: { readonly asOf: string | undefined; readonly weightOf: (day: number) => number },
): Result<AskedContract, RequestError> {
  const [firstDay, lastDay] = [dayOf(start), dayOf(end)]
  if (firstDay === undefined || lastDay === undefined)
    return err(bad('badDate', `${name} needs a start and an end such as 2027-01-31.`, [name]))
  if (typeof price !== 'number' || !(Math.abs(price) <= PRICE_MAX))
    return err(
      bad('badPrice', `The price of ${name} is no number from −${PRICE_MAX} to ${PRICE_MAX}.`, [name]),
    )
  const today = asOf === undefined ? undefined : dayOf(asOf)
  if (asOf !== undefined && today === undefined) return err(bad('badDate', `${asOf} is no day.`))
  if (today !== undefined && lastDay < today)
    return err(bad('expired', `${name} ended before ${asOf ?? ''}. Leave it out.`, [name]))
  const contract = { name, firstDay, lastDay }
  if (realised === undefined)
    return ok({ contract, price, realised: undefined, part: { contract, price, openShare: 1 } })
  const throughDay = dayOf(realised.through)
  if (throughDay === undefined)
    return err(bad('badDate', `${realised.through} of ${name} is no day.`, [name]))
  const fixed = { average: realised.average, throughDay }
  const part = restOfContract(contract, price, { realised: fixed, weightOf })
  if (part === undefined) return err(bad('expired', `Every day of ${name} is fixed. Leave it out.`, [name]))
  return ok({ contract, price, realised: fixed, part })
}

function weightsOf({
  weights = 'calendarDays',
  holidays,
  contracts,
}: Written): Result<(day: number) => number, RequestError> {
  if (weights === 'calendarDays') return ok(() => 1)
  if (weights !== 'businessDays') {
    const byDay = new Map(Object.entries(weights).map(([text, weight]) => [dayOf(text), weight]))
    if (byDay.has(undefined)) return err(bad('badDate', 'The weights name what is no day; write 2027-01-31.'))
    return ok((day) => byDay.get(day) ?? 0)
  }
  if (holidays === 'exchange') {
    const isInside = contracts.every(({ start, end }) => [start, end].every(isCalendarYear))
    if (isInside) return ok((day) => (isBusinessDay(dateOfDayNumber(day)) ? 1 : 0))
    const years = `${CALENDAR_YEAR_MIN} to ${CALENDAR_YEAR_MAX}`
    return err(
      bad('badDate', `The holidays of the exchanges are known from ${years}; list those of other years.`),
    )
  }
  const closedOn = new Set((holidays ?? []).map(dayOf))
  if (closedOn.has(undefined))
    return err(bad('badDate', 'The holidays name what is no day; write 2027-01-31.'))
  return ok((day) => (weekdayOf(day) % 6 === 0 || closedOn.has(day) ? 0 : 1))
}

function isCalendarYear(date: unknown): boolean {
  const year = Number(String(date).slice(0, 4))
  return year >= CALENDAR_YEAR_MIN && year <= CALENDAR_YEAR_MAX
}

function warningsOf(
  { asOf, weights, holidays }: Written,
  asked: readonly AskedContract[],
): readonly string[] {
  const today = asOf === undefined ? undefined : dayOf(asOf)
  const begun = asked.filter(
    ({ contract, realised }) => today !== undefined && contract.firstDay < today && realised === undefined,
  )
  return [
    ...(weights === 'businessDays' && holidays === undefined
      ? [
          'No holidays are listed: every Monday to Friday counts. "holidays": "exchange" takes those of US exchanges.',
        ]
      : []),
    ...begun.map(
      ({ contract }) =>
        `${contract.name} has begun by ${asOf ?? ''} and nothing says what is realised: its price stands for all of its days.`,
    ),
  ]
}

/** Monday first. */
function byWeekday(week: readonly number[]): (day: number) => number {
  return (day) => week[(weekdayOf(day) + 6) % 7] ?? NaN
}

/** Undefined where the calendar has no such day. */
function dayOf(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text))
    return undefined
  const day = dayNumber(isoDate(text))
  return dateOfDayNumber(day) === text ? day : undefined
}

function bad(kind: RequestError['kind'], message: string, contracts: readonly string[] = []): RequestError {
  return { kind, message, contracts }
}
