// `tenor curve`: the forward curve of the contracts in a file, as one object of JSON. Called by app/cli/tenor.ts; the form
// of both is told in docs/curve-cli.md. Exit code 2, with an object that says why, for what no curve can be made of.
import { dateOfDayNumber } from '../../../shared/domain/civil-day.ts'
import type { YearMonth } from '../../../shared/domain/civil-day.ts'
import { CurveMaker, type CurveWarning } from '../../../shared/math/curve/forward-curve.ts'
import { speechOf } from '../speech.ts'
import { wholeInput } from '../whole-input.ts'
import {
  parseCurveRequest,
  type AskedContract,
  type CurveRequest,
  type RequestError,
} from './curve-request.ts'

const INPUT_BYTES_MAX = 4 * 1024 * 1024
const EXIT_BAD_INPUT = 2

const { tell } = speechOf('curve')

/** Prints the curve of a file, `-` for standard input; resolves to the exit code. */
export async function curve(file: string): Promise<number> {
  const text = await wholeInput(file, INPUT_BYTES_MAX)
  if (!text.ok) return refused({ kind: 'badInput', message: sentence(text.error), contracts: [] })
  const request = parseCurveRequest(text.value)
  return request.ok ? answer(request.value) : refused(request.error)
}

function answer({ method, terms, asked, warnings }: CurveRequest): number {
  const maker = CurveMaker.of(terms)
  if (!maker.ok) return refused(maker.error)
  const made = maker.value.make(
    method,
    asked.map(({ part }) => part.price),
  )
  if (!made.ok) return refused(made.error)
  const { firstDay, prices, repriced, roughness } = made.value
  tell({
    method,
    daily: [...prices].map((price, nth) => ({
      date: dateOfDayNumber(firstDay + nth),
      price: numberOf(price),
    })),
    months: maker.value
      .months(made.value)
      .map(({ month, price }) => ({ month: monthText(month), price: price ?? null })),
    repriced: asked.map((one, nth) => repricedOf(one, repriced[nth] ?? NaN)),
    roughness: roughness ?? null,
    warnings: [...warnings, ...made.value.warnings.map(warningText)],
  })
  return 0
}

/** The whole contract's price again: what is realised of it and what the curve says of the rest. */
function repricedOf({ contract, price: input, realised, part }: AskedContract, ofPart: number): object {
  const price =
    realised === undefined ? ofPart : realised.average * (1 - part.openShare) + ofPart * part.openShare
  return { name: contract.name, input, price: numberOf(price), error: numberOf(price - input) }
}

function warningText(warning: CurveWarning): string {
  if (warning.kind === 'openSlope')
    return 'The contracts do not say how steep the curve is: it is as level as they allow.'
  const days = `${dateOfDayNumber(warning.fromDay)} to ${dateOfDayNumber(warning.toDay)}`
  if (warning.kind === 'weightlessDays') return `No day counts from ${days}: there is no price.`
  return warning.isFilled
    ? `No contract covers ${days}: the curve is drawn across.`
    : `No contract covers ${days}: there is no price.`
}

function refused(error: RequestError): number {
  tell({ error })
  return EXIT_BAD_INPUT
}

function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function monthText({ year, month }: YearMonth): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
}

/** What is not known is null. */
function numberOf(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
