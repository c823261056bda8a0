// Everything the core knows, in one place. Changed only by the steps in this folder; read by projections and risk.
import type { HeldId, TimeUs } from '../../shared/domain/brands.ts'
import type { Environment } from '../../shared/domain/market-data.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { heldId } from '../../shared/math/quantities.ts'
import { DeskControls } from '../control/desk-controls.ts'
import { HeldBook } from '../held/held-book.ts'
import { MarketData } from '../marketdata/market-data.ts'
import { QueueEstimates } from '../marketdata/queue-estimates.ts'
import { OrderStore } from '../order/order-store.ts'
import { StatusInquiries } from '../order/status-inquiries.ts'
import { PositionBook } from '../position/position-book.ts'
import { OrderThrottle } from '../risk/order-throttle.ts'
import type { RiskLimits } from '../risk/risk-limits.ts'
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../risk/risk-settings.ts'
import { DEFAULT_SURVEILLANCE_SETTINGS } from '../surveillance/surveillance-settings.ts'
import { Surveillance } from '../surveillance/surveillance.ts'
import { AlertState } from './alert-state.ts'
import { FollowedByOrder } from './followed-by-order.ts'
import { LimitsOnRecord } from './limits-on-record.ts'
import { LinkHealth } from './link-health.ts'
import { MarkPaths } from './mark-paths.ts'
import { Notices } from './notices.ts'
import { Reconciliation } from './reconciliation.ts'
import { WatchedBars } from './watched-bars.ts'

export interface VenueIdentity {
  readonly venueName: string
  readonly environment: Environment
}

export class DeskState {
  readonly market = new MarketData()
  readonly orders = new OrderStore()
  readonly held = new HeldBook()
  readonly positions = new PositionBook()
  readonly queues = new QueueEstimates()
  readonly byOrder = new FollowedByOrder()
  readonly watchedBars = new WatchedBars()
  readonly markPaths = new MarkPaths()
  readonly inquiries = new StatusInquiries()
  readonly notices = new Notices()
  readonly reconciliation = new Reconciliation()
  readonly controls = new DeskControls()
  readonly alerts = new AlertState()
  /** What the venue confirmed at the last login: whether it cancels the open orders when the session ends. */
  cancelsOnDisconnect: boolean | undefined
  readonly throttle = new OrderThrottle()
  /** What the journal says that the limits are. */
  readonly limitsOnRecord = new LimitsOnRecord()
  /** As the settings file of the profile has them. */
  riskSettings: RiskSettings = DEFAULT_RISK_SETTINGS
  readonly marketLink: LinkHealth
  readonly orderLink: LinkHealth
  /** Address of the venue that the sessions go to; empty before the first. */
  venueUrl = ''
  /** First part of every client order id of this run; unique for ever. */
  readonly runName: string
  /** Who gives the commands of this run; stands in every record of a decision. */
  readonly user: string
  venue: VenueIdentity | undefined
  account: string | undefined
  halted: Reason | undefined
  /** Undefined once it failed: the desk trades on without it, and was told. */
  surveillance: Surveillance | undefined = new Surveillance(DEFAULT_SURVEILLANCE_SETTINGS)
  /** The newest report at the login: those up to it tell of what was before. */
  reportsBeforeLogin = 0
  /** The minute of the market's clock whose live curve was taken last, and when that was. */
  livePointsTaken: { readonly minute: number; readonly atUs: TimeUs } | undefined
  /** Number of the newest report that the venue had made at the last login; undefined before the first. */
  reportsDueSeq: number | undefined
  /** Rises whenever the top bar would look different. */
  deskVersion = 0
  /** Rises whenever the limits would. */
  limitsVersion = 0
  #orderNumber = 0
  #heldNumber = 0
  #alertRuleNumber = 0

  constructor(options: { runName: string; user: string; nowUs: TimeUs }) {
    this.runName = options.runName
    this.user = options.user
    this.marketLink = new LinkHealth(options.nowUs)
    this.orderLink = new LinkHealth(options.nowUs)
  }

  get limits(): RiskLimits {
    return this.riskSettings.limits
  }

  nextClientOrderId(): string {
    this.#orderNumber += 1
    return `${this.runName}-${this.#orderNumber}`
  }

  nextHeldId(): HeldId {
    this.#heldNumber += 1
    return heldId(`${this.runName}-h${this.#heldNumber}`)
  }

  nextAlertRuleId(): string {
    this.#alertRuleNumber += 1
    return `${this.runName}-a${this.#alertRuleNumber}`
  }

  /** Stops trading for good in this run; the first reason stays. */
  halt(why: string, nowUs: TimeUs): void {
    if (this.halted !== undefined) return
    this.halted = reason('tradingHalted', { why })
    this.notices.add(nowUs, { kind: 'problem', reason: this.halted })
    this.deskVersion += 1
  }
}
