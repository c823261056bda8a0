// A schema for one of a list of words, typed as their union. Used by the scenario file and the market's image.
import Type from 'typebox'

export function oneOf<T extends string>(words: readonly T[]) {
  return Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
}
