// Promises about the two channels' first words, heartbeats, round trips and silence.
import { performance } from 'node:perf_hooks'
import { PROTOCOL_VERSION, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import { expectThat } from '../broken-promise.ts'
import type { PromiseGroup, ProtocolPromise } from '../protocol-promise.ts'

/** Beats of a machine with other work to do come late now and then. */
const BEAT_TOLERANCE_MS = 700
const SILENCE_TOLERANCE_MS = 2_000

const welcome: ProtocolPromise = {
  name: 'liveness.welcome',
  section: 'Market data',
  says: 'The first message on the market-data channel is `welcome`, in this version of the protocol.',
  check: async (stage) => {
    const link = await stage.market()
    const [first] = link.received
    expectThat(first?.type === 'welcome', { expected: 'welcome first', received: first })
    const { protocol, heartbeatMs } = first
    expectThat(protocol === PROTOCOL_VERSION, { expected: PROTOCOL_VERSION, received: protocol })
    expectThat(heartbeatMs === WIRE_LIMITS.heartbeatMs, {
      expected: `heartbeatMs ${WIRE_LIMITS.heartbeatMs}`,
      received: heartbeatMs,
    })
  },
}

const challenge: ProtocolPromise = {
  name: 'liveness.challenge',
  section: 'Login',
  says: 'The first message on the order channel is `challenge`, and no two nonces are the same.',
  check: async (stage) => {
    const [one, other] = [await stage.orders(), await stage.orders()]
    const [first, second] = [one.received[0], other.received[0]]
    expectThat(first?.type === 'challenge', { expected: 'challenge first', received: first })
    expectThat(second?.type === 'challenge', { expected: 'challenge first', received: second })
    expectThat(first.nonce !== second.nonce, { expected: 'two different nonces', received: first.nonce })
    expectThat(first.protocol === PROTOCOL_VERSION, { expected: PROTOCOL_VERSION, received: first.protocol })
  },
}

const instance: ProtocolPromise = {
  name: 'liveness.instance',
  section: 'Words',
  says: 'Both channels name the same run of the venue.',
  check: async (stage) => {
    const { instanceId } = await (await stage.market()).find('welcome')
    const { instanceId: other } = await (await stage.orders()).find('challenge')
    expectThat(instanceId === other, { expected: instanceId, received: other })
  },
}

const ping: ProtocolPromise = {
  name: 'liveness.ping',
  section: 'Liveness',
  says: 'A ping is answered at once by a pong with its requestId, on both channels and before a login.',
  check: async (stage) => {
    for (const link of [await stage.market(), await stage.orders()]) {
      const tookMs = Math.round(await link.roundTrip())
      expectThat(tookMs < 1_000, {
        expected: `a pong at once on ${link.channel}`,
        received: `after ${tookMs} ms`,
      })
    }
  },
}

const heartbeat: ProtocolPromise = {
  name: 'liveness.heartbeat',
  section: 'Liveness',
  says: 'Both channels get a heartbeat every second, and the venue’s clock never goes back.',
  check: async (stage) => {
    const links = [await stage.market(), await stage.orders()] as const
    await pause(WIRE_LIMITS.heartbeatMs * 3 + BEAT_TOLERANCE_MS)
    for (const link of links) {
      const times: number[] = []
      const clock: number[] = []
      for (const [place, message] of link.received.entries()) {
        if (message.type !== 'heartbeat') continue
        times.push(link.receivedMs[place] ?? 0)
        clock.push(message.venueTimeUs)
      }
      expectThat(times.length >= 3, { expected: '3 heartbeats in 3.7 s', received: times.length })
      const longestMs = Math.round(Math.max(...times.slice(1).map((time, at) => time - (times[at] ?? 0))))
      expectThat(longestMs <= WIRE_LIMITS.heartbeatMs + BEAT_TOLERANCE_MS, {
        expected: `a heartbeat every ${WIRE_LIMITS.heartbeatMs} ms on ${link.channel}`,
        received: `${longestMs} ms between two`,
      })
      const goesBack = clock.some((time, at) => at > 0 && time < (clock[at - 1] ?? 0))
      expectThat(!goesBack, { expected: 'venueTimeUs that never goes back', received: clock })
    }
  },
}

const silence: ProtocolPromise = {
  name: 'liveness.silence',
  section: 'Liveness',
  says: 'An order client that is not heard is refused with `silent` and cut; a market-data client is not.',
  check: async (stage) => {
    const startedMs = performance.now()
    const [market, orders] = [await stage.market(), await stage.orders()]
    const ending = await orders.ending(WIRE_LIMITS.silenceMs + SILENCE_TOLERANCE_MS)
    const afterMs = Math.round(performance.now() - startedMs)
    expectThat(afterMs >= WIRE_LIMITS.silenceMs - 100, {
      expected: `no end before ${WIRE_LIMITS.silenceMs} ms`,
      received: `${afterMs} ms`,
    })
    const last = orders.received.at(-1)
    expectThat(last?.type === 'refused' && last.code === 'silent', {
      expected: 'a last message refused silent',
      received: last,
    })
    expectThat(ending.code === 1008, { expected: 'close code 1008', received: ending.code })
    expectThat(market.isOpen, { expected: 'a market-data session that stays', received: 'a closed one' })
  },
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

export const liveness: PromiseGroup = {
  name: 'liveness',
  runs: 'perEncoding',
  promises: [welcome, challenge, instance, ping, heartbeat, silence],
}
