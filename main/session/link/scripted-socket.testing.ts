// A socket without a network: a test opens it, says what arrives, and reads what the session sent, all at once and in order.
// It stands in the place of a WebSocket behind VenueLink's `openSocket`; what a real one does with bytes is tested with
// scripted-venue.testing.ts.
import { EventEmitter } from 'node:events'
import { WebSocket } from 'ws'
import type { ChannelTerms } from '../venue-adapter.ts'

export class ScriptedSocket extends EventEmitter {
  readonly bufferedAmount = 0
  /** What the session sent since it was last taken. */
  sent: (string | Uint8Array)[] = []
  readyState: number = WebSocket.CONNECTING
  readonly protocol: string
  readonly #frameBytesMax: number

  constructor({ frameBytesMax }: ChannelTerms, protocol: string) {
    super()
    this.#frameBytesMax = frameBytesMax
    this.protocol = protocol
  }

  /** As the link takes it. */
  get webSocket(): WebSocket {
    return this as unknown as WebSocket
  }

  get isConnecting(): boolean {
    return this.readyState === WebSocket.CONNECTING
  }

  get isOpen(): boolean {
    return this.readyState === WebSocket.OPEN
  }

  open(): void {
    this.readyState = WebSocket.OPEN
    this.emit('open')
  }

  /** A frame arrives. One that is too large ends the connection unread, as ws does with `maxPayload`. */
  receive(frame: Uint8Array, isBinary: boolean): void {
    if (!this.isOpen) return
    if (frame.length <= this.#frameBytesMax) {
      this.emit('message', frame, isBinary)
      return
    }
    this.emit(
      'error',
      Object.assign(new Error('Max payload size exceeded'), { code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' }),
    )
    this.end()
  }

  /** The connection breaks. */
  end(): void {
    if (this.readyState === WebSocket.CLOSED) return
    this.readyState = WebSocket.CLOSED
    this.emit('close', 1006, Buffer.alloc(0))
  }

  send(frame: string | Uint8Array): void {
    this.sent.push(frame)
  }

  close(): void {
    this.readyState = WebSocket.CLOSED
  }

  terminate(): void {
    this.readyState = WebSocket.CLOSED
  }
}
