// Runs one bench entry: ours and its peer in the same process, round by round, the side that starts
// alternating so that neither always meets the warmer machine. Called by bench/main.ts; each entry lives in
// its own module and is registered there.
// Invariant: the ratio is always ours / peer of the same unit. Where the unit is a speed higher is better;
// where it is a time the entry says `lowerIsBetter`.

/**
 * One round of one side: does the work and resolves to the figure in the entry's unit (finite, above zero).
 */
export type BenchRound = () => number | Promise<number>

export interface BenchSides {
  readonly ours: BenchRound
  readonly peer: BenchRound
  /** Closes what `prepare` opened; runs also when a round fails. */
  readonly dispose?: () => void | Promise<void>
}

export interface BenchEntry {
  /** `area.subject`, the word for `--only`. */
  readonly name: string
  /** Unit of both figures, for example `operations/s` or `ms`. */
  readonly unit: string
  /** What ours is compared with, version included. */
  readonly peerName: string
  /** Set where the unit is a time: a ratio below one is then the good one. */
  readonly lowerIsBetter?: boolean
  /** Pairs run before the five that count; one unless stated. */
  readonly warmupRounds?: number
  /** Builds inputs and loads the peer. Heavy imports belong here, so that `--only` pays for one entry. */
  readonly prepare: () => BenchSides | Promise<BenchSides>
}

/** The figures of one entry: medians of each side, the median of the per-round ratios and their range. */
export interface BenchResult {
  readonly name: string
  readonly unit: string
  readonly ours: number
  readonly peer: number
  readonly peerName: string
  readonly ratio: number
  readonly spread: { readonly min: number; readonly max: number }
  readonly lowerIsBetter?: true
}

const countedRounds = 5

/** Names the shape for type inference; returns the entry unchanged. */
export function defineBench(entry: BenchEntry): BenchEntry {
  return entry
}

/**
 * Runs the warm-up pairs and five counted pairs of one entry.
 * Throws an `Error` with a sentence when a side returns a figure that is not finite and positive.
 */
export async function runBench(entry: BenchEntry): Promise<BenchResult> {
  const sides = await entry.prepare()
  try {
    const ours: number[] = []
    const peer: number[] = []
    const warmupRounds = entry.warmupRounds ?? 1
    for (let round = 0; round < warmupRounds + countedRounds; round++) {
      const counted = round >= warmupRounds
      const order = round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)
      for (const side of order) {
        collectGarbage()
        const figure = checkedFigure({ entry, side, figure: await sides[side]() })
        if (counted) (side === 'ours' ? ours : peer).push(figure)
      }
    }
    return summarise({ entry, ours, peer })
  } finally {
    await sides.dispose?.()
  }
}

/** Runs `work` once and returns `operations` per second of it. */
export function operationsPerSecond(operations: number, work: () => void): number {
  const startedMs = performance.now()
  work()
  return (operations * 1000) / (performance.now() - startedMs)
}

/** As `operationsPerSecond`, for work that ends with a promise. */
export async function operationsPerSecondOf(operations: number, work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return (operations * 1000) / (performance.now() - startedMs)
}

/**
 * Milliseconds of processor time that this process used so far. For work that waits for nothing the
 * difference of two readings is what a clock shows on an idle machine, and says the same on a busy one.
 */
export function processorTimeMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * Loads a peer from bench/node_modules, typed by the caller with the few members it uses: the peers are
 * installed apart (`npm ci` in bench/), and type checking the tree must not need them.
 * Throws an `Error` that says how to install it when it is missing.
 */
export async function importPeer<Peer>(packageName: string): Promise<Peer> {
  try {
    return (await import(/* @vite-ignore */ packageName)) as Peer
  } catch (cause) {
    throw new Error(`The peer ${packageName} cannot be loaded: run "npm ci" in bench/ first.`, { cause })
  }
}

/** The middle value; the mean of the two middle ones for an even count; NaN for none. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const low = sorted[(sorted.length - 1) >> 1] ?? Number.NaN
  const high = sorted[sorted.length >> 1] ?? Number.NaN
  return (low + high) / 2
}

interface Figures {
  readonly entry: BenchEntry
  readonly ours: readonly number[]
  readonly peer: readonly number[]
}

function summarise({ entry, ours, peer }: Figures): BenchResult {
  const ratios = ours.map((figure, round) => figure / (peer[round] ?? Number.NaN))
  return {
    name: entry.name,
    unit: entry.unit,
    ours: median(ours),
    peer: median(peer),
    peerName: entry.peerName,
    ratio: median(ratios),
    spread: { min: Math.min(...ratios), max: Math.max(...ratios) },
    ...(entry.lowerIsBetter === true ? { lowerIsBetter: true as const } : {}),
  }
}

interface RoundFigure {
  readonly entry: BenchEntry
  readonly side: 'ours' | 'peer'
  readonly figure: number
}

function checkedFigure({ entry, side, figure }: RoundFigure): number {
  if (Number.isFinite(figure) && figure > 0) return figure
  throw new Error(
    `${entry.name}: the round of ${side} returned ${figure}, which is no figure in ${entry.unit}.`,
  )
}

// Only with --expose-gc: a round then does not pay for the garbage of the one before.
function collectGarbage(): void {
  ;(globalThis as { gc?: () => void }).gc?.()
}
