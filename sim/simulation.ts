// One run: a story played on terminal, network and exchange, then everything healed and waited for. Single-threaded, on
// virtual time; the same story gives the same run to the last microsecond.
import type { DeskCommand } from '../main/core/desk-commands.ts'
import { REARM_WORD } from '../shared/ui-wire/rearm-word.ts'
import { createRandom } from '../venue/market/random.ts'
import { commandOf } from './persons-commands.ts'
import { Disk, type RecordStore } from './disk.ts'
import { ExchangeHost } from './exchange-host.ts'
import { CLOSE_US } from './instruments.ts'
import type { Figures } from './figures.ts'
import { Judge } from './judge.ts'
import { Network } from './network.ts'
import type { PlantedBug } from './planted-bug.ts'
import { MemoryStore } from './record-stores.ts'
import { restartOf, type PersonsAct, type Step, type Story } from './steps.ts'
import { Terminal } from './terminal.ts'
import { VirtualTime } from './virtual-time.ts'

export interface RunOptions {
  readonly plantedBug?: PlantedBug
  /** Where the journal is kept; in memory unless stated. */
  readonly store?: () => RecordStore
}

export interface Outcome {
  /** What did not hold, first of all; undefined after a good run. */
  readonly problem: string | undefined
  readonly figures: Figures
}

/** Quiet comes within this time, or something never ends. */
const HEAL_MS_MAX = 180_000
const LOOK_MS = 250
/** Connections that one end believes in wrongly are found out by their silence within this time. */
const HEAL_MS_MIN = 6_000
const AFTER_CLOSE_US = 5_000_000
/** What is still on its way when all seems quiet gets this long. */
const REST_MS = 1_500

export function simulate(story: Story, options: RunOptions = {}): Outcome {
  const run = new Run(story, options)
  try {
    return run.play()
  } finally {
    run.close()
  }
}

class Run {
  readonly #story: Story
  readonly #plantedBug: PlantedBug | undefined
  readonly #time: VirtualTime
  readonly #disk: Disk
  readonly #network: Network
  readonly #host: ExchangeHost
  readonly #judge: Judge
  #terminal: Terminal | undefined
  #starts = 0

  constructor(story: Story, { plantedBug, store = () => new MemoryStore() }: RunOptions) {
    this.#story = story
    this.#time = new VirtualTime(story.startUs)
    this.#plantedBug = plantedBug
    this.#disk = new Disk(store())
    this.#judge = new Judge(this.#disk, () => this.#host)
    this.#network = new Network({
      time: this.#time,
      seed: story.seed,
      serve: (line) => this.#host.serve(line),
    })
    this.#host = new ExchangeHost({
      time: this.#time,
      network: () => this.#network,
      reported: (report) => this.#judge.reported(report),
    })
    this.#start()
  }

  play(): Outcome {
    for (const step of this.#story.steps) {
      this.#time.runUntil(this.#story.startUs + step.atMs * 1_000)
      if (this.#judge.problem !== undefined) break
      this.#act(step)
    }
    if (this.#judge.problem === undefined) this.#heal()
    return { problem: this.#judge.problem, figures: this.#judge.figures }
  }

  close(): void {
    this.#disk.close()
  }

  #act(step: Step): void {
    switch (step.kind) {
      case 'place':
      case 'replace':
      case 'cancel':
      case 'cancelAll':
      case 'flatten':
      case 'reconcile':
      case 'stopTrading':
      case 'rearmTrading':
      case 'rearmThrottle':
      case 'cancelOnDisconnect':
      case 'hold':
      case 'pauseHeld':
      case 'resumeHeld':
      case 'cancelHeld':
        return this.#ask(step)
      case 'othersTrade':
        return this.#host.trade(step.instrument, step.side, step.qty)
      case 'othersQuote':
        return this.#host.quote(step.instrument, step.side, step.qty)
      case 'cut':
        return this.#network.cut(step.session, step)
      case 'strand':
        return this.#network.strand(step.session, step.ms)
      case 'stall':
        return this.#network.stall(step.session, step.direction, step.ms)
      case 'spoil':
        return this.#network.spoil(step)
      case 'slowNetwork':
        return this.#network.slow(step.byMs, step.forMs)
      case 'deafNetwork':
        return this.#network.deafen(step.forMs)
      case 'disk':
        return this.#disk.fail(step.fault)
      case 'crash':
        if (step.afterSending === 0) this.#terminal?.crash()
        else this.#terminal?.crashAfterSending(step.afterSending)
        return
      case 'exchangeEnds':
        return this.#host.end(step)
      case 'exchangeDisconnects':
        return this.#host.fault({ kind: 'disconnect', channel: step.channel })
      case 'exchangeHalts':
        return this.#host.halt(step.instrument, step.seconds)
      case 'exchangeAmends':
        return this.#host.amend(step.instrument, step)
      case 'exchangeSilent':
        return this.#host.fault({ kind: 'silence', seconds: step.seconds })
    }
  }

  /** The person asks; what is not possible just now is not asked. */
  #ask(act: PersonsAct): void {
    const terminal = this.#terminal
    if (terminal === undefined || terminal.isDead) return
    const command = commandOf(act, terminal)
    if (command !== undefined) this.#send(command)
  }

  #send(command: DeskCommand): void {
    const terminal = this.#terminal
    // A hand that is blocked acts once the program answers again.
    terminal?.after(0, () => {
      this.#judge.asked(command)
      const result = terminal.command(command)
      if (result !== undefined) this.#judge.answered(command, result)
    })
  }

  #start(): void {
    const nth = this.#starts++
    const { seed } = this.#story
    const terminal = new Terminal({
      time: this.#time,
      network: this.#network,
      disk: this.#disk,
      random: createRandom(seed, 1_000 + nth),
      watch: this.#judge,
      clockAheadUs: nth === 0 ? 0 : restartOf(seed, nth).clockAheadMs * 1_000,
      plantedBug: this.#plantedBug,
      died: () => this.#died(),
    })
    // It may have died of its first record.
    this.#terminal = terminal.isDead ? undefined : terminal
  }

  #died(): void {
    const random = createRandom(this.#story.seed, 2_000 + this.#starts)
    const isPowerFailure = random.chance(0.3)
    this.#network.lost('near', {
      kept: () => (random.chance(0.5) ? Infinity : random.integer(0, 2)),
      isSilent: isPowerFailure,
    })
    this.#terminal = undefined
    const { afterMs } = restartOf(this.#story.seed, this.#starts)
    this.#time.after(afterMs * 1_000, this, () => {
      if (this.#terminal === undefined) this.#start()
    })
  }

  /** Everything that can be mended is, and then it must come to rest with nobody's help. */
  #heal(): void {
    this.#network.heal()
    this.#disk.heal()
    this.#host.heal()
    this.#terminal?.heal()
    // A terminal that halted is started again by its owner.
    if (this.#disk.hasFailed) this.#terminal?.crash()
    const { seesClose } = this.#story
    this.#time.runUntil(
      Math.max(this.#time.nowUs + HEAL_MS_MIN * 1_000, seesClose ? CLOSE_US + AFTER_CLOSE_US : 0),
    )
    const terminal = this.#atRest()
    if (terminal === undefined) return
    this.#judge.settled(terminal, { isResumed: false })
    this.#resumeAll(terminal)
    this.#compare(terminal)
  }

  /** What is held goes on, trading being armed again first, and has then told whatever there was to tell. */
  #resumeAll({ state }: Terminal): void {
    const paused = state.held.open().filter((held) => held.state === 'paused')
    if (paused.length === 0 || this.#judge.problem !== undefined) return
    if (state.controls.stopped !== undefined)
      this.#send({ kind: 'rearmTrading', word: REARM_WORD, origin: 'simulation' })
    for (const { heldId } of paused) this.#send({ kind: 'resumeHeld', heldId, origin: 'simulation' })
    const terminal = this.#atRest()
    if (terminal !== undefined) this.#judge.settled(terminal, { isResumed: true })
  }

  /** Waits until all is connected and quiet; undefined where something is wrong by then. */
  #atRest(): Terminal | undefined {
    const endUs = this.#time.nowUs + HEAL_MS_MAX * 1_000
    let unrest = this.#unrest()
    while (this.#time.nowUs < endUs && this.#judge.problem === undefined) {
      this.#pass(LOOK_MS)
      unrest = this.#unrest()
      if (unrest !== undefined) continue
      const version = this.#terminal?.state.orders.version
      this.#pass(REST_MS)
      // What is held may send at any moment: quiet is when nothing of an order has changed.
      const isSame = version === this.#terminal?.state.orders.version
      unrest = this.#unrest() ?? (isSame ? undefined : 'orders still change')
      if (unrest === undefined) break
    }
    if (this.#judge.problem !== undefined) return undefined
    if (unrest !== undefined || this.#terminal === undefined) this.#judge.neverQuiet(unrest)
    return unrest === undefined ? this.#terminal : undefined
  }

  /** The terminal's own comparison with the exchange says so too. */
  #compare(terminal: Terminal): void {
    const { nowUs } = terminal
    this.#ask({ kind: 'reconcile' })
    this.#pass(REST_MS)
    this.#judge.compared(terminal, nowUs)
  }

  #unrest(): string | undefined {
    return this.#terminal === undefined ? 'the terminal is down' : this.#judge.unrest(this.#terminal)
  }

  #pass(ms: number): void {
    this.#time.runUntil(this.#time.nowUs + ms * 1_000)
  }
}
