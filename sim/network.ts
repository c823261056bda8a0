// Every connection that was ever opened, and what lies between terminal and exchange: how long frames take, and whether a
// new connection gets through at all.
import type { WebSocket } from 'ws'
import { MARKET_PATH } from '../shared/venue-wire/limits.ts'
import { createRandom } from '../venue/market/random.ts'
import { Line, type Direction, type NearPeer, type SessionName } from './line.ts'
import type { VirtualTime } from './virtual-time.ts'

const LATENCY_US = { least: 200, most: 3_000 }
/** Streams of randomness from this one on are the connections'. */
const FIRST_STREAM = 10_000

export interface Spoiling {
  readonly session: SessionName
  readonly direction: Direction
  readonly how: 'lose' | 'double'
  /** Until the connection breaks. */
  readonly lastsMs: number
}

export class Network {
  readonly #time: VirtualTime
  readonly #seed: number
  readonly #serve: (line: Line) => boolean
  #lines: Line[] = []
  #opened = 0
  #slowUntilUs = 0
  #slowByUs = 0
  #deafUntilUs = 0

  constructor(setting: {
    readonly time: VirtualTime
    /** Decides how long frames take. */
    readonly seed: number
    readonly serve: (line: Line) => boolean
  }) {
    this.#time = setting.time
    this.#seed = setting.seed
    this.#serve = setting.serve
  }

  open(url: string, near: NearPeer): WebSocket {
    this.#lines = this.#lines.filter((line) => !line.isOver)
    const line = new Line({
      session: url.endsWith(MARKET_PATH) ? 'market' : 'orders',
      time: this.#time,
      latencyUs: this.#latency(),
      near,
      serve: this.#serve,
    })
    this.#lines.push(line)
    const deafUs = this.#deafUntilUs - this.#time.nowUs
    if (deafUs > 0) line.up.stall(deafUs)
    return line.nearEnd.webSocket
  }

  /** The newest connection of a session. */
  line(session: SessionName): Line | undefined {
    return this.#lines.findLast((line) => line.session === session && !line.isOver)
  }

  /** The connection breaks; `kept` is how much of what is on its way still arrives. */
  cut(session: SessionName, how: Parameters<Line['cut']>[0]): void {
    this.line(session)?.cut(how)
  }

  /** What the terminal has said arrives much later, when it has long let go of the connection. */
  strand(session: SessionName, ms: number): void {
    const line = this.line(session)
    line?.up.stall(ms * 1_000)
    line?.down.sever(0, { kind: 'closed', code: 1006, reason: '' })
  }

  stall(session: SessionName, direction: Direction, ms: number): void {
    this.line(session)?.[direction].stall(ms * 1_000)
  }

  /** The next frame is lost or comes twice, and after a while the connection breaks, as a stream does that cannot be mended. */
  spoil({ session, direction, how, lastsMs }: Spoiling): void {
    const line = this.line(session)
    if (line === undefined) return
    if (how === 'lose') line[direction].loseNext()
    else line[direction].doubleNext()
    this.#time.after(lastsMs * 1_000, this, () => line.cut({ upKept: 0, downKept: 0, tells: 'both' }))
  }

  /** Every frame takes longer. */
  slow(byMs: number, forMs: number): void {
    this.#slowByUs = byMs * 1_000
    this.#slowUntilUs = this.#time.nowUs + forMs * 1_000
  }

  /** New connections get no answer. */
  deafen(forMs: number): void {
    this.#deafUntilUs = this.#time.nowUs + forMs * 1_000
  }

  /** The program or the machine at one end is gone: so much of what it had written still goes out. */
  lost(end: 'near' | 'far', how: { readonly kept: () => number; readonly isSilent: boolean }): void {
    for (const line of this.#lines) {
      const [from, to] = end === 'near' ? ([line.up, line.down] as const) : ([line.down, line.up] as const)
      from.sever(how.kept(), how.isSilent ? undefined : { kind: 'closed', code: 1006, reason: '' })
      to.sever(0)
    }
    if (end === 'near') for (const { nearEnd } of this.#lines) nearEnd.readyState = nearEnd.CLOSED
    else for (const { farEnd } of this.#lines) farEnd.readyState = farEnd.CLOSED
  }

  /** From here on nothing goes wrong any more. */
  heal(): void {
    this.#slowUntilUs = 0
    this.#deafUntilUs = 0
    for (const line of this.#lines) {
      line.up.flow()
      line.down.flow()
    }
  }

  /** Each connection draws by itself: what happens on one does not change another. */
  #latency(): () => number {
    const random = createRandom(this.#seed, FIRST_STREAM + this.#opened++)
    return () => {
      const usualUs = random.integer(LATENCY_US.least, LATENCY_US.most)
      return this.#time.nowUs < this.#slowUntilUs ? usualUs + this.#slowByUs : usualUs
    }
  }
}
