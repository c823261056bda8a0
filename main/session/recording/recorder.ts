// Records the market channel of a native venue: a session like the terminal's, whose frames are written as they come.
// Called by `tenor record`. Asks for JSON, so that a recording can be read by people and by other programs.
import type { InstrumentId, TimeUs } from '../../../shared/domain/brands.ts'
import { marketVenueFrames } from '../../../shared/venue-wire/frame.ts'
import { PROTOCOL_VERSION } from '../../../shared/venue-wire/limits.ts'
import { frameText } from '../link/frame-bytes.ts'
import { LinkedMarketSession } from '../link/market-session.ts'
import { nativeMarket } from '../native/native-market.ts'
import type { EdgeClock, LinkEvent, MarketEvent } from '../venue-contract.ts'
import { MarketImage } from './market-image.ts'
import { RecordingWriter } from './recording-writer.ts'

export interface RecorderOptions {
  readonly path: string
  readonly venueUrl: string
  /** Undefined records everything that is listed, also what is listed later. */
  readonly instruments: readonly InstrumentId[] | undefined
  readonly partBytesMax: number
  readonly clock: EdgeClock
  /** A sentence about the connection or the recording, for people. */
  readonly say: (sentence: string) => void
  /** The file cannot be written any more: why. The recorder has stopped. */
  readonly onFailed: (why: string) => void
}

export interface RecorderFigures {
  readonly frames: number
  readonly bytes: number
  readonly parts: number
}

/** A reader that jumps finds an image this far back at most. */
const IMAGE_EVERY_US = 60_000_000
const TICK_MS = 1_000

export class Recorder {
  readonly #options: RecorderOptions
  readonly #writer: RecordingWriter
  readonly #session: LinkedMarketSession
  readonly #parse = marketVenueFrames()
  readonly #image = new MarketImage()
  #imagedUs: TimeUs
  #frames = 0
  #hasEnded = false
  #ticking: { cancel(): void } | undefined

  /** Throws Node's error where the file exists already or cannot be made. */
  constructor(options: RecorderOptions) {
    this.#options = options
    const { clock, path, venueUrl, partBytesMax } = options
    this.#imagedUs = clock.nowUs()
    this.#writer = new RecordingWriter({
      path,
      header: { recording: 1, protocol: PROTOCOL_VERSION, venueUrl, startedUs: clock.nowUs() },
      partBytesMax,
      image: () => this.#imageTexts(),
    })
    this.#session = new LinkedMarketSession({
      adapter: nativeMarket(['json']),
      clock,
      listener: (events, atUs) => {
        for (const event of events) this.#take(event, atUs)
      },
      tap: (frame, _isBinary, atUs) => {
        this.#record(frame, atUs)
      },
    })
  }

  get figures(): RecorderFigures {
    return { frames: this.#frames, bytes: this.#writer.bytes, parts: this.#writer.part }
  }

  start(): void {
    this.#session.start(this.#options.venueUrl)
    this.#tick()
  }

  /** Everything received is on the disk when it returns. */
  stop(): void {
    this.#writing(() => {
      this.#writer.close()
    })
    this.#end()
  }

  #record(frame: Uint8Array, atUs: TimeUs): void {
    const text = frameText(frame)
    // Taken before it is written: an image that the frame leads to stands behind it.
    const parsed = this.#parse(text)
    for (const message of parsed.ok ? parsed.value : []) {
      this.#image.take(message)
      // A recording must heal as a client's book does: only its recorder could ask for the snapshot.
      if (message.type === 'delta' && !this.#image.hasBook(message.instrument))
        this.#session.resync(message.instrument)
    }
    this.#writing(() => {
      this.#writer.add({ timeUs: atUs, frame: text })
    })
    this.#frames += 1
    if (atUs - this.#imagedUs >= IMAGE_EVERY_US) this.#addImage(atUs)
  }

  #take(event: LinkEvent | MarketEvent, atUs: TimeUs): void {
    const { say, instruments } = this.#options
    switch (event.kind) {
      case 'down':
        this.#image.lost()
        this.#writing(() => {
          this.#writer.add({ timeUs: atUs, down: event.reason.code })
        })
        say(`no connection (${event.reason.code}); trying again`)
        return
      case 'badFrame':
        say(`recorded a frame that cannot be read: ${event.text}`)
        return
      case 'definitions': {
        const listed = event.instruments.map(({ instrumentId }) => instrumentId)
        const missing = (instruments ?? []).filter((wanted) => !listed.includes(wanted))
        if (missing.length > 0) say(`not listed: ${missing.join(', ')}; recorded as soon as it is`)
        this.#session.subscribe(instruments ?? listed)
        return
      }
      case 'listed':
        if (instruments === undefined) this.#session.subscribe([event.instrument.instrumentId])
        return
      default:
    }
  }

  #addImage(atUs: TimeUs): void {
    this.#imagedUs = atUs
    const image = this.#imageTexts()
    if (image === undefined) return
    this.#writing(() => {
      this.#writer.add({ timeUs: atUs, image: [...image] })
    })
  }

  #imageTexts(): readonly string[] | undefined {
    const messages = this.#image.tellAll()
    return messages.length === 0 ? undefined : messages.map((message) => JSON.stringify(message))
  }

  #tick(): void {
    const { clock } = this.#options
    this.#ticking = clock.setTimer(TICK_MS, () => {
      this.#writing(() => {
        this.#writer.flush()
      })
      if (!this.#hasEnded) this.#tick()
    })
  }

  /** A disk that is full or gone ends the recording; what is written stays. */
  #writing(write: () => void): void {
    if (this.#hasEnded) return
    try {
      write()
    } catch (error) {
      this.#end()
      this.#options.onFailed(error instanceof Error ? error.message : String(error))
    }
  }

  #end(): void {
    this.#hasEnded = true
    this.#ticking?.cancel()
    this.#session.stop()
  }
}
