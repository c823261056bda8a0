import { expect, test } from 'vitest'
import { systemClock } from './system-clock.ts'
import { parseVenueUrl } from './venue-url.ts'

test('never goes backwards when the wall clock or the monotonic clock does', () => {
  let monotonicUs = 5_000_000
  let wallUs = 5_000_000
  const clock = systemClock({ monotonicUs: () => monotonicUs, wallUs: () => wallUs })
  expect(clock.nowUs()).toBe(5_000_000)
  wallUs = 1_000_000
  monotonicUs = 5_000_400.7
  expect(clock.nowUs()).toBe(5_000_400)
  monotonicUs = 4_000_000
  expect(clock.nowUs()).toBe(5_000_400)
})

test('jumps forward by the time the machine slept, so that data from before look their age', () => {
  let monotonicUs = 5_000_000
  let wallUs = 5_000_000
  const clock = systemClock({ monotonicUs: () => monotonicUs, wallUs: () => wallUs })
  expect(clock.nowUs()).toBe(5_000_000)
  wallUs += 3_600_000_000
  expect(clock.nowUs()).toBe(3_605_000_000)
  monotonicUs += 1_000
  expect(clock.nowUs()).toBe(3_605_001_000)
})

test('reads the machine’s time', () => {
  expect(Math.abs(systemClock().nowUs() / 1000 - Date.now())).toBeLessThan(2_000)
})

test.each([
  ['ws://127.0.0.1:7700', 'ws://127.0.0.1:7700'],
  ['ws://127.0.0.1:7700/', 'ws://127.0.0.1:7700'],
  ['wss://venue.example/paper//', 'wss://venue.example/paper'],
])('reads the address %s', (text, url) => {
  expect(parseVenueUrl(text)).toEqual({ ok: true, value: url })
})

test.each([
  '',
  'localhost:7700',
  'http://a',
  'ws://',
  'ws://a:b@c',
  'ws://a?x=1',
  'ws://a#b',
  'ws://a:99999',
])('refuses the address %j with the form that is expected', (text) => {
  const parsed = parseVenueUrl(text)
  expect(parsed).toMatchObject({ ok: false, error: { text: expect.stringContaining('ws://host:port') } })
})
