// The indices before the venue starts: real figures first, then a simulated path from the day after the last one to
// the start. Depends on seed and day only. Called once by SpotIndex; decision record 0005 has the reasons.
import type { IsoDate } from '../../shared/domain/brands.ts'
import { dateOfDayNumber, dayNumber, dayNumberOf } from '../../shared/domain/civil-day.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import { isoDate } from '../../shared/math/quantities.ts'
import { INDEX_SOURCE, indexFigures } from './gpu-index.ts'
import { createRandom, type Random } from './random.ts'
import { TOKEN_FIGURES, TOKEN_FIGURES_END, TOKEN_SOURCE } from './token-figures.ts'

/** Roots with an index of their own; TOKC is TOK in another currency. */
export const INDEX_ROOTS = ['H100', 'H200', 'B200', 'A100', 'TOK'] as const
export type IndexRoot = (typeof INDEX_ROOTS)[number]

/** Day-to-day standard deviation of the level behind an index (AWS spot: 2–3 %), see fair-curve.ts. */
export const DAILY_INDEX_VOLATILITY = 0.025
/** List prices are sticky: the figure stays until the level has left it by more than this. */
export const STICKY_SHARE = 0.04
/** A move away from the last real figure halves in this many days, so that decades neither die nor explode. */
const HALF_LIFE_DAYS = 180

const FIRST_REAL_DAY = dayNumberOf(2026, 7, 5)
export const FIRST_SIMULATED_DAY = dayNumber(isoDate(TOKEN_FIGURES_END)) + 1

/** What happens to an index on one day besides its ordinary move; all rare, all stated in decision record 0005. */
export interface DayAccidents {
  /** Change of the panel or the method: the level jumps by this, a logarithm. */
  readonly levelBreak: number
  readonly isMissing: boolean
  /** A missing day's figure comes out the day after. */
  readonly comesLate: boolean
  /** The figure is restated the day after by this share; 0 when it is not. */
  readonly restatedBy: number
}

/** A day's accidents and its ordinary draw, the same whenever they are asked for. */
export function indexDay(
  seed: number,
  root: IndexRoot,
  day: number,
): DayAccidents & { readonly draw: number } {
  const random = createRandom(seed, 1_000_000 + day * INDEX_ROOTS.length + INDEX_ROOTS.indexOf(root))
  const draw = random.normal()
  const breaks = random.chance(1 / 180)
  const levelBreak = signed(random, 0.03 + 0.09 * random.uniform())
  const isMissing = random.chance(1 / 150)
  const comesLate = random.chance(0.7)
  const restates = random.chance(1 / 200)
  const restatedBy = signed(random, 0.005 + 0.025 * random.uniform())
  return {
    draw,
    levelBreak: breaks ? levelBreak : 0,
    isMissing,
    comesLate,
    restatedBy: restates && !isMissing ? restatedBy : 0,
  }
}

function signed(random: Random, size: number): number {
  return random.chance(0.5) ? size : -size
}

/** The figure that is published for a level: the last one while the level is near it, else the level rounded. */
export function stickyFigure(root: IndexRoot, level: number, last: string | undefined): string {
  const near = last !== undefined && Math.abs(Math.log(level / Number(last))) <= STICKY_SHARE
  return near ? last : roundedFigure(root, level)
}

/** GPU list prices are whole cents, the token basket has four decimals. */
export function roundedFigure(root: IndexRoot, value: number): string {
  return Math.max(0.01, value).toFixed(root === 'TOK' ? 4 : 2)
}

export interface IndexPath {
  readonly root: IndexRoot
  /** In order, one per day, at most up to the day asked for. */
  readonly fixings: readonly Fixing[]
  /** The level behind the last figure, in currency per unit. */
  readonly level: number
}

/** One root's fixings from `firstDay` to `lastDay`, both included; empty when the last comes before the first. */
export function indexPath(
  seed: number,
  {
    root,
    firstDay,
    lastDay,
  }: { readonly root: IndexRoot; readonly firstDay: number; readonly lastDay: number },
): IndexPath {
  const fixings: Fixing[] = []
  const keepFixing = (day: number, fixing: Fixing): void => {
    if (day >= firstDay) fixings.push(fixing)
  }
  const real = realFigures(root)
  let last = real.values.get(FIRST_REAL_DAY) ?? real.first
  for (let day = firstDay; day < Math.min(FIRST_REAL_DAY, lastDay + 1); day++) {
    keepFixing(day, { root, date: dateOfDayNumber(day), status: 'published', value: last, source: STAND_IN })
  }
  for (let day = FIRST_REAL_DAY; day < Math.min(FIRST_SIMULATED_DAY, lastDay + 1); day++) {
    const value = real.values.get(day)
    last = value ?? last
    const date = dateOfDayNumber(day)
    keepFixing(
      day,
      value === undefined
        ? { root, date, status: 'missing', source: real.source }
        : { root, date, status: 'published', value, source: real.source },
    )
  }
  const anchor = Math.log(Number(last))
  const keep = Math.exp(-Math.LN2 / HALF_LIFE_DAYS)
  let level = anchor
  for (let day = FIRST_SIMULATED_DAY; day <= lastDay; day++) {
    const accidents = indexDay(seed, root, day)
    level = anchor + (level - anchor) * keep + accidents.draw * DAILY_INDEX_VOLATILITY + accidents.levelBreak
    const value = stickyFigure(root, Math.exp(level), last)
    if (!accidents.isMissing || accidents.comesLate) last = value
    keepFixing(
      day,
      settledFixing({ root, date: dateOfDayNumber(day), value, accidents, isNewest: day === lastDay }),
    )
  }
  return { root, fixings, level: Math.exp(level) }
}

const STAND_IN = 'Stands in for a day before the index began on 2026-07-05: its first figure'
export const SIMULATED_SOURCE = 'Simulated by the venue; see decision record 0005'

interface SettledDay {
  readonly root: IndexRoot
  readonly date: IsoDate
  readonly value: string
  readonly accidents: DayAccidents
  /** What happens to it the day after has not happened yet. */
  readonly isNewest: boolean
}

/** A past day as it stands once the day after has brought its late figure or restatement. */
function settledFixing({ root, date, value, accidents, isNewest }: SettledDay): Fixing {
  const base = { root, date, source: SIMULATED_SOURCE }
  if (accidents.isMissing && (isNewest || !accidents.comesLate)) return { ...base, status: 'missing' }
  if (accidents.restatedBy === 0 || isNewest) return { ...base, status: 'published', value }
  const restated = roundedFigure(root, Number(value) * (1 + accidents.restatedBy))
  return { ...base, status: 'restated', value: restated, previousValue: value }
}

interface RealFigures {
  readonly values: ReadonlyMap<number, string>
  readonly first: string
  readonly source: string
}

function realFigures(root: IndexRoot): RealFigures {
  const figures =
    root === 'TOK'
      ? tokenFigures()
      : indexFigures(root).map(({ date, value }): [number, string] => [dayNumber(date), value])
  const first = figures[0]?.[1]
  if (first === undefined) throw new Error(`Invariant broken: no index figure of ${root}`)
  return { values: new Map(figures), first, source: root === 'TOK' ? TOKEN_SOURCE : INDEX_SOURCE }
}

function tokenFigures(): readonly [number, string][] {
  const days: [number, string][] = []
  let value = ''
  const changes = new Map<string, string>(TOKEN_FIGURES)
  for (let day = FIRST_REAL_DAY; day < FIRST_SIMULATED_DAY; day++) {
    value = changes.get(dateOfDayNumber(day)) ?? value
    days.push([day, value])
  }
  return days
}
