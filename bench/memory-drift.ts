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
  const stretches = new Map<number, number[]>()
  for (const { atSeconds, bytes } of samples) {
    if (atSeconds < settledAfterSeconds) continue
    const stretch = Math.floor((atSeconds - settledAfterSeconds) / STRETCH_SECONDS)
    stretches.set(stretch, [...(stretches.get(stretch) ?? []), bytes])
  }
  const [base, ...later] = [...stretches.values()].map(mean)
  if (base === undefined || later.length === 0) return undefined
  const drifts = later.map((bytes) => bytes / base - 1)
  return drifts.reduce((worst, drift) => (Math.abs(drift) > Math.abs(worst) ? drift : worst))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
