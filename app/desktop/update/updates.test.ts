import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OrdersAtStake } from '../../../main/core/trading-core.ts'
import type { UpdateChannel, UpdateChoice } from './update-channel.ts'
import type { Release } from './update-flow.ts'
import { Updates, type UpdateSource } from './updates.ts'

const release: Release = { version: '0.2.0', notes: 'Faster.' }
const flat: OrdersAtStake = { working: 0, held: 0, unknown: 0 }

let chosen: { value: UpdateChoice; change(value: UpdateChoice): void }
let atStake: OrdersAtStake | undefined
let answers: (() => Promise<Release | undefined>)[]
let agrees: boolean
const happened: string[] = []
const log = { info: () => {}, warn: () => {}, error: () => {} }

beforeEach(() => {
  vi.useFakeTimers()
  chosen = {
    value: { channel: 'latest' },
    change(value) {
      this.value = value
    },
  }
  atStake = flat
  agrees = false
  answers = []
  happened.length = 0
})
afterEach(() => {
  vi.useRealTimers()
})

const source: UpdateSource = {
  useChannel: (channel: UpdateChannel) => happened.push(`asks ${channel}`),
  newest: () => answers.shift()?.() ?? Promise.resolve(undefined),
  fetch: async () => void happened.push('fetched'),
  install: async (startAgain) => void happened.push(startAgain ? 'installed, starts again' : 'installed'),
}

function updates(): Updates {
  return new Updates({
    off: undefined,
    source: async () => source,
    chosen,
    ordersAtStake: () => atStake,
    boxes: {
      off: (why) => happened.push(`off: ${why}`),
      none: () => happened.push('told that there is none'),
      failed: (why) => happened.push(`told: ${why}`),
      fetching: () => happened.push('told that it is fetched'),
      waits: () => happened.push('told that it waits'),
      askToRestart: async () => {
        happened.push('asked to restart')
        return agrees
      },
    },
    quit: () => happened.push('quit'),
    onChanged: () => {},
    log,
  })
}

const settle = () => vi.advanceTimersByTimeAsync(0)

describe('updates of a desk', () => {
  test('come by the clock without a word and are installed when the program ends', async () => {
    answers = [() => Promise.resolve(release)]
    const desk = updates()
    desk.start()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(desk.readyVersion).toBe('0.2.0')
    desk.ending()
    await desk.installAtEnd()
    expect(happened).toEqual(['asks latest', 'fetched', 'installed'])
  })

  test('are not installed at the end while an order works', async () => {
    answers = [() => Promise.resolve(release)]
    const desk = updates()
    desk.start()
    await vi.advanceTimersByTimeAsync(10_000)
    atStake = { ...flat, working: 1 }
    desk.ending()
    await desk.installAtEnd()
    expect(happened).toEqual(['asks latest', 'fetched'])
  })

  test('restart the program only after a yes', async () => {
    answers = [() => Promise.resolve(release)]
    agrees = true
    const desk = updates()
    desk.check()
    await settle()
    desk.ending()
    await desk.installAtEnd()
    expect(happened).toEqual([
      ...['asks latest', 'told that it is fetched', 'fetched', 'asked to restart', 'quit'],
      'installed, starts again',
    ])
  })

  test('that cannot be fetched are told to who asked, and asked for again later', async () => {
    answers = [() => Promise.reject(new Error('no network\nstack')), () => Promise.resolve(undefined)]
    const desk = updates()
    desk.check()
    await settle()
    desk.check()
    await settle()
    expect(happened).toEqual([
      ...['asks latest', 'told: no network', 'asks latest', 'told that there is none'],
    ])
  })

  test('of a channel that was left meanwhile are dropped', async () => {
    let answer = (_: Release): void => undefined
    answers = [() => new Promise((resolve) => (answer = resolve)), () => Promise.resolve(undefined)]
    const desk = updates()
    desk.choose('beta')
    await settle()
    desk.choose('latest')
    answer({ version: '0.2.0-beta.1', notes: '' })
    await settle()
    expect(happened).toEqual(['asks beta', 'asks latest', 'told that there is none'])
    expect(chosen.value).toEqual({ channel: 'latest' })
  })
})
