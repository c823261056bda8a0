// One run of a program gives figures for several benches: the first bench that asks for the nth run makes it, the others read it.
import type { BenchRound } from './harness.ts'

export class SharedRuns<Figures> {
  readonly #run: () => Promise<Figures>
  readonly #made: Promise<Figures>[] = []

  constructor(run: () => Promise<Figures>) {
    this.#run = run
  }

  /** Rounds of a bench that read this figure of the first run, of the second, and so on. */
  rounds(figure: (figures: Figures) => number): BenchRound {
    let nth = 0
    return async () => {
      const made = (this.#made[nth] ??= this.#run())
      nth += 1
      return figure(await made)
    }
  }
}
