import { describe, expect, it } from 'vitest'
import { timeUs } from '../../shared/math/quantities.ts'
import { LinkMeter } from './link-meter.ts'

const seconds = (count: number) => timeUs(1_000_000_000_000 + count * 1_000_000)

describe('the meter of a link', () => {
  it('gives the mean of the last five full seconds, silent ones counted', () => {
    const meter = new LinkMeter()
    for (let at = 0; at < 5; at++) meter.heard({ bytes: 100, messages: 2 }, seconds(at))
    meter.heard({ bytes: 50, messages: 3 }, seconds(4.5))
    expect(meter.traffic(seconds(4.9))).toEqual({ messagesPerSecond: 8 / 5, bytesPerSecond: 400 / 5 })
    expect(meter.traffic(seconds(5))).toEqual({ messagesPerSecond: 13 / 5, bytesPerSecond: 550 / 5 })
    expect(meter.traffic(seconds(9.9))).toEqual({ messagesPerSecond: 5 / 5, bytesPerSecond: 150 / 5 })
    expect(meter.traffic(seconds(60))).toEqual({ messagesPerSecond: 0, bytesPerSecond: 0 })
  })

  it('knows the middle and the slowest of the last sixty round trips, until the connection ends', () => {
    const meter = new LinkMeter()
    for (let us = 1_000; us > 0; us--) meter.roundTrip(us)
    expect(meter.traffic(seconds(0)).roundTrips).toEqual({ p50Us: 30, p99Us: 60 })
    meter.lost()
    expect(meter.traffic(seconds(0)).roundTrips).toBeUndefined()
  })
})
