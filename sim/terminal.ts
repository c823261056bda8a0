// One run of the terminal's program: the real core over simulated time, network and disk. It can die at any moment; from
// then on nothing that its code still does is seen by anyone.
import type { TimeUs } from '../shared/domain/brands.ts'
import { timeUs } from '../shared/math/quantities.ts'
import type { UiCommandResult } from '../shared/ui-wire/commands.ts'
import type { OrderClientMessage } from '../shared/venue-wire/order-messages.ts'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'
import type { DeskCommand } from '../main/core/desk-commands.ts'
import type { DeskState } from '../main/core/desk-state.ts'
import { RecoveredDesk } from '../main/core/recovered-desk.ts'
import { wireCore, type WiredCore } from '../main/core/wire-core.ts'
import { DEFAULT_RISK_SETTINGS } from '../main/risk/risk-settings.ts'
import type { EdgeClock } from '../main/session/venue-contract.ts'
import { DEFAULT_SURVEILLANCE_SETTINGS } from '../main/surveillance/surveillance-settings.ts'
import type { Random } from '../venue/market/random.ts'
import type { Disk, DiskUser } from './disk.ts'
import type { NearPeer, SessionName } from './line.ts'
import type { Network } from './network.ts'
import { BugAtTheEdge, type PlantedBug } from './planted-bug.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Who watches a terminal. */
export interface TerminalWatch {
  /** A message of the order session leaves the program. */
  left(message: OrderClientMessage): void
  /** A step of the core is done. */
  stepped(terminal: Terminal): void
  /** The core's log has an error. */
  failed(text: string): void
}

export interface TerminalOptions {
  readonly time: VirtualTime
  readonly network: Network
  readonly disk: Disk
  readonly random: Random
  readonly watch: TerminalWatch
  /** How far the machine's clock is ahead. */
  readonly clockAheadUs: number
  readonly plantedBug: PlantedBug | undefined
  /** Called once, when the program is gone. */
  readonly died: () => void
}

const VENUE_URL = 'ws://exchange'

export class Terminal implements NearPeer, DiskUser {
  isDead = false
  readonly #options: TerminalOptions
  readonly #core: WiredCore
  readonly #bug: BugAtTheEdge | undefined
  #leavesUntilCrash = Infinity

  constructor(options: TerminalOptions) {
    const { disk, network, plantedBug, watch } = options
    this.#options = options
    this.#bug = plantedBug === undefined ? undefined : new BugAtTheEdge(plantedBug)
    const clock = this.#clock()
    const recovered = new RecoveredDesk({
      ...{ clock, user: 'simulation', riskSettings: DEFAULT_RISK_SETTINGS },
      surveillanceSettings: DEFAULT_SURVEILLANCE_SETTINGS,
    })
    const journal = disk.journalFor(this, plantedBug === 'sendsBeforeDurable')
    for (const record of disk.records()) recovered.take(record)
    this.#core = wireCore({
      clock,
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (message, fields) => {
          if (!this.isDead) watch.failed(`${message}: ${JSON.stringify(fields)}`)
        },
      },
      recovered,
      credentials: PAPER_KEY,
      journal,
      remember: () => undefined,
      changed: () => {
        if (!this.isDead) watch.stepped(this)
      },
      ticked: () => undefined,
      openSocket: (url) => network.open(url, this),
    })
    this.#core.start()
    if (!this.isDead) this.#core.loop.connect(VENUE_URL)
  }

  get state(): DeskState {
    return this.#core.state
  }

  /** As its machine's clock has it. */
  get nowUs(): TimeUs {
    return timeUs(Math.floor(this.#options.time.nowUs + this.#options.clockAheadUs))
  }

  /** What the person is told; undefined where the program did not live to tell it. */
  command(command: DeskCommand): UiCommandResult | undefined {
    if (this.isDead) return undefined
    const result = this.#core.loop.command(command)
    // Read again: the command may have been the program's last.
    return (this as { isDead: boolean }).isDead ? undefined : result
  }

  crash(): void {
    if (this.isDead) return
    this.isDead = true
    this.#options.died()
  }

  /** Dies as soon as so many more requests have left, in the midst of whatever it does. */
  crashAfterSending(messages: number): void {
    this.#leavesUntilCrash = messages
  }

  heal(): void {
    this.#leavesUntilCrash = Infinity
  }

  block(ms: number): void {
    this.#options.time.standStill(this, ms * 1_000, () => this.isDead)
  }

  after(ms: number, work: () => void): void {
    this.#options.time.after(ms * 1_000, this, () => {
      if (!this.isDead) work()
    })
  }

  leaving(session: SessionName, text: string): readonly string[] {
    if (this.isDead) return []
    if (session === 'market') return [text]
    const { sent, heard } = this.#bug?.leaving(text) ?? { sent: [text], heard: [] }
    for (const one of sent) this.#noteLeaving(one)
    if (heard.length > 0) this.after(0, () => this.#hear(heard))
    return sent
  }

  hasLeft(session: SessionName, text: string): void {
    if (session === 'market' || !isRequest(text)) return
    this.#leavesUntilCrash -= 1
    if (this.#leavesUntilCrash <= 0) this.crash()
  }

  arriving(session: SessionName, text: string): readonly string[] {
    if (session === 'market' || this.#bug === undefined) return [text]
    const { sent, heard } = this.#bug.arriving(text)
    for (const one of sent) this.#noteLeaving(one)
    const line = this.#options.network.line(session)
    for (const one of sent) line?.up.put({ kind: 'frame', text: one })
    return heard
  }

  #hear(texts: readonly string[]): void {
    for (const text of texts) this.#options.network.line('orders')?.nearEnd.hear(text)
  }

  #noteLeaving(text: string): void {
    if (isRequest(text)) this.#options.watch.left(JSON.parse(text) as OrderClientMessage)
  }

  #clock(): EdgeClock {
    const { time, random } = this.#options
    return {
      nowUs: () => this.nowUs,
      random: () => random.uniform(),
      setTimer: (ms, callback) =>
        time.after(ms * 1_000, this, () => {
          if (!this.isDead) callback()
        }),
    }
  }
}

/** Whether a message asks for something about orders; the others are pings and logins. */
function isRequest(text: string): boolean {
  return !text.startsWith('{"type":"ping"') && !text.startsWith('{"type":"login"')
}
