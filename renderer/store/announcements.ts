// What is said to whoever does not look at the screen. What happens within a moment is gathered and said together: the fills of
// one side of a contract in one sentence, the same sentence once, and never more than a few; the rest are in the Messages panel.
// Bounded: however much happens, one utterance a moment. Fed by renderer/boot, shown by its announcer.
import { createStore } from 'zustand/vanilla'
import type { InstrumentId, PriceTicks, QtyLots } from '../../shared/domain/brands.ts'
import type { Side } from '../../shared/domain/order.ts'
import { integerText } from '../i18n/number-text.ts'
import { lotsText } from '../i18n/order-text.ts'
import { priceText } from '../i18n/price-view.ts'
import { translate } from '../i18n/translate.ts'
import { tickSizeOf } from './instruments.ts'

export type Announcement = FillHeard | Sentence

export interface FillHeard {
  readonly kind: 'fill'
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly qty: QtyLots
  readonly price: PriceTicks
}

export interface Sentence {
  readonly kind: 'sentence'
  /** Interrupts what is being read: something needs a person now. */
  readonly isUrgent: boolean
  readonly text: string
}

export interface Utterance {
  /** The same words said again are another utterance. */
  readonly id: number
  readonly calm: string
  readonly urgent: string
}

/** How long is gathered after the first of what is said together. */
export const GATHER_MS = 800
/** Of one utterance, calm and urgent each. */
const SENTENCES_MAX = 4
/** What is gathered beyond this is only counted. */
const GATHERED_MAX = 200

export const announcementStore = createStore<Utterance>(() => ({ id: 0, calm: '', urgent: '' }))

let gathered: Announcement[] = []
let beyond = 0

export function announce(one: Announcement): void {
  if (gathered.length === 0) window.setTimeout(utter, GATHER_MS)
  if (gathered.length < GATHERED_MAX) gathered.push(one)
  else beyond += 1
}

function utter(): void {
  const said = utteranceOf(gathered, beyond)
  gathered = []
  beyond = 0
  announcementStore.setState(({ id }) => ({ ...said, id: id + 1 }))
}

/** `uncounted`: how many more there were than are given. */
export function utteranceOf(heard: readonly Announcement[], uncounted = 0): Omit<Utterance, 'id'> {
  const sentences = heard.filter((one) => one.kind === 'sentence')
  const textsOf = (isUrgent: boolean): readonly string[] => [
    ...new Set(sentences.filter((one) => one.isUrgent === isUrgent).map(({ text }) => text)),
  ]
  const fills = fillTexts(heard.filter((one) => one.kind === 'fill'))
  return { urgent: shortened(textsOf(true), 0), calm: shortened([...fills, ...textsOf(false)], uncounted) }
}

function shortened(texts: readonly string[], uncounted: number): string {
  const left = Math.max(0, texts.length - SENTENCES_MAX) + uncounted
  const said = texts.slice(0, SENTENCES_MAX)
  return (left === 0 ? said : [...said, translate('announce.more', { count: left })]).join(' ')
}

/** One sentence for each contract and side, in the order in which they first traded. */
function fillTexts(fills: readonly FillHeard[]): readonly string[] {
  const groups = new Map<string, FillHeard[]>()
  for (const fill of fills) {
    const key = `${fill.instrumentId} ${fill.side}`
    groups.set(key, [...(groups.get(key) ?? []), fill])
  }
  return [...groups.values()].map(fillText)
}

function fillText(fills: readonly FillHeard[]): string {
  const [first] = fills
  if (first === undefined) return ''
  const prices = fills.map(({ price }) => price).toSorted((a, b) => a - b)
  const tickSize = tickSizeOf(first.instrumentId)
  const words = {
    side: translate(`sidePast.${first.side}`),
    lots: lotsText(fills.reduce((sum, { qty }) => sum + qty, 0)),
    instrument: first.instrumentId,
    price: priceText(prices[0], tickSize),
  }
  if (fills.length === 1) return translate('noticeText.fill', words)
  return translate('announce.fills', {
    ...words,
    fills: integerText(fills.length),
    highest: priceText(prices.at(-1), tickSize),
  })
}
