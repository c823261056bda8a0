// How the months of an axis are named: all alike, so that a reader counts by the names. Pure.

export interface MonthNames {
  readonly kind: 'month' | 'initial'
  /** Every so many months of the year one is named, from January on. */
  readonly every: number
}

const GAP_PX = 3

/** Every month by its name if there is room, else by its initial; else every second, third, sixth or twelfth. */
export function namesFor(slotPx: number, widths: Readonly<Record<MonthNames['kind'], number>>): MonthNames {
  for (const every of [1, 2, 3, 6]) {
    for (const kind of ['month', 'initial'] as const) {
      if (widths[kind] + GAP_PX <= every * slotPx) return { kind, every }
    }
  }
  return { kind: 'initial', every: 12 }
}

/** Whether the `month` of a year (1 to 12) is named. */
export function isNamed({ every }: MonthNames, month: number): boolean {
  return (month - 1) % every === 0
}
