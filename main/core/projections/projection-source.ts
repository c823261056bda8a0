// Every topic with how to build it and when it is new. Versions are sums of counters that only rise, so that equal
// versions mean that nothing a window shows has changed.
import type { InstrumentId, TimeUs } from '../../../shared/domain/brands.ts'
import { instrumentId } from '../../../shared/math/quantities.ts'
import { KEYED_TOPICS, type ProjectionUpdate, type Topic } from '../../../shared/ui-wire/projections.ts'
import type { RowsUpdate } from '../../../shared/ui-wire/rows.ts'
import type { RowsNews } from '../../order/grown-rows.ts'
import type { DeskState } from '../desk-state.ts'
import type { BuiltUpdate, ProjectionSource, SentBefore } from '../projection-hub.ts'
import type { ReadBars } from '../watched-bars.ts'
import { alertsProjection } from './alerts.ts'
import { barsUpdate, instrumentOfBars } from './bars.ts'
import { combinationsUpdate, curveUpdate } from './curve.ts'
import { deskUpdate } from './desk.ts'
import { healthProjection } from './health.ts'
import { heldProjection } from './held.ts'
import { ladderProjection } from './ladder.ts'
import { limitsProjection } from './limits.ts'
import { markPathsProjection } from './mark-paths.ts'
import { positionsProjection } from './positions.ts'
import { tapeUpdate } from './tape.ts'

/** Ladders and orders follow the hand at once; the rest is read, at ten changes a second. */
const READ_INTERVAL_US = 100_000
/** Means over seconds and long lists, which nobody reads more often. */
const SLOW_INTERVAL_US = 250_000
const FINISHED_ORDERS = 200
/** Of a long list in one answer: what is cloned while no order may wait. */
const ROWS_AT_ONCE = 1_000

type SingleTopic = Exclude<Topic, `${string}:${string}`>
type ParsedTopic =
  | { readonly kind: SingleTopic }
  | { readonly kind: Exclude<(typeof KEYED_TOPICS)[number], 'bars'>; readonly of: string }
  | { readonly kind: 'bars'; readonly of: string }

/** `readBars`: bars of before, where any are kept. */
export function projectionSource(state: DeskState, readBars: ReadBars = () => undefined): ProjectionSource {
  return {
    version: (topic) => versionOf(state, parseTopic(topic)),
    intervalUs,
    build(topic, nowUs, sent) {
      const parsed = parseTopic(topic)
      return parsed.kind === 'bars'
        ? barsUpdate(state, parsed.of, { nowUs, sent, readBars })
        : build(state, parsed, nowUs, sent)
    },
  }
}

/** The instrument of a ladder; undefined for another topic. */
export function ladderOf(topic: Topic): InstrumentId | undefined {
  const parsed = parseTopic(topic)
  return parsed.kind === 'ladder' ? instrumentId(parsed.of) : undefined
}

function intervalUs(topic: Topic): number {
  if (topic === 'health' || topic === 'alerts') return SLOW_INTERVAL_US
  return topic === 'orders' || topic.startsWith('ladder:') ? 0 : READ_INTERVAL_US
}

function parseTopic(topic: Topic): ParsedTopic {
  const kind = KEYED_TOPICS.find((keyed) => topic.startsWith(`${keyed}:`))
  return kind === undefined ? { kind: topic as SingleTopic } : { kind, of: topic.slice(kind.length + 1) }
}

function versionOf(state: DeskState, topic: ParsedTopic): number {
  const { market, orders, held, positions, notices, marketLink } = state
  switch (topic.kind) {
    // Rises with every tick, and figures of the last seconds change as time passes.
    case 'desk':
    case 'health':
      return state.deskVersion
    case 'limits':
      return state.limitsVersion + 1
    case 'orders':
    case 'history':
    case 'fills':
      return orders.version
    // What an active one waits for changes with the market and with time.
    case 'held':
      return held.version + orders.version + (held.openCount === 0 ? 0 : state.deskVersion)
    case 'notices':
      return notices.version
    case 'alerts':
      return state.alerts.version + 1
    case 'reconciliation':
      return state.reconciliation.version
    case 'positions':
      return positions.version + heldVersion(state) + market.rateVersion + marketLink.version
    case 'curve':
      return market.rootVersion(topic.of) + positions.version + marketLink.version
    // A combination without a market of its own is marked by its legs.
    case 'combinations':
      return (
        market.combinationsVersion(topic.of) +
        market.rootVersion(topic.of) +
        positions.version +
        marketLink.version
      )
    case 'paths':
      return state.markPaths.version
    case 'tape':
    case 'bars': {
      const of = topic.kind === 'bars' ? instrumentOfBars(topic.of) : topic.of
      const feed = market.feed(instrumentId(of))
      return feed === undefined ? 0 : feed.version + marketLink.version + 1
    }
    case 'ladder': {
      const feed = market.feed(instrumentId(topic.of))
      return feed === undefined
        ? 0
        : feed.version + orders.version + held.version + positions.version + marketLink.version + 1
    }
  }
}

/** Versions of the markets that the positions are marked against. */
function heldVersion(state: DeskState): number {
  return state.positions
    .defined()
    .map(({ instrument }) => state.market.feed(instrument.instrumentId)?.version ?? 0)
    .reduce((sum, version) => sum + version, 0)
}

function rowsUpdate<Row>(
  { update, told, isPart }: RowsNews<Row>,
  of: (rows: RowsUpdate<Row>) => ProjectionUpdate,
): BuiltUpdate {
  return { update: update && of(update), sent: { rows: told }, isPart }
}

function build(
  state: DeskState,
  topic: Exclude<ParsedTopic, { readonly kind: 'bars' }>,
  nowUs: TimeUs,
  sent: SentBefore | undefined,
): BuiltUpdate | undefined {
  switch (topic.kind) {
    case 'desk':
      return deskUpdate(state, nowUs, sent)
    case 'orders': {
      const orders = [...state.orders.openOrders(), ...state.orders.finishedOrders(FINISHED_ORDERS)]
      return { update: { topic: 'orders', orders } }
    }
    case 'held':
      return { update: heldProjection(state, nowUs) }
    case 'history':
      return rowsUpdate(state.orders.rows.newsSince(sent?.rows, ROWS_AT_ONCE), (rows) => ({
        topic: 'history',
        rows,
      }))
    case 'fills':
      return rowsUpdate(state.orders.fillRows.newsSince(sent?.rows, ROWS_AT_ONCE), (rows) => ({
        topic: 'fills',
        rows,
      }))
    case 'notices':
      return { update: { topic: 'notices', notices: state.notices.newestFirst() } }
    case 'alerts':
      return { update: alertsProjection(state) }
    case 'health':
      return { update: healthProjection(state, nowUs) }
    case 'reconciliation':
      return { update: state.reconciliation.projection() }
    case 'limits':
      return { update: limitsProjection(state) }
    case 'positions':
      return { update: positionsProjection(state, nowUs) }
    case 'curve':
      return curveUpdate(state, topic.of, nowUs, sent)
    case 'combinations':
      return combinationsUpdate(state, topic.of, nowUs, sent)
    case 'paths': {
      const update = markPathsProjection(state, topic.of)
      return update === undefined ? undefined : { update }
    }
    case 'tape':
      return tapeUpdate(state, instrumentId(topic.of), nowUs, sent)
    case 'ladder': {
      const update = ladderProjection(state, instrumentId(topic.of), nowUs)
      return update === undefined ? undefined : { update }
    }
  }
}
