// Spot figures the paper market is anchored on, with the number of providers behind each. Read by
// index-path.ts.
// Attribution: GPU rental price data by gpurentalprices.com, CC BY 4.0; our own computation from 49 daily snapshots,
// 2026-07-05 to 2026-08-22: on-demand list prices in USD per GPU-hour, one weight per provider, weighted median,
// resold marketplaces left out. List prices are sticky and jump with the panel, so no volatility is taken from them.
import type { IsoDate } from '../../shared/domain/brands.ts'
import { isoDate } from '../../shared/math/quantities.ts'

export const GPU_ROOTS = ['H100', 'H200', 'B200', 'A100'] as const
export type GpuRoot = (typeof GPU_ROOTS)[number]

/** Shown with every fixing. */
export const INDEX_SOURCE =
  'GPU rental price data by gpurentalprices.com, CC BY 4.0; our own computation from 49 daily snapshots'

export interface IndexFigure {
  readonly date: IsoDate
  /** USD per GPU-hour as a plain decimal, exactly as computed. */
  readonly value: string
  readonly providers: number
}

/** Day, then value and provider count of H100, H200, B200 and A100; `-` where nothing was published. */
const table = `
2026-07-05 3.29 1 - 0 6.69 1 1.99 1
2026-07-06 3.2 10 4 8 6.69 6 1.79 8
2026-07-07 3.85 15 4.5 11 6.69 8 2.3 12
2026-07-08 3.25 15 4.29 11 6.69 8 2.3 12
2026-07-09 3.25 15 4.5 11 6.69 8 2.3 12
2026-07-10 3.85 15 4.5 11 6.69 8 2.3 12
2026-07-11 3.25 15 4.5 11 6.69 8 2.3 12
2026-07-12 3.25 15 4.5 11 6.69 8 2.3 12
2026-07-13 3.25 15 4.5 11 6.69 8 2.3 12
2026-07-14 3.6 15 4.5 11 6.69 8 2.3 12
2026-07-15 3.25 15 4.5 11 6.69 8 2.3 12
2026-07-16 3.25 15 4.29 11 6.69 8 2.3 12
2026-07-17 3.25 15 4.5 11 6.69 8 2.3 12
2026-07-18 3.25 15 4.5 11 7.15 7 2 13
2026-07-19 3.25 15 4.29 11 7.15 7 2 13
2026-07-20 3.2 22 4.29 15 6.69 10 2 15
2026-07-21 3.2 22 4.29 15 6.69 10 2 15
2026-07-22 3.2 22 4.29 15 6.69 10 2 15
2026-07-23 3.2 22 4.29 15 6.69 10 2 15
2026-07-24 3.2 22 4.29 15 6.69 9 2 15
2026-07-25 3.2 22 4.29 15 6.69 10 2 15
2026-07-26 3.2 22 4.29 15 6.69 10 2 15
2026-07-27 3.2 22 4.29 15 6.69 10 2 15
2026-07-28 3.2 22 4.29 15 6.69 10 2 15
2026-07-29 3.2 22 4.22 15 6.69 9 2 15
2026-07-30 3.2 22 4.29 15 6.69 9 2 15
2026-07-31 3.2 22 4.29 15 6.69 10 2 15
2026-08-01 3.2 22 4.29 15 6.69 10 2 15
2026-08-02 3.25 22 4.47 15 6.69 10 2 15
2026-08-03 3.2922 22 4.47 15 6.69 9 2 15
2026-08-04 3.25 22 4.47 15 6.69 9 2 15
2026-08-05 3.25 22 4.29 15 6.69 10 2 15
2026-08-06 3.25 22 4.47 15 6.69 10 2 15
2026-08-07 3.25 22 4.29 15 6.69 10 2 15
2026-08-08 3.25 22 4.29 15 6.69 10 2 15
2026-08-09 3.3065 22 4.29 15 6.69 10 2 15
2026-08-10 3.25 22 4.29 15 6.69 10 2 15
2026-08-11 3.25 22 4.47 15 6.69 10 2 15
2026-08-12 3.25 22 4.47 15 6.69 10 2 15
2026-08-13 3.25 22 4.47 15 6.69 10 2 15
2026-08-14 3.3062 22 4.47 15 6.69 9 2 15
2026-08-15 3.25 22 4.47 15 6.69 10 2 15
2026-08-16 3.25 22 4.47 15 6.69 9 2 15
2026-08-17 3.25 22 4.47 15 6.69 9 2 15
2026-08-18 3.25 22 4.47 15 6.69 10 2 15
2026-08-19 3.25 22 4.29 15 6.69 10 2 15
2026-08-20 3.25 22 4.29 15 6.69 9 2 15
2026-08-21 3.3484 22 4.29 15 6.69 10 2 15
2026-08-22 3.25 22 4.47 15 6.69 9 2 15
`

/** Every published figure of a root, oldest first. */
export function indexFigures(root: GpuRoot): readonly IndexFigure[] {
  const column = 1 + 2 * GPU_ROOTS.indexOf(root)
  return table
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap((cells) => {
      const [date, value, providers] = [cells[0], cells[column], cells[column + 1]]
      if (date === undefined || value === undefined || value === '-') return []
      return [{ date: isoDate(date), value, providers: Number(providers) }]
    })
}
