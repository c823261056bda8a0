// What receiving market data costs, in JSON and in binary: our native market session (validate, normalise, apply to
// books) beside a bare `ws` client that makes values of the same frames and does nothing with them, with JSON.parse or
// with a DataView; in binary also beside the very limit, a client that passes over the bytes and makes nothing. A process
// of its own sends the frames, which were built before, so that its work is not counted; the figure is by processor time
// of this process, socket and garbage collection included. Before a round counts, every delta must have arrived and every
// book be live.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { MarketData } from '../main/marketdata/market-data.ts'
import type { LinkEvent, MarketEvent } from '../main/session/venue-contract.ts'
import { LinkedMarketSession } from '../main/session/link/market-session.ts'
import { nativeMarket } from '../main/session/native/native-market.ts'
import { systemClock } from '../main/session/system-clock.ts'
import type { TimeUs } from '../shared/domain/brands.ts'
import { assert } from '../shared/domain/assert.ts'
import { reason } from '../shared/domain/reason.ts'
import { timeUs } from '../shared/math/quantities.ts'
import { MARKET_PATH } from '../shared/venue-wire/limits.ts'
import { type BenchSides, defineBench, processorTimeMs } from './harness.ts'
import { sendingProgram } from './wire-sender.ts'
import type { WireEncoding } from './market-flow.ts'
import { wireFlow, type WireFlow } from './wire-flow.ts'

const FRAMES = 20_000

export const wireReceiveJson = defineBench({
  name: 'wire.receiveJson',
  unit: 'messages/s',
  peerName: 'ws 8.23.0 + JSON.parse',
  warmupRounds: 2,
  prepare: () => prepare('json', readJson),
})

export const wireReceiveBinary = defineBench({
  name: 'wire.receiveBinary',
  unit: 'messages/s',
  peerName: 'ws 8.23.0 + DataView, values',
  warmupRounds: 2,
  prepare: () => prepare('binary', readValues),
})

export const wirePassBinary = defineBench({
  name: 'wire.passBinary',
  unit: 'messages/s',
  peerName: 'ws 8.23.0 + DataView, no values',
  warmupRounds: 2,
  prepare: () => prepare('binary', passOver),
})

/** What a bare client does with a frame; gives the number of its messages. */
type FrameReader = (frame: Buffer) => number

async function prepare(encoding: WireEncoding, readBare: FrameReader): Promise<BenchSides> {
  const flow = wireFlow({ seed: 20_260_101, frames: FRAMES, deltasPerFrame: 20, encoding })
  const sender = spawn(
    process.execPath,
    ['-e', sendingProgram, createRequire(import.meta.url).resolve('ws')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  sender.stdin.end(JSON.stringify(flow))
  const [port] = (await once(createInterface({ input: sender.stdout }), 'line')) as [string]
  const url = `ws://127.0.0.1:${port}`
  const receiver = new Receiver(url, flow, encoding)
  return {
    ours: () => receiver.round(),
    peer: () => receiveBare(url, flow, readBare),
    dispose: () => ended(sender),
  }
}

/** One session and its market data for all rounds, as in the terminal: each round is a reconnect. */
class Receiver {
  readonly #venueUrl: string
  readonly #flow: WireFlow
  readonly #market = new MarketData()
  readonly #session: LinkedMarketSession
  #startedMs = 0
  #deltas = 0
  #finished: (spentMs: number) => void = () => undefined
  #failed: (why: Error) => void = () => undefined

  constructor(venueUrl: string, flow: WireFlow, encoding: WireEncoding) {
    this.#flow = flow
    this.#venueUrl = venueUrl
    this.#session = new LinkedMarketSession({
      adapter: nativeMarket([encoding]),
      clock: systemClock(),
      listener: (events, receivedTimeUs) => {
        for (const event of events) this.#take(event, receivedTimeUs)
        if (this.#deltas === this.#flow.deltas) this.#finished(processorTimeMs() - this.#startedMs)
      },
    })
  }

  /** Messages per second of processor time until the last delta is in its book. */
  async round(): Promise<number> {
    this.#deltas = 0
    const spentMs = await new Promise<number>((resolve, reject) => {
      this.#finished = resolve
      this.#failed = reject
      this.#session.start(this.#venueUrl)
    }).finally(() => this.#session.stop())
    const instruments = this.#market.instruments()
    assert(instruments.length > 0, 'the definitions came')
    for (const { instrumentId } of instruments) {
      assert(
        this.#market.feed(instrumentId)?.sync.kind === 'live',
        `${instrumentId} is live after the last delta`,
      )
    }
    this.#market.linkDown(reason('notConnected', {}), timeUs(0))
    return (this.#flow.deltas * 1000) / spentMs
  }

  #take(event: LinkEvent | MarketEvent, receivedTimeUs: TimeUs): void {
    switch (event.kind) {
      case 'connecting':
      case 'heard':
      case 'roundTrip':
        return
      case 'down':
      case 'badFrame':
        this.#failed(new Error(`The wire bench failed: ${JSON.stringify(event)}`))
        return
      case 'delta':
        if (this.#deltas === 0) this.#startedMs = processorTimeMs()
        this.#deltas += 1
        break
      default:
    }
    for (const effect of this.#market.apply(event, receivedTimeUs)) {
      if (effect.kind === 'subscribe') this.#session.subscribe(effect.instrumentIds)
      else if (effect.kind !== 'traded')
        this.#failed(new Error(`The wire bench lost its way: ${JSON.stringify(effect)}`))
    }
  }
}

/** The same frames through `ws` and a bare reader alone. */
async function receiveBare(venueUrl: string, flow: WireFlow, readBare: FrameReader): Promise<number> {
  const socket = new WebSocket(venueUrl + MARKET_PATH, { perMessageDeflate: false })
  let startedMs = 0
  let deltas = 0
  let snapshots = 0
  const spentMs = await new Promise<number>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => {
      socket.send('go')
    })
    socket.on('message', (data: Buffer) => {
      // The welcome, the definitions and the books come first, each a frame of its own.
      if (snapshots < 2 + flow.snapshots.length) {
        snapshots += 1
        return
      }
      if (deltas === 0) startedMs = processorTimeMs()
      deltas += readBare(data)
      if (deltas === flow.deltas) resolve(processorTimeMs() - startedMs)
    })
  })
  socket.close()
  return (flow.deltas * 1000) / spentMs
}

function readJson(frame: Buffer): number {
  return (JSON.parse(frame.toString()) as readonly unknown[]).length
}

type Value = number | string | readonly Value[]

/** The values of the frame: arrays, numbers and texts, as JSON.parse makes them. */
function readValues(frame: Buffer): number {
  const reader = new ValueReader(frame)
  const messages = reader.value() as readonly Value[]
  assert(reader.isAtEnd, 'every value was read')
  return messages.length
}

class ValueReader {
  readonly #frame: Buffer
  readonly #view: DataView
  #at = 0

  constructor(frame: Buffer) {
    this.#frame = frame
    this.#view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  }

  get isAtEnd(): boolean {
    return this.#at === this.#frame.length
  }

  value(): Value {
    const view = this.#view
    const head = view.getUint8(this.#at++)
    if (head < 0x80) return head
    if (head >= 0xe0) return head - 0x100
    if ((head & 0xf0) === 0x90) return this.#values(head & 0x0f)
    if ((head & 0xe0) === 0xa0) return this.#text(head & 0x1f)
    if (head === 0xcc) return view.getUint8(this.#at++)
    if (head === 0xcd) return view.getUint16((this.#at += 2) - 2)
    if (head === 0xce) return view.getUint32((this.#at += 4) - 4)
    if (head === 0xcf)
      return view.getUint32((this.#at += 8) - 8) * 0x1_0000_0000 + view.getUint32(this.#at - 4)
    if (head === 0xd0) return view.getInt8(this.#at++)
    if (head === 0xd1) return view.getInt16((this.#at += 2) - 2)
    if (head === 0xd2) return view.getInt32((this.#at += 4) - 4)
    if (head === 0xdc) return this.#values(view.getUint16((this.#at += 2) - 2))
    throw new Error(`The wire bench cannot read a value that begins with ${head}.`)
  }

  #values(count: number): readonly Value[] {
    const values: Value[] = []
    for (let nth = 0; nth < count; nth++) values.push(this.value())
    return values
  }

  #text(length: number): string {
    return this.#frame.toString('latin1', this.#at, (this.#at += length))
  }
}

/** Passes over every value of the frame with a DataView and makes nothing of it. */
function passOver(frame: Buffer): number {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const count = lengthOfArray(view, 0)
  let at = view.getUint8(0) === 0xdc ? 3 : 1
  let sum = 0
  while (at < view.byteLength) {
    const head = view.getUint8(at)
    at += 1
    if (head < 0x80 || head >= 0xe0) sum += head
    else if (head < 0xa0) continue
    else if (head < 0xc0) at += head & 0x1f
    else if (head === 0xcc || head === 0xd0) sum += view.getUint8(at++)
    else if (head === 0xcd || head === 0xd1) sum += view.getUint16((at += 2) - 2)
    else if (head === 0xce || head === 0xd2) sum += view.getUint32((at += 4) - 4)
    else if (head === 0xcf) sum += view.getUint32((at += 8) - 8) * 0x1_0000_0000 + view.getUint32(at - 4)
    else if (head === 0xdc) at += 2
    else throw new Error(`The wire bench cannot read a value that begins with ${head}.`)
  }
  assert(Number.isFinite(sum), 'every value was read')
  return count
}

function lengthOfArray(view: DataView, at: number): number {
  const head = view.getUint8(at)
  return head === 0xdc ? view.getUint16(at + 1) : head & 0x0f
}

async function ended(sender: ChildProcess): Promise<void> {
  sender.kill()
  await once(sender, 'exit')
}
