// What a market keeps over a restart of the venue, as plain JSON: enough to go on, not to repeat. Random streams are
// not in it: each restart draws from new ones, named by seed, stream and number of the restart. Resting orders of the
// agents are in the exchange's own image and are found there by their refs.
import Type from 'typebox'
import { Check, Errors } from 'typebox/value'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { DecimalField, InstrumentField, IsoDateField, TimeUsField } from '../../shared/venue-wire/fields.ts'
import type { CurveImage } from './fair-curve.ts'
import { HISTORY_DAYS_MAX } from './index-history.ts'
import { INDEX_ROOTS, type IndexRoot } from './index-path.ts'
import type { LabProgramme } from './lab.ts'
import type { MoodEffect } from './mood.ts'
import { oneOf } from './one-of.ts'
import { ROOT_NAMES, type RootName } from './roots.ts'

export interface MarketImage {
  readonly version: 1
  readonly seed: number
  /** Times the market had been restored when this was taken. */
  readonly restarts: number
  readonly startUs: TimeUs
  readonly nowUs: TimeUs
  /** Days since 1970-01-01: the last of the history that was there at the start, and the next to be struck. */
  readonly historyEndDay: number
  readonly nextFixingDay: number
  readonly curve: CurveImage
  readonly mood: readonly MoodEffect[]
  /** Those struck since the start, restatements included. */
  readonly fixings: readonly Fixing[]
  readonly leftOut: readonly IndexRoot[]
  readonly labs: readonly (LabProgramme & { readonly root: RootName })[]
  readonly scenario?: { readonly name: string; readonly position: number }
}

const RootField = oneOf(ROOT_NAMES)
const IndexRootField = oneOf(INDEX_ROOTS)
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
const Day = Type.Integer({ minimum: 0, maximum: 100_000 })

const FixingForm = Type.Object({
  root: RootField,
  date: IsoDateField,
  status: oneOf(['published', 'restated', 'missing']),
  value: Type.Optional(DecimalField),
  previousValue: Type.Optional(DecimalField),
  source: Type.String({ maxLength: 500 }),
})

const CurveForm = Type.Object({
  root: IndexRootField,
  anchor: Type.Number({ exclusiveMinimum: 0 }),
  level: Type.Number(),
  slope: Type.Number(),
  near: Type.Number(),
})

const MoodForm = Type.Object({
  root: RootField,
  kind: oneOf(['activity', 'volatility', 'drift', 'withdrawn']),
  value: Type.Number(),
  untilUs: Type.Number(),
})

const LabForm = Type.Object({
  root: RootField,
  instrument: InstrumentField,
  lotsLeft: Count,
  untilUs: Type.Number(),
  startTicks: Type.Number(),
})

const ImageForm = Type.Unsafe<MarketImage>(
  Type.Object({
    version: Type.Literal(1),
    seed: Type.Integer(),
    restarts: Count,
    startUs: TimeUsField,
    nowUs: TimeUsField,
    historyEndDay: Day,
    nextFixingDay: Day,
    curve: Type.Array(CurveForm, { maxItems: INDEX_ROOTS.length }),
    mood: Type.Array(MoodForm, { maxItems: 1_000 }),
    fixings: Type.Array(FixingForm, { maxItems: ROOT_NAMES.length * HISTORY_DAYS_MAX }),
    leftOut: Type.Array(IndexRootField, { maxItems: INDEX_ROOTS.length }),
    labs: Type.Array(LabForm, { maxItems: ROOT_NAMES.length }),
    scenario: Type.Optional(Type.Object({ name: Type.String({ maxLength: 40 }), position: Count })),
  }),
)

/** Checks an image that was read from a file. */
export function readMarketImage(value: unknown): Result<MarketImage, string> {
  if (Check(ImageForm, value)) return ok(value)
  const error = Errors(ImageForm, value)[0]
  const place = error === undefined || error.instancePath === '' ? 'it' : error.instancePath.slice(1)
  return err(
    `The image of the simulated market is damaged: ${place} ${error?.message ?? 'is of the wrong form'}.`,
  )
}
