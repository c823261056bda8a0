// The indices as the venue strikes them: once a day at FIXING_HOUR_UTC, from the level that the fair curve has then.
// Owned by the simulated market, which publishes what `strike` returns. Missing days, late figures, restatements and
// level breaks come rarely by the seed, or exactly when a scenario asks for them.
import type { IsoDate } from '../../shared/domain/brands.ts'
import {
  addMonths,
  dateOfDayNumber,
  firstDayNumber,
  monthOfDayNumber,
} from '../../shared/domain/civil-day.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import { isoDate } from '../../shared/math/quantities.ts'
import type { CurrencyRate } from './exchange-port.ts'
import type { FairCurve } from './fair-curve.ts'
import { IndexHistory, HISTORY_DAYS_MAX } from './index-history.ts'
import {
  INDEX_ROOTS,
  indexDay,
  indexPath,
  roundedFigure,
  SIMULATED_SOURCE,
  stickyFigure,
  type IndexRoot,
} from './index-path.ts'
import { ROOT_NAMES } from './roots.ts'
import { UsdCnyPath } from './usd-cny.ts'

/** Fixings of a day are struck at this hour of it, UTC. Ornn states its daily value by the same hour. */
export const FIXING_HOUR_UTC = 20
const EVER = { from: isoDate('0000-01-01'), to: isoDate('9999-12-31') }
const FIRST_REAL_MONTH = { year: 2026, month: 7 }

export interface Strike {
  readonly rate: CurrencyRate
  readonly fixings: readonly Fixing[]
  /** Headlines of what is out of the ordinary, by root. */
  readonly news: readonly { readonly root: IndexRoot; readonly headline: string }[]
}

export class SpotIndex {
  readonly history = new IndexHistory()
  /** Level behind each index at the start, in currency per unit. */
  readonly levels: ReadonlyMap<IndexRoot, number>
  private readonly seed: number
  private readonly hasAccidents: boolean
  private readonly ratePath: UsdCnyPath
  private rateNow: CurrencyRate
  /** Roots whose next fixing a scenario leaves out. */
  private readonly leftOut = new Set<IndexRoot>()

  /** Carries the history up to and including `lastDay`. Without accidents only a scenario breaks the routine. */
  constructor(seed: number, { lastDay, hasAccidents }: { lastDay: number; hasAccidents: boolean }) {
    this.seed = seed
    this.hasAccidents = hasAccidents
    this.ratePath = new UsdCnyPath(seed)
    const monthBefore = firstDayNumber(addMonths(monthOfDayNumber(lastDay), -1))
    const firstDay = Math.max(
      Math.min(firstDayNumber(FIRST_REAL_MONTH), monthBefore),
      lastDay - HISTORY_DAYS_MAX + 1,
    )
    const paths = INDEX_ROOTS.map((root) => indexPath(seed, { root, firstDay, lastDay }))
    this.levels = new Map(paths.map(({ root, level }) => [root, level]))
    for (const { fixings } of paths) for (const fixing of fixings) this.history.note(fixing)
    this.rateNow = this.ratePath.on(firstDay)
    for (let day = firstDay; day <= lastDay; day++) {
      this.rateNow = this.ratePath.on(day)
      const token = this.history.on('TOK', dateOfDayNumber(day))
      if (token !== undefined) this.history.note(inYuan(token, this.rateNow))
    }
  }

  get rate(): CurrencyRate {
    return this.rateNow
  }

  get nextLeftOut(): readonly IndexRoot[] {
    return [...this.leftOut]
  }

  /** A scenario's wish: the next fixing of this root is not published on its day. */
  leaveOutNext(root: IndexRoot): void {
    this.leftOut.add(root)
  }

  /** Strikes the fixings of `day` from the curve's spot levels; a level break moves the curve with it. */
  strike(day: number, curve: FairCurve): Strike {
    const date = dateOfDayNumber(day)
    this.rateNow = this.ratePath.on(day)
    const fixings: Fixing[] = []
    const news: { root: IndexRoot; headline: string }[] = []
    for (const root of INDEX_ROOTS) {
      const accidents = indexDay(this.seed, root, day)
      if (this.hasAccidents) {
        fixings.push(...this.yesterdaysAccidents(root, day))
        if (accidents.levelBreak !== 0) {
          curve.move(root, { level: accidents.levelBreak })
          news.push({ root, headline: breakHeadline(root, accidents.levelBreak) })
        }
      }
      const isMissing = this.leftOut.delete(root) || (this.hasAccidents && accidents.isMissing)
      const last = this.history.latest(root)?.value
      const value = stickyFigure(root, curve.spot(root), last)
      const base = { root, date, source: SIMULATED_SOURCE }
      // After a restart the exchange may have published this day already.
      if (this.history.on(root, date) !== undefined) continue
      fixings.push(isMissing ? { ...base, status: 'missing' } : { ...base, status: 'published', value })
    }
    return { rate: this.rateNow, news, fixings: this.noted(fixings) }
  }

  /** Publishes a missing day's figure late; nothing when it was not missing. */
  publishLate(root: IndexRoot, date: IsoDate): readonly Fixing[] {
    const fixing = this.history.on(root, date)
    const last = this.history.latest(root, date)?.value
    if (fixing?.status !== 'missing' || last === undefined) return []
    return this.noted([{ root, date, status: 'published', value: last, source: fixing.source }])
  }

  /** Restates a published day by a share of it; nothing when that day has no value. */
  restate(
    root: IndexRoot,
    { date, share }: { readonly date: IsoDate; readonly share: number },
  ): readonly Fixing[] {
    const fixing = this.history.on(root, date)
    if (fixing?.value === undefined) return []
    const value = roundedFigure(root, Number(fixing.value) * (1 + share))
    const source = fixing.source
    return this.noted([{ root, date, status: 'restated', value, previousValue: fixing.value, source }])
  }

  /** Whether the day is known already, and as this says. */
  holds({ root, date, status, value, previousValue }: Fixing): boolean {
    const known = this.history.on(root, date)
    return known?.status === status && known.value === value && known.previousValue === previousValue
  }

  /** What the exchange has published already, as known after a restart. */
  adopt(fixing: Fixing): void {
    this.history.note(fixing)
  }

  /** The fixings of the last `days` days of every root, in order of their days. */
  newest(days: number): readonly Fixing[] {
    const all = ROOT_NAMES.flatMap((root) => this.history.range(root, EVER) ?? [])
    const dates = [...new Set(all.map(({ date }) => date))].sort().slice(-days)
    return all
      .filter(({ date }) => dates.includes(date))
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  }

  /** Brings the rate to a day that has passed. */
  advanceRate(day: number): void {
    this.rateNow = this.ratePath.on(day)
  }

  private yesterdaysAccidents(root: IndexRoot, day: number): readonly Fixing[] {
    const accidents = indexDay(this.seed, root, day - 1)
    const date = dateOfDayNumber(day - 1)
    const known = this.history.on(root, date)
    if (known?.status === 'missing' && accidents.comesLate) {
      const value = this.history.latest(root)?.value
      return value === undefined ? [] : [{ ...known, status: 'published', value }]
    }
    if (known?.status !== 'published' || known.value === undefined || accidents.restatedBy === 0) return []
    const value = roundedFigure(root, Number(known.value) * (1 + accidents.restatedBy))
    return [{ ...known, status: 'restated', value, previousValue: known.value }]
  }

  /** Keeps them, each with the one in yuan that follows from a token fixing. */
  private noted(fixings: readonly Fixing[]): readonly Fixing[] {
    const all = fixings.flatMap((fixing) =>
      fixing.root === 'TOK' ? [fixing, this.alsoInYuan(fixing)] : [fixing],
    )
    for (const fixing of all) this.history.note(fixing)
    return all
  }

  /** A restatement keeps the rate that the day was published with; all else takes the newest. */
  private alsoInYuan(fixing: Fixing): Fixing {
    const before = this.history.on('TOKC', fixing.date)
    if (fixing.status !== 'restated' || before?.value === undefined) return inYuan(fixing, this.rateNow)
    const share = Number(fixing.value) / Number(fixing.previousValue)
    const value = (Number(before.value) * share).toFixed(4)
    return { ...before, status: 'restated', value, previousValue: before.value }
  }
}

function breakHeadline(root: IndexRoot, move: number): string {
  const percent = (100 * Math.expm1(move)).toFixed(1)
  return `${root} index: the panel of providers has changed, its level moves by ${percent} %.`
}

/** The token index in yuan: the figure in dollars at the rate of the day it is computed, four decimals. */
function inYuan(fixing: Fixing, rate: CurrencyRate): Fixing {
  const convert = (value: string): string => (Number(value) * Number(rate.value)).toFixed(4)
  return {
    root: 'TOKC',
    date: fixing.date,
    status: fixing.status,
    ...(fixing.value === undefined ? {} : { value: convert(fixing.value) }),
    ...(fixing.previousValue === undefined ? {} : { previousValue: convert(fixing.previousValue) }),
    source: `${fixing.source}; in yuan at ${rate.value} of ${rate.date}`,
  }
}
