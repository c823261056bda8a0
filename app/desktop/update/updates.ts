// Updates as the desktop has them: asks by the clock and for a person, carries out what update-flow.ts decides, and tells a
// person in boxes of the main process. What is installed is installed at the very end, when core and exchange have stopped.
// Made by desktop.ts.
import type { CoreLog, OrdersAtStake } from '../../../main/core/trading-core.ts'
import { assertNever } from '../../../shared/domain/assert.ts'
import type { UpdateChannel, UpdateChoice, UpdatesOff } from './update-channel.ts'
import {
  NO_UPDATE,
  stepUpdate,
  type Release,
  type UpdateEffect,
  type UpdateEvent,
  type UpdateState,
} from './update-flow.ts'

export interface UpdateSource {
  useChannel(channel: UpdateChannel): void
  /** The newest version if it is newer than this one; rejects where none could be asked for. */
  newest(): Promise<Release | undefined>
  /** Brings it here and proves its hash. */
  fetch(): Promise<void>
  /** The last thing a program does. */
  install(startAgain: boolean): Promise<void>
}

/** What a person is shown. */
export interface UpdateBoxes {
  off(why: UpdatesOff): void
  none(channel: UpdateChannel): void
  failed(why: string): void
  fetching(release: Release): void
  waits(release: Release, atStake: OrdersAtStake | undefined): void
  /** Whether they want to restart now. */
  askToRestart(release: Release): Promise<boolean>
}

export interface UpdatesOptions {
  /** Set where this program does not update itself. */
  readonly off: UpdatesOff | undefined
  readonly source: () => Promise<UpdateSource>
  /** The document in which the choice of a channel is kept. */
  readonly chosen: { readonly value: UpdateChoice; change(value: UpdateChoice): void }
  readonly ordersAtStake: () => OrdersAtStake | undefined
  readonly boxes: UpdateBoxes
  readonly quit: () => void
  /** What the menu shows of it may differ now. */
  readonly onChanged: () => void
  readonly log: CoreLog
}

/** Late enough not to hold up the first quote. */
const FIRST_CHECK_AFTER_MS = 10_000
const CHECK_EVERY_MS = 6 * 3_600_000

export class Updates {
  readonly #options: UpdatesOptions
  #state: UpdateState = NO_UPDATE
  #loaded: Promise<UpdateSource> | undefined
  #asked = 0
  #asking: Promise<void> = Promise.resolve()
  #toInstall: (UpdateEffect & { kind: 'install' }) | undefined

  constructor(options: UpdatesOptions) {
    this.#options = options
  }

  /** Whether this program updates itself at all. */
  get areOn(): boolean {
    return this.#options.off === undefined
  }

  /** The version that is here and waits to be installed. */
  get readyVersion(): string | undefined {
    return this.#state.kind === 'ready' ? this.#state.release.version : undefined
  }

  get channel(): UpdateChannel {
    return this.#options.chosen.value.channel
  }

  /** From now on asks by the clock. */
  start(): void {
    if (!this.areOn) return
    const check = (): void => {
      this.#take({ kind: 'check', asked: false, atStake: this.#options.ordersAtStake() })
    }
    setTimeout(check, FIRST_CHECK_AFTER_MS).unref()
    setInterval(check, CHECK_EVERY_MS).unref()
  }

  /** A person asks. */
  check(): void {
    const { off, boxes, ordersAtStake } = this.#options
    if (off === undefined) this.#take({ kind: 'check', asked: true, atStake: ordersAtStake() })
    else boxes.off(off)
  }

  choose(channel: UpdateChannel): void {
    this.#options.chosen.change({ channel })
    this.#take({ kind: 'channelChosen' })
  }

  /** The program ends; to be called while the core can still say what is at stake. */
  ending(): void {
    const version = this.readyVersion
    const atStake = this.#options.ordersAtStake()
    this.#take({ kind: 'ending', atStake })
    if (version !== undefined && this.#toInstall === undefined)
      this.#options.log.info('The update waits, because orders are at stake.', { version, atStake })
  }

  /** To be called last. */
  async installAtEnd(): Promise<void> {
    if (this.#toInstall === undefined) return
    const { release, startAgain } = this.#toInstall
    this.#options.log.info('Installing the update.', { version: release.version, startAgain })
    await (await this.#source()).install(startAgain)
  }

  #take(event: UpdateEvent): void {
    const { state, effects } = stepUpdate(this.#state, event)
    if (state.kind !== this.#state.kind) {
      const version = 'release' in state ? state.release.version : undefined
      this.#options.log.info('Updates.', { state: state.kind, version })
    }
    this.#state = state
    this.#options.onChanged()
    for (const effect of effects) this.#carryOut(effect)
  }

  #carryOut(effect: UpdateEffect): void {
    const { boxes, ordersAtStake, quit } = this.#options
    switch (effect.kind) {
      case 'check':
        this.#ask(() => this.#newest())
        break
      case 'fetch':
        this.#ask(() => this.#fetch())
        break
      case 'tellNone':
        boxes.none(this.channel)
        break
      case 'tellFetching':
        boxes.fetching(effect.release)
        break
      case 'tellFailed':
        boxes.failed(effect.why)
        break
      case 'tellWaits':
        boxes.waits(effect.release, effect.atStake)
        break
      case 'askToRestart':
        void boxes.askToRestart(effect.release).then((agreed) => {
          if (agreed) this.#take({ kind: 'agreed', atStake: ordersAtStake() })
        })
        break
      case 'quit':
        quit()
        break
      case 'install':
        this.#toInstall = effect
        break
      default:
        assertNever(effect)
    }
  }

  /** One after the other; an answer to what is no longer asked, as of a channel that was left, is dropped. */
  #ask(question: () => Promise<UpdateEvent>): void {
    this.#asked += 1
    const number = this.#asked
    this.#asking = this.#asking
      .then(question)
      .catch((error: unknown): UpdateEvent => {
        const why = error instanceof Error ? error.message : String(error)
        // The first line; the log has the rest.
        return { kind: 'failed', why: (why.split('\n', 1)[0] ?? '').slice(0, 300) }
      })
      .then((event) => {
        if (number === this.#asked) this.#take(event)
      })
  }

  async #newest(): Promise<UpdateEvent> {
    const source = await this.#source()
    source.useChannel(this.channel)
    const release = await source.newest()
    return release === undefined ? { kind: 'none' } : { kind: 'found', release }
  }

  async #fetch(): Promise<UpdateEvent> {
    await (await this.#source()).fetch()
    return { kind: 'fetched', atStake: this.#options.ordersAtStake() }
  }

  #source(): Promise<UpdateSource> {
    this.#loaded ??= this.#options.source()
    return this.#loaded
  }
}
