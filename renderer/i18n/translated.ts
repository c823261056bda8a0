// What a catalogue of another language must hold: every key of the English one, no more and no less. Chinese has one plural
// form, so keys of the singular fall away.

export type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Translated<T[K]>
}
