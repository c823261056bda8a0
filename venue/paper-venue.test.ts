import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { clientOrderId, instrumentId, priceTicks, qtyLots, timeUs } from '../shared/math/quantities.ts'
import type { PublishedMessage } from './exchange/exchange-events.ts'
import type { Exchange } from './exchange/exchange.ts'
import { SESSION_HOURS } from './exchange/session/session-hours.ts'
import { journalName, snapshotName } from './journal/journal-folder.ts'
import { VenueJournal } from './journal/venue-journal.ts'
import {
  openPaperVenue,
  reachedUs,
  readVenueImage,
  recoverExchange,
  runIn,
  type PaperVenue,
} from './paper-venue.ts'

const START = timeUs(Date.parse('2026-11-23T15:00:00Z') * 1_000)
const H100F27 = instrumentId('H100F27')
const silent = { published: () => undefined, reported: () => undefined }
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenor-venue-'))
  folders.push(folder)
  return folder
}

/** A copy of a folder as a killed venue leaves it. */
function killedCopy(folder: string): string {
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  rmSync(join(copy, 'venue.lock'), { force: true })
  return copy
}

function openStore(folder: string) {
  const opened = VenueJournal.open(folder)
  if (!opened.ok) throw new Error(opened.error)
  return opened.value
}

function runVenue(folder: string, nowMs = () => 0): PaperVenue {
  const { journal, state } = openStore(folder)
  const image = readVenueImage(state.snapshot)
  if (!image.ok) throw new Error(image.error)
  const startUs = reachedUs(state, image.value) ?? START
  return openPaperVenue(
    {
      ...{ seed: 7, startUs, hours: 'exchange' as const, instanceId: 'run', image: image.value },
      store: { journal, state, nowMs },
    },
    silent,
  )
}

function recovered(folder: string): Exchange {
  const { journal, state } = openStore(folder)
  const image = readVenueImage(state.snapshot)
  if (!image.ok) throw new Error(image.error)
  const listener = { ...silent, executed: () => undefined }
  const known = runIn(state, image.value)
  const options = {
    ...{ startUs: known?.startUs ?? START, hours: SESSION_HOURS[known?.hours ?? 'practice'] },
    ...{ run: known?.instanceId ?? 'other', listener },
  }
  const exchange = recoverExchange(options, { image: image.value, state })
  journal.close()
  return exchange
}

function trade({ exchange, market, commit }: PaperVenue, seconds: number): void {
  const account = exchange.account('trader')
  for (let second = 1; second <= seconds; second++) {
    market.advanceTo(timeUs(START + second * 1_000_000))
    const nowUs = market.nowUs
    const limits = exchange.book(H100F27)?.limits ?? { low: 300, high: 340 }
    exchange.newOrder(
      account,
      {
        ...{ type: 'newOrder', requestId: second, clientOrderId: clientOrderId(`o${second}`) },
        ...{ instrument: H100F27, side: second % 2 === 0 ? 'buy' : 'sell', orderType: 'limit' },
        // Every third order trades, the others rest at the edges of the band.
        priceTicks: priceTicks((second % 2 === 0) === (second % 3 === 0) ? limits.high : limits.low),
        ...{ orderQty: qtyLots(2), timeInForce: second % 3 === 0 ? 'ioc' : 'gtc' },
      },
      nowUs,
    )
    if (second % 4 === 0)
      exchange.cancelOrder(
        account,
        { requestId: 1_000 + second, clientOrderId: clientOrderId(`o${second - 1}`) },
        nowUs,
      )
    exchange.publishChanges()
    commit()
  }
}

describe('a venue with a data folder', () => {
  test('comes back after a kill with the same books, orders and accounts, byte for byte', () => {
    const folder = newFolder()
    const venue = runVenue(folder)
    trade(venue, 30)
    const before = JSON.stringify(venue.exchange.capture())
    const exchange = recovered(killedCopy(folder))
    expect(JSON.stringify(exchange.capture())).toBe(before)
    expect(exchange.account('trader').lastSeq).toBeGreaterThanOrEqual(30)
    venue.close()
  })

  test('comes back from a snapshot taken on the way, and from the one before it', () => {
    const folder = newFolder()
    let nowMs = 0
    const venue = runVenue(folder, () => nowMs)
    trade(venue, 10)
    for (nowMs of [61_000, 122_000]) venue.commit()
    nowMs = 123_000
    const account = venue.exchange.account('trader')
    venue.exchange.massCancel(account, { type: 'massCancel', requestId: 9 }, venue.market.nowUs)
    venue.commit()
    const before = JSON.stringify(venue.exchange.capture())
    const copy = killedCopy(folder)
    expect(JSON.stringify(recovered(copy).capture())).toBe(before)
    const newest = [9, 8, 7, 6, 5, 4, 3, 2].find((generation) => {
      return VenueJournal.open(copy).ok && existsIn(copy, snapshotName(generation))
    })
    rmSync(join(copy, 'venue.lock'), { force: true })
    writeFileSync(join(copy, snapshotName(newest ?? 0)), 'rubbish')
    const damaged = VenueJournal.open(copy)
    expect(damaged.ok ? '' : damaged.error).toContain('Move this one file away')
    rmSync(join(copy, snapshotName(newest ?? 0)))
    expect(JSON.stringify(recovered(copy).capture())).toBe(before)
    venue.close()
  })

  test('goes on trading after it came back, in the same run', () => {
    const folder = newFolder()
    const first = runVenue(folder)
    trade(first, 12)
    const seq = first.exchange.account('trader').lastSeq
    const copy = killedCopy(folder)
    const second = runVenue(copy)
    expect(second.exchange.account('trader').lastSeq).toBe(seq)
    const nowUs = timeUs(second.market.nowUs + 5_000_000)
    second.market.advanceTo(nowUs)
    second.exchange.publishChanges()
    second.commit()
    expect(second.exchange.book(H100F27)?.snapshot().bids.length).toBeGreaterThan(5)
    first.close()
    second.close()
  })

  test('comes back without a snapshot, the orders of its agents cleared and quoted anew', () => {
    const folder = newFolder()
    const first = runVenue(folder)
    trade(first, 6)
    const open = first.exchange.account('trader').open.size
    const second = runVenue(killedCopy(folder))
    expect(second.exchange.account('trader').open.size).toBe(open)
    second.market.advanceTo(timeUs(second.market.nowUs + 5_000_000))
    expect(second.exchange.book(H100F27)?.book.levels('buy').length).toBeGreaterThan(5)
    first.close()
    second.close()
  })

  test('cuts off a record that was being written when it was killed', () => {
    const folder = newFolder()
    const venue = runVenue(folder)
    trade(venue, 5)
    const copy = killedCopy(folder)
    const path = join(copy, journalName(0))
    truncateSync(path, readFileSync(path).length - 3)
    expect(recovered(copy).account('trader').lastSeq).toBeGreaterThanOrEqual(4)
    venue.close()
  })

  test('names the damaged record and the way out, and goes on from there when told to', () => {
    const folder = newFolder()
    const venue = runVenue(folder)
    trade(venue, 8)
    const copy = killedCopy(folder)
    const path = join(copy, journalName(0))
    const lines = readFileSync(path, 'utf8').split('\n')
    const first = Number(/\[(\d+),/.exec(lines[0] ?? '')?.[1])
    lines[3] = (lines[3] ?? '').replace(/.$/, '#')
    writeFileSync(path, lines.join('\n'))
    const opened = VenueJournal.open(copy)
    expect(opened.ok ? '' : opened.error).toContain(`Record ${first + 3} of the journal`)
    expect(opened.ok ? '' : opened.error).toContain(`--keep-records ${first + 2}`)
    const kept = VenueJournal.keepRecords(copy, first + 2)
    if (kept.ok) folders.push(kept.value)
    expect(kept.ok).toBe(true)
    expect(recovered(copy).floor.nowUs).toBeGreaterThanOrEqual(START)
    venue.close()
  })

  test('refuses a second venue on the same folder while the first lives', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'venue.lock'), String(process.ppid))
    const opened = VenueJournal.open(folder)
    expect(opened.ok ? '' : opened.error).toContain('is in use by process')
  })
})

function existsIn(folder: string, name: string): boolean {
  try {
    readFileSync(join(folder, name))
    return true
  } catch {
    return false
  }
}

test('the same seed gives the same tape, another seed another', () => {
  const tapeOf = (seed: number): string => {
    const tape: PublishedMessage[] = []
    const venue = openPaperVenue(
      { seed, startUs: START, hours: 'exchange', instanceId: 'run' },
      { published: (message) => tape.push(message), reported: () => undefined },
    )
    venue.market.advanceTo(timeUs(START + 20_000_000))
    venue.exchange.publishChanges()
    return JSON.stringify(tape)
  }
  const first = tapeOf(1)
  expect(first.length).toBeGreaterThan(10_000)
  expect(tapeOf(1)).toBe(first)
  expect(tapeOf(2)).not.toBe(first)
})
