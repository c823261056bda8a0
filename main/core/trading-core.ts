// The face of the core to the programs that host it (desktop, command line). Built by create-core.ts.
import type { UiCommandResult } from '../../shared/ui-wire/commands.ts'
import type { PreviewAnswer } from '../../shared/ui-wire/order-preview.ts'
import type { CoreMessage } from '../../shared/ui-wire/projections.ts'
import type { AlertNotification } from '../../shared/domain/alert.ts'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Reason } from '../../shared/domain/reason.ts'
import type { Result } from '../../shared/domain/result.ts'
import type { VenueCredentials } from '../session/venue-contract.ts'
import type { BadVenueUrl } from '../session/venue-url.ts'

export interface CoreOptions {
  /** Folder of the user's profile; journal and history live in it. */
  readonly profileDir: string
  /** Who works at this terminal, 1 to 80 characters; stands in the audit trail. */
  readonly user: string
  readonly credentials: VenueCredentials
  readonly log: CoreLog
  /** Shows a person what they are to be told of; absent where nobody is there. */
  readonly notify?: (notification: AlertNotification) => void
}

/** Structured log lines; the host decides where they go. Never receives secrets. */
export interface CoreLog {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

/** One window's end of the projections: the core answers each pull with `post`. */
export interface WindowLink {
  post(message: CoreMessage): void
}

export interface AttachedWindow {
  /** Anything that came from the window; parsed from unknown, refused with a log line when malformed. */
  receive(message: unknown): void
  detach(): void
}

export interface PostedCounts {
  readonly answers: number
  /** Projections in the answers. */
  readonly updates: number
}

/** From the arrival of a change to the frame that paints it. */
export interface PaintDelays {
  readonly p50Ms: number
  readonly p99Ms: number
  /** Batches of changes that were painted. */
  readonly count: number
}

/** Orders that would be left alone while this program does not run. */
export interface OrdersAtStake {
  /** At the exchange, their fate known. */
  readonly working: number
  /** On this PC, active or paused. */
  readonly held: number
  readonly unknown: number
}

/** How the core is doing, as plain JSON. */
export interface CoreFigures {
  /** As a line of `tenor watch --health`. */
  readonly market: object
  readonly orders: object
  readonly openOrders: number
  readonly unknownOrders: number
  /** To all windows, since the start. */
  readonly posted: PostedCounts
  /** In all windows since the last figures; absent where nothing was painted. */
  readonly painted?: PaintDelays
}

export interface TradingCore {
  /**
   * Opens the sessions to the venue at this base address, for example `ws://127.0.0.1:7700`, and keeps them open.
   * Another address later moves both sessions there; what was in flight is then in doubt, as after any lost link.
   */
  connect(venueUrl: string): Result<void, BadVenueUrl>
  /** Takes a command as it came over IPC, parsed from unknown. Never throws. */
  command(value: unknown): UiCommandResult
  /**
   * Takes several commands at once: each is judged as the ones before it left things, all are durable in one write to the
   * disk, and only then are they sent. One that is not understood is answered so; the others go on.
   * Changes of limits among them come after the orders.
   */
  commands(values: readonly unknown[]): readonly UiCommandResult[]
  /** What an order would come to now, parsed from unknown; nothing is sent or recorded. Never throws. */
  preview(value: unknown): PreviewAnswer
  attach(link: WindowLink): AttachedWindow
  /** One order, however long ago it ended; undefined where this profile never held it. */
  order(clientOrderId: ClientOrderId): Order | undefined
  /**
   * Whether orders here are as the venue holds them: since the newest login it has answered every question about them, and
   * the reports that it had made by then are here.
   */
  readonly isReconciled: boolean
  /** What a host must not leave behind by itself. */
  ordersAtStake(): OrdersAtStake
  /** Tells the person of something wrong beside the trade, among the messages. */
  tell(problem: Reason): void
  /** How it is doing now, for the host's log. */
  figures(): CoreFigures
  /** Resolves once sockets, history and journal are closed. */
  stop(): Promise<void>
}

/** Why the core could not be built: what and where, and the way out, for a dialog before any window. */
export interface CoreStartError {
  readonly kind: 'limitsUnusable' | 'journalCorrupt' | 'journalNewer' | 'profileInUse' | 'profileUnusable'
  readonly text: string
}

export type CreateCore = (options: CoreOptions) => Result<TradingCore, CoreStartError>
