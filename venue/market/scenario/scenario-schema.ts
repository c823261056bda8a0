// The form of a scenario file. Everything is bounded; times are venue times. Read by read-scenario.ts.
import Type, { type Static } from 'typebox'
import { INDEX_ROOTS } from '../index-path.ts'
import { oneOf } from '../one-of.ts'
import { ROOT_NAMES } from '../roots.ts'

const closed = { additionalProperties: false }

const Roots = Type.Optional(
  Type.Array(oneOf(ROOT_NAMES), {
    minItems: 1,
    maxItems: ROOT_NAMES.length,
    description: 'all roots where it is left out',
  }),
)
const IndexRootField = oneOf(INDEX_ROOTS)
const Percent = Type.Number({ minimum: -90, maximum: 500 })
const Factor = Type.Number({ minimum: 0.01, maximum: 100 })
const Seconds = Type.Number({ minimum: 0.1, maximum: 1_000_000 })
const Sentence = Type.String({ minLength: 1, maxLength: 300 })
const DaysBack = Type.Integer({ minimum: 0, maximum: 60 })

/** Moves in per cent: of all months, of a month a year out against the front, of the near or the far months. */
const Move = Type.Object(
  {
    root: IndexRootField,
    levelPercent: Type.Optional(Percent),
    slopePercent: Type.Optional(Percent),
    nearPercent: Type.Optional(Percent),
    farPercent: Type.Optional(Percent),
  },
  closed,
)

/** What an event can do, by its `kind`. */
export const ACTIONS = {
  news: Type.Object(
    { kind: Type.Literal('news'), headline: Sentence, moves: Type.Array(Move, { maxItems: 20 }) },
    closed,
  ),
  gap: Type.Object({ kind: Type.Literal('gap'), roots: Roots, percent: Percent }, closed),
  momentum: Type.Object(
    { kind: Type.Literal('momentum'), roots: Roots, percent: Percent, seconds: Seconds },
    closed,
  ),
  burst: Type.Object({ kind: Type.Literal('burst'), roots: Roots, times: Factor, seconds: Seconds }, closed),
  fastMarket: Type.Object(
    { kind: Type.Literal('fastMarket'), roots: Roots, times: Factor, seconds: Seconds },
    closed,
  ),
  withdraw: Type.Object({ kind: Type.Literal('withdraw'), roots: Roots, seconds: Seconds }, closed),
  halt: Type.Object(
    { kind: Type.Literal('halt'), roots: Roots, reason: Sentence, seconds: Type.Optional(Seconds) },
    closed,
  ),
  resume: Type.Object({ kind: Type.Literal('resume'), roots: Roots }, closed),
  cancelTrades: Type.Object(
    { kind: Type.Literal('cancelTrades'), roots: Roots, seconds: Seconds, reason: Sentence },
    closed,
  ),
  correctTrades: Type.Object(
    {
      kind: Type.Literal('correctTrades'),
      roots: Roots,
      seconds: Seconds,
      ticks: Type.Integer({ minimum: -10_000, maximum: 10_000 }),
      lots: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
      reason: Sentence,
    },
    closed,
  ),
  missingFixing: Type.Object({ kind: Type.Literal('missingFixing'), root: IndexRootField }, closed),
  publishMissing: Type.Object(
    { kind: Type.Literal('publishMissing'), root: IndexRootField, daysBack: DaysBack },
    closed,
  ),
  restateFixing: Type.Object(
    { kind: Type.Literal('restateFixing'), root: IndexRootField, daysBack: DaysBack, percent: Percent },
    closed,
  ),
  disconnect: Type.Object(
    {
      kind: Type.Literal('disconnect'),
      channel: oneOf(['market', 'orders', 'all']),
    },
    closed,
  ),
  latency: Type.Object(
    { kind: Type.Literal('latency'), ms: Type.Integer({ minimum: 1, maximum: 60_000 }), seconds: Seconds },
    closed,
  ),
  dropDeltas: Type.Object(
    {
      kind: Type.Literal('dropDeltas'),
      instrument: Type.String({ minLength: 1, maxLength: 40 }),
      count: Type.Integer({ minimum: 1, maximum: 10_000 }),
    },
    closed,
  ),
  silence: Type.Object({ kind: Type.Literal('silence'), seconds: Seconds }, closed),
} as const

export type ScenarioAction = {
  [K in keyof typeof ACTIONS]: Static<(typeof ACTIONS)[K]>
}[keyof typeof ACTIONS]

export const EVENTS_MAX = 500

const EventForm = Type.Object(
  {
    at: Type.String({
      pattern: '^(\\+\\d{1,4}:[0-5]\\d:[0-5]\\d|([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d)$',
      description: '+HH:MM:SS after the start, or HH:MM:SS: the first such UTC time from the start on',
    }),
    do: Type.Object({ kind: Type.String({ maxLength: 40 }) }),
  },
  closed,
)

/** The file without the details of its actions, which are checked by kind. */
export const ScenarioForm = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'lower case, digits and hyphens' }),
    title: Type.String({ minLength: 1, maxLength: 80 }),
    description: Type.String({ minLength: 1, maxLength: 1_000 }),
    start: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$',
        description: 'UTC, for example 2026-11-30T14:00:00Z',
      }),
    ),
    speed: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1_000 })),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    hours: Type.Optional(oneOf(['exchange', 'practice'])),
    events: Type.Array(EventForm, { maxItems: EVENTS_MAX }),
  },
  closed,
)
