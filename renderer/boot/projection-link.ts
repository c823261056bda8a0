// The window's end of the projections: names the topics it shows and pulls once per animation frame after painting,
// with never more than one pull outstanding. A hidden window gets no frames and so stops by itself. Where an answer says only
// that the core lives there is nothing to paint, and a window that is seen asks again without a frame.
import type { CoreMessage, Topic, WindowMessage } from '../../shared/ui-wire/projections.ts'

/** What a MessagePort is to us. */
export interface ProjectionPort {
  onmessage: ((event: MessageEvent<CoreMessage>) => void) | null
  postMessage(message: WindowMessage): void
  close(): void
}

export interface ProjectionLinkOptions {
  readonly onMessage: (message: CoreMessage) => void
  /** Runs the given work late in the next frame, with how long ago it was painted. */
  readonly lateInFrame: (work: (paintedAgoMs: number) => void) => void
  readonly isSeen: () => boolean
  readonly nowMs: () => number
}

export class ProjectionLink {
  readonly #options: ProjectionLinkOptions
  #port: ProjectionPort | undefined
  #topics: readonly Topic[] = []
  #pulledAtMs: number | undefined

  constructor(options: ProjectionLinkOptions) {
    this.#options = options
  }

  /** Takes a port, the first or the one after a reload of the core's side; the old one is closed. */
  connect(port: ProjectionPort): void {
    this.#port?.close()
    this.#port = port
    this.#pulledAtMs = undefined
    port.onmessage = (event) => {
      this.#receive(port, event.data)
    }
    port.postMessage({ type: 'watch', topics: this.#topics })
    this.#pullAfterPaint(port)
  }

  /** Replaces the set of topics; a set with the same topics sends nothing. */
  watch(topics: readonly Topic[]): void {
    const same =
      topics.length === this.#topics.length && topics.every((topic) => this.#topics.includes(topic))
    if (same) return
    this.#topics = topics
    this.#port?.postMessage({ type: 'watch', topics })
  }

  /** How long the outstanding pull has waited, 0 when none is outstanding. */
  waitedMs(): number {
    return this.#pulledAtMs === undefined ? 0 : this.#options.nowMs() - this.#pulledAtMs
  }

  #receive(port: ProjectionPort, message: CoreMessage): void {
    if (port !== this.#port) return
    this.#pulledAtMs = undefined
    // Asked for first: whatever fails at this message, the next one comes.
    if (message.updates.length === 0 && this.#options.isSeen()) this.#pull(port, 0)
    else this.#pullAfterPaint(port)
    this.#options.onMessage(message)
  }

  #pullAfterPaint(port: ProjectionPort): void {
    this.#options.lateInFrame((paintedAgoMs) => {
      this.#pull(port, paintedAgoMs)
    })
  }

  #pull(port: ProjectionPort, paintedAgoMs: number): void {
    if (port !== this.#port || this.#pulledAtMs !== undefined) return
    this.#pulledAtMs = this.#options.nowMs()
    port.postMessage({ type: 'pull', paintedAgoUs: Math.round(paintedAgoMs * 1_000) })
  }
}
