// Whether memory stays flat: how far it moves from where it stood once the program had settled. Pure.

export interface MemorySample {
  readonly atSeconds: number
  /** Resident memory of the process. */
  readonly bytes: number
  readonly heapBytes: number
}

/** Length of the stretches whose means are compared: longer than the sawtooth of the garbage collector. */
const STRETCH_SECONDS = 30

/**
 * The largest relative difference between the mean of a later stretch and that of the first one after
 * `settledAfterSeconds`; negative when memory fell. Undefined when there are not two full stretches.
 */
export function memoryDrift(
  samples: readonly MemorySample[],
  { settledAfterSeconds }: { readonly settledAfterSeconds: number },
): number | undefined {
  const [base, ...later] = stretchMeans(samples, settledAfterSeconds, STRETCH_SECONDS)
  if (base === undefined || later.length === 0) return undefined
  const drifts = later.map((bytes) => bytes / base - 1)
  return drifts.reduce((worst, drift) => (Math.abs(drift) > Math.abs(worst) ? drift : worst))
}

/** Mean resident bytes of every full or begun stretch of so many seconds, from `fromSeconds` on, in order. */
export function stretchMeans(
  samples: readonly MemorySample[],
  fromSeconds: number,
  stretchSeconds: number,
): readonly number[] {
  const stretches = new Map<number, number[]>()
  for (const { atSeconds, bytes } of samples) {
    if (atSeconds < fromSeconds) continue
    const stretch = Math.floor((atSeconds - fromSeconds) / stretchSeconds)
    stretches.set(stretch, [...(stretches.get(stretch) ?? []), bytes])
  }
  return [...stretches.values()].map(
    (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  )
}
