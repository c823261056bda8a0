// When the newest frame left this process's code: every `ws` socket notes it as soon as its send returns. For benches
// whose clock ends with the bytes on the socket, whatever the sender does afterwards.
import { WebSocket } from 'ws'

export class SentFrames {
  #lastMs = Number.NaN
  readonly #restore: () => void

  constructor() {
    const prototype: { send: WebSocket['send'] } = WebSocket.prototype
    const noted = (atMs: number): void => {
      this.#lastMs = atMs
    }
    const plain = Object.getOwnPropertyDescriptor(prototype, 'send')
    prototype.send = new Proxy(prototype.send, {
      apply(send, socket, given) {
        Reflect.apply(send, socket, given)
        noted(performance.now())
      },
    })
    this.#restore = () => {
      if (plain !== undefined) Object.defineProperty(prototype, 'send', plain)
    }
  }

  /** When the newest frame was handed to its socket, by `performance.now`. */
  get lastMs(): number {
    return this.#lastMs
  }

  /** Sockets send as before. */
  close(): void {
    this.#restore()
  }
}
