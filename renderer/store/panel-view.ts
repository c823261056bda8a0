// What a panel keeps of itself, by the schema of its kind: a word of a few, a whole number in a range, yes or no. What a file
// holds beside the schema is left alone, and what it holds against it counts as the preset. Pure.
import type { PanelView } from '../../shared/desk/workspaces.ts'

/** Makes of anything a value that can be used. */
export type Kept<Value extends string | number | boolean> = (value: unknown) => Value

export type PanelViewSchema = Readonly<Record<string, Kept<string | number | boolean>>>

export type ViewOf<Schema extends PanelViewSchema> = {
  readonly [Name in keyof Schema]: ReturnType<Schema[Name]>
}

/** The first is the preset. */
export function word<Word extends string>(words: readonly [Word, ...Word[]]): Kept<Word> {
  return (value) => words.find((one) => one === value) ?? words[0]
}

/** From 0 to `most`. */
export function whole({ most, preset }: { readonly most: number; readonly preset: number }): Kept<number> {
  return (value) => (isWhole(value) && value <= most ? value : preset)
}

/** Some of the words, apart by spaces, in their order; `preset` stands for what names none of them. */
export function someOf(words: readonly string[], preset: readonly string[]): Kept<string> {
  return (value) => {
    const named = typeof value === 'string' ? new Set(value.split(' ')) : new Set<string>()
    const some = words.filter((one) => named.has(one))
    return (some.length === 0 ? preset : some).join(' ')
  }
}

/** No is the preset. */
export const yesOrNo: Kept<boolean> = (value) => value === true

export function readView<Schema extends PanelViewSchema>(
  schema: Schema,
  view: PanelView | undefined,
): ViewOf<Schema> {
  const read = Object.entries(schema).map(([name, kept]) => [name, kept(view?.[name])] as const)
  return Object.fromEntries(read) as ViewOf<Schema>
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}
