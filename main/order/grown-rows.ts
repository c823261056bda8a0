// Rows that are added at the end and change in their places, none ever leaves, with what came and changed since somebody
// looked last. Owned by the orders and the fills; read piece by piece by windows, so that a long day never goes out at once.
import type { RowsUpdate } from '../../shared/ui-wire/rows.ts'

/** What somebody has been told. */
export interface RowsTold {
  readonly changes: number
  /** Of the oldest row told; all after it were told too. */
  readonly firstPlace: number
}

export interface RowsNews<Row> {
  /** Undefined where all was told before. */
  readonly update: RowsUpdate<Row> | undefined
  readonly told: RowsTold
  /** There is more than was asked for at once. */
  readonly isPart: boolean
}

export class GrownRows<Row> {
  readonly #rows: Row[] = []
  /** The place of every row that came or changed, in that order. */
  readonly #changes: number[] = []

  /** In the order in which they came. */
  get all(): readonly Row[] {
    return this.#rows
  }

  /** The place that it has from now on. */
  add(row: Row): number {
    const place = this.#rows.push(row) - 1
    this.#changes.push(place)
    return place
  }

  change(place: number, row: Row): void {
    this.#rows[place] = row
    this.#changes.push(place)
  }

  /** At most so many rows: what changed since, then the newest of those that were never told. */
  newsSince(before: RowsTold | undefined, most: number): RowsNews<Row> {
    const { changes, firstPlace } = before ?? {
      changes: this.#changes.length,
      firstPlace: this.#rows.length,
    }
    const looked = this.#changes.slice(changes, changes + most)
    const places = [...new Set(looked)]
      .filter((place) => place >= firstPlace)
      .sort((one, other) => one - other)
    const toldChanges = changes + looked.length
    const first = Math.max(0, firstPlace - (most - places.length))
    const isLast = toldChanges === this.#changes.length
    const changed = places.flatMap((place) => {
      const row = this.#rows[place]
      return row === undefined ? [] : [[place, row] as const]
    })
    const older = isLast ? this.#rows.slice(first, firstPlace) : []
    const told = { changes: toldChanges, firstPlace: isLast ? first : firstPlace }
    const hasNews = before === undefined || changed.length > 0 || older.length > 0
    return {
      update: hasNews ? { firstPlace: told.firstPlace, older, changed } : undefined,
      told,
      isPart: !isLast || told.firstPlace > 0,
    }
  }
}
