// News that moves the curve: what each kind does to which generation and which end of the curve, and which day has some
// by the seed. Read by the simulated market; scenarios bring their own. Moves decay as fair-curve.ts states: level and
// slope halve in 30 days, the near end in 5. All figures are assumptions of ours; older generations lose more when a
// new one comes, and a rule or a price cut hits the near end first.
import type { CurveMove } from './fair-curve.ts'
import type { IndexRoot } from './index-path.ts'
import { createRandom } from './random.ts'

interface NewsKind {
  readonly headline: string
  readonly moves: readonly (readonly [root: IndexRoot, move: CurveMove])[]
}

const KINDS: readonly NewsKind[] = [
  {
    headline: 'A maker announces its next GPU generation for the coming year.',
    moves: [
      ['A100', { level: -0.03, slope: -0.06 }],
      ['H100', { level: -0.02, slope: -0.05 }],
      ['H200', { level: -0.015, slope: -0.04 }],
      ['B200', { level: -0.01, slope: -0.03 }],
      ['TOK', { slope: -0.04 }],
    ],
  },
  {
    headline: 'A new export rule holds back shipments: capacity at home grows, abroad it is short.',
    moves: [
      ['B200', { near: -0.03 }],
      ['H200', { near: -0.04 }],
      ['H100', { near: -0.02 }],
      ['A100', { near: 0.02 }],
    ],
  },
  {
    headline: 'A large cloud cuts its list prices for GPU hours.',
    moves: [
      ['A100', { near: -0.03, level: -0.01 }],
      ['H100', { near: -0.03, level: -0.01 }],
      ['H200', { near: -0.02, level: -0.01 }],
      ['TOK', { level: -0.02 }],
    ],
  },
  {
    headline: 'Two laboratories announce training runs of record size.',
    moves: [
      ['H100', { near: 0.02, level: 0.01 }],
      ['H200', { near: 0.03, level: 0.015 }],
      ['B200', { near: 0.03, level: 0.02 }],
    ],
  },
]

/** One day in five has news. */
const DAY_CHANCE = 0.2
const STREAM = 800_000

export interface DayNews {
  readonly newsId: string
  /** Microseconds after midnight UTC. */
  readonly atUs: number
  readonly headline: string
  readonly moves: NewsKind['moves']
}

/** The news of a day (day number), the same whenever it is asked for; mostly none. */
export function newsOfDay(seed: number, day: number): DayNews | undefined {
  const random = createRandom(seed, STREAM + day)
  if (!random.chance(DAY_CHANCE)) return undefined
  const kind = KINDS[random.integer(0, KINDS.length - 1)]
  if (kind === undefined) return undefined
  const atUs = random.integer(13 * 3_600, 19 * 3_600) * 1_000_000
  return { newsId: `day-${day}`, atUs, headline: kind.headline, moves: kind.moves }
}
