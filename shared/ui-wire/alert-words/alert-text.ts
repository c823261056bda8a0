// What was told as a person reads it, in either language: for the alert log of a window, and for the notifications of the
// main process, which must say the same without one. Pure.
import type { AlertSaid, AlertTopic } from '../../domain/alert.ts'
import { alertWordsEn, type AlertWords } from './en.ts'
import { alertWordsZh } from './zh.ts'

/** Without a catalogue of its own a language gets the English one. */
export function alertWords(locale: string): AlertWords {
  return /^zh\b/i.test(locale) ? alertWordsZh : alertWordsEn
}

/** Codes of people's words among the parameters; the others stand as they are. */
const WORDED: ReadonlySet<string> = new Set(['basis', 'side', 'session', 'phase', 'pattern'])

/** A sentence; where it happened more than once with how often. `note` is what the rule's owner wrote. */
export function alertText(
  {
    said,
    count,
    note,
  }: { readonly said: AlertSaid; readonly count: number; readonly note?: string | undefined },
  locale: string,
): string {
  const words = alertWords(locale)
  const once = filled(words.said[said.code], wordsOf(said, words))
  const text = count === 1 ? once : filled(words.counted, { text: once, count: String(count) })
  return note === undefined ? text : filled(words.noted, { text, note })
}

/** Over a notification: what it is about. */
export function alertTitle(topic: AlertTopic, count: number, locale: string): string {
  const words = alertWords(locale)
  const title = words.title[topic]
  return count === 1 ? title : filled(words.titled, { title, count: String(count) })
}

function wordsOf({ params }: AlertSaid, { words }: AlertWords): Readonly<Record<string, string>> {
  const known: Readonly<Record<string, string>> = words
  const entries = Object.entries(params).map(([name, value]: [string, string | number]) => {
    const text = String(value)
    return [name, WORDED.has(name) ? (known[text] ?? text) : text.replace(/^-/, '−')] as const
  })
  return Object.fromEntries(entries)
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place)
}
