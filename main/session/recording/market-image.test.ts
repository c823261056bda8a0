import { expect, test } from 'vitest'
import { instrumentId } from '../../../shared/math/quantities.ts'
import { marketVenueFrames } from '../../../shared/venue-wire/frame.ts'
import type { MarketVenueMessage } from '../../../shared/venue-wire/market-messages.ts'
import { definition, delta, snapshot, welcome } from '../native/wire-messages.testing.ts'
import { MarketImage } from './market-image.ts'

const H100F27 = instrumentId('H100F27')
const parse = marketVenueFrames()

function messagesOf(messages: readonly unknown[]): readonly MarketVenueMessage[] {
  const parsed = parse(JSON.stringify(messages))
  if (!parsed.ok) throw new Error(parsed.error.text)
  return parsed.value
}

function imageAfter(...messages: readonly unknown[]): MarketImage {
  const image = new MarketImage()
  for (const message of messagesOf(messages)) image.take(message)
  return image
}

function told(image: MarketImage, type: MarketVenueMessage['type']): readonly unknown[] {
  return image.tell(H100F27).filter((message) => message.type === type)
}

const of = (type: string, more: object): object => ({ type, instrument: 'H100F27', venueTimeUs: 5, ...more })
const limits = (lowTicks: number): object =>
  of('limits', { lowTicks, highTicks: 300, dailyLowTicks: 100, dailyHighTicks: 400 })
const status = (phase: string): object => of('status', { phase, reasonCode: 'open', reason: 'because' })
const settlement = (date: string, priceTicks: number): object =>
  of('settlement', { date, kind: 'daily', priceTicks, rule: 'mean' })
const openInterest = (lots: number): object => of('openInterest', { date: '2026-11-20', lots })
const implied = (price: number): object => of('implied', { bid: [price, 2] })
const indicative = (qty: number): object => of('indicative', { priceTicks: 210, qty, imbalance: 0 })
const listed = [welcome, { type: 'definitions', requestId: 1, instruments: [definition('H100F27')] }]
const fixing = (root: string, day: number): object => ({
  ...{ type: 'fixing', root, date: `2026-11-${String(day).padStart(2, '0')}`, status: 'published' },
  ...{ value: '2.10', source: 'index', venueTimeUs: 5 },
})
const rate = (value: string): object => ({
  ...{ type: 'rate', base: 'USD', quote: 'CNY', date: '2026-11-20', value, source: 'fix', venueTimeUs: 5 },
})

test('tells the book as it stands now, best level first, without levels that are gone', () => {
  const image = imageAfter(snapshot('H100F27', 7), {
    ...delta('H100F27', 8),
    bids: [
      [208, 1],
      [210, 0],
      [211, 3],
    ],
    asks: [[215, 0]],
    venueTimeUs: 9,
  })
  expect(image.tell(H100F27)).toEqual([
    {
      ...{ type: 'snapshot', instrument: 'H100F27', changeId: 8, phase: 'continuous', venueTimeUs: 9 },
      bids: [
        [211, 3],
        [209, 8],
        [208, 1],
      ],
      asks: [[212, 4]],
    },
  ])
})

test('tells no book whose chain is broken until the next snapshot', () => {
  const gap = { ...delta('H100F27', 12), prevChangeId: 11 }
  expect(told(imageAfter(snapshot('H100F27', 7), gap), 'snapshot')).toEqual([])
  expect(told(imageAfter(snapshot('H100F27', 7), gap, delta('H100F27', 13)), 'snapshot')).toEqual([])
  const healed = imageAfter(snapshot('H100F27', 7), gap, snapshot('H100F27', 12), delta('H100F27', 13))
  expect(told(healed, 'snapshot')).toMatchObject([{ changeId: 13 }])
})

test('leaves a delta aside that the book is past, and one that comes before any snapshot', () => {
  const image = imageAfter(snapshot('H100F27', 7), { ...delta('H100F27', 7), bids: [[210, 1]] })
  expect(told(image, 'snapshot')).toMatchObject([{ changeId: 7, bids: snapshot('', 1)['bids'] }])
  expect(imageAfter(delta('H100F27', 8)).tell(H100F27)).toEqual([])
})

test.each([
  ['the connection is lost', (image: MarketImage) => image.lost()],
  ['the venue greets again', (image: MarketImage) => image.take(messagesOf([welcome])[0]!)],
])('tells neither book nor what books imply once %s, but what holds over a night', (_, end) => {
  const image = imageAfter(
    ...[snapshot('H100F27', 7), status('auction'), limits(200), openInterest(4)],
    ...[implied(209), indicative(5), settlement('2026-11-20', 211)],
  )
  end(image)
  expect(image.tell(H100F27).map(({ type }) => type)).toEqual([
    'status',
    'settlement',
    'limits',
    'openInterest',
  ])
})

test('tells the newest of everything else once', () => {
  const image = imageAfter(
    ...[snapshot('H100F27', 7), status('auction'), limits(200), openInterest(4), implied(209), indicative(5)],
    ...[status('preOpen'), limits(201), openInterest(6), implied(208), indicative(9)],
  )
  expect(image.tell(H100F27).slice(1)).toEqual([
    ...[status('preOpen'), limits(201), openInterest(6), implied(208), indicative(9)],
  ])
  expect(told(image, 'snapshot')).toMatchObject([{ phase: 'preOpen' }])
})

test('tells what an auction would trade until a phase begins that has none, then not before it is told anew', () => {
  expect(told(imageAfter(status('preOpen'), indicative(5), status('auction')), 'indicative')).toHaveLength(1)
  const open = imageAfter(status('preOpen'), indicative(5), status('continuous'))
  expect(told(open, 'indicative')).toEqual([])
  for (const message of messagesOf([status('halted')])) open.take(message)
  expect(told(open, 'indicative')).toEqual([])
})

test('tells the settlements of the last two days, the older one first, a corrected one as corrected', () => {
  const days = [settlement('2026-11-19', 209), settlement('2026-11-20', 210), settlement('2026-11-18', 208)]
  expect(told(imageAfter(...days, settlement('2026-11-20', 211)), 'settlement')).toEqual([
    settlement('2026-11-19', 209),
    settlement('2026-11-20', 211),
  ])
})

test('tells the index of the roots that are asked for, eight days at most, each day once', () => {
  const days = Array.from({ length: 12 }, (_, nth) => fixing('H100', nth + 1))
  const image = imageAfter(...listed, ...days, fixing('H100', 12), fixing('A100', 1))
  expect(image.fixingsOf([H100F27])).toEqual(days.slice(4))
})

test('tells everything in the order in which a venue does', () => {
  const image = imageAfter(...listed, rate('7.1'), rate('7.2'), fixing('H100', 1), snapshot('H100F27', 7))
  expect(image.tellAll()).toEqual([...listed, rate('7.2'), fixing('H100', 1), snapshot('H100F27', 7)])
  expect(new MarketImage().tellAll()).toEqual([])
})

test('lists what was listed later, and forgets what newer definitions leave out', () => {
  const image = imageAfter(...listed, { type: 'listed', definition: definition('H100G27'), venueTimeUs: 5 })
  expect(image.isListed(instrumentId('H100G27'))).toBe(true)
  for (const message of messagesOf(listed)) image.take(message)
  expect(image.definitions.map(({ instrument }) => instrument)).toEqual(['H100F27'])
})
