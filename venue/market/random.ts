// The market's only randomness: a seeded xoroshiro128+ stream with the few distributions the agents draw from.
// Same seed and same order of calls, same numbers, on every machine.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number
  /** Uniform whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number
  /** Standard normal. */
  normal(): number
  /** Waiting time with the given mean, in the mean's unit. */
  exponential(mean: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
}

/** A stream of its own per `seed` and `stream`; any two safe integers. */
export function createRandom(seed: number, stream: number): Random {
  // Neighbouring seeds start xoroshiro in related states: the streams are spread by a multiplicative hash.
  const generator = xoroshiro128plus(
    Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((stream + 1) | 0, 0x85ebca6b),
  )
  for (let skipped = 0; skipped < 16; skipped++) generator.next()

  const uniform = (): number => uniformFloat64(generator)
  return {
    uniform,
    integer: (low, high) => uniformInt(generator, low, high),
    // Box–Muller; 1 − u is never zero.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    chance: (probability) => uniform() < probability,
  }
}

/** The stream of a named part of the market in its nth run: the same name never draws the same numbers again. */
export function streamOf(name: string, restarts: number): number {
  // FNV-1a (Fowler, Noll, Vo) over the name and the restart.
  let hash = 0x811c9dc5
  for (const character of `${name} ${restarts}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return hash
}
