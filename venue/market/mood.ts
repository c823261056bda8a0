// What a scenario lays over the ordinary market for a while, by root: more or fewer orders, wilder prices, a drift,
// makers that have withdrawn. Set by the scenario, read by curve and agents. Captured with the market.
import type { TimeUs } from '../../shared/domain/brands.ts'

export type MoodKind = 'activity' | 'volatility' | 'drift' | 'withdrawn'

/** `value`: a factor of activity or volatility, a logarithmic drift per second, 1 for withdrawn. */
export interface MoodEffect {
  readonly root: string
  readonly kind: MoodKind
  readonly value: number
  readonly untilUs: number
}

const EFFECTS_MAX = 1_000

export class Mood {
  private effects: readonly MoodEffect[] = []
  /** How often agents act where nothing is laid over it: 1 unless a long run without people wants less. */
  usualActivity = 1

  /** Lays an effect over a root; the newest of a kind counts. */
  set(effect: MoodEffect): void {
    const others = this.effects.filter(({ root, kind }) => root !== effect.root || kind !== effect.kind)
    this.effects = [...others, effect].slice(-EFFECTS_MAX)
  }

  /** Forgets what is over. */
  advanceTo(nowUs: TimeUs): void {
    if (this.effects.some(({ untilUs }) => untilUs <= nowUs)) {
      this.effects = this.effects.filter(({ untilUs }) => untilUs > nowUs)
    }
  }

  activity(root: string): number {
    return this.usualActivity * this.value(root, 'activity', 1)
  }

  volatility(root: string): number {
    return this.value(root, 'volatility', 1)
  }

  /** Logarithm per second; 0 ordinarily. */
  drift(root: string): number {
    return this.value(root, 'drift', 0)
  }

  isWithdrawn(root: string): boolean {
    return this.value(root, 'withdrawn', 0) !== 0
  }

  /** Whether prices are driven somewhere: what happens within seconds then matters. */
  get isDriven(): boolean {
    return this.effects.some(({ kind }) => kind === 'drift' || kind === 'withdrawn')
  }

  capture(): readonly MoodEffect[] {
    return this.effects
  }

  private value(root: string, kind: MoodKind, usual: number): number {
    if (this.effects.length === 0) return usual
    return this.effects.find((effect) => effect.root === root && effect.kind === kind)?.value ?? usual
  }
}
