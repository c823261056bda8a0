// The venue's figures in the Prometheus text format 0.0.4. Called by the HTTP endpoint when /metrics is read.
import { DELAY_BOUNDS_MS, type EventLoopDelay } from './event-loop-delay.ts'
import type { Gateway } from './gateway.ts'
import type { Counts } from './traffic.ts'

export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

export function metricsText(gateway: Gateway, delay: EventLoopDelay): string {
  const { traffic } = gateway
  const marketClients = [...gateway.marketClients]
  const orderClients = [...gateway.orderClients]
  const loggedIn = orderClients.filter(({ accountId }) => accountId !== undefined).length
  const unsent = [...marketClients, ...orderClients].map(({ connection }) => connection.bufferedBytes)
  const memory = process.memoryUsage()
  return [
    byLabel('messages_received_total', 'Messages of clients by type.', 'type', traffic.messagesIn),
    byLabel('messages_sent_total', 'Messages sent, once per client, by type.', 'type', traffic.messagesOut),
    byLabel('refusals_total', 'Refusals by code.', 'code', traffic.refusals),
    byLabel('reports_total', 'Execution reports by what happened.', 'exec_type', traffic.reports),
    counter('orders_total', 'Orders taken.', traffic.reports.get('new') ?? 0),
    counter('trades_total', 'Trades published.', traffic.trades),
    counter('bytes_received_total', 'Bytes in frames of clients.', traffic.bytesIn),
    counter('bytes_sent_total', 'Bytes in frames to clients.', traffic.bytesOut),
    gauge('connections', 'Connections open or closing.', gateway.connectionCount),
    byLabel(
      'sessions',
      'Clients by kind.',
      'kind',
      new Map([
        ['market', marketClients.length],
        ['orders', loggedIn - gateway.dropCopyCount],
        ['dropCopy', gateway.dropCopyCount],
      ]),
      'gauge',
    ),
    gauge(
      'lagging_clients',
      'Clients that read too slowly.',
      marketClients.filter((one) => one.isLagging).length,
    ),
    gauge('unsent_bytes_max', 'Most that waits for one client.', Math.max(0, ...unsent)),
    gauge('market_lag_seconds', 'Venue time that the market is behind its clock.', gateway.lagUs / 1e6),
    gauge('resident_memory_bytes', 'Memory of the process.', memory.rss),
    gauge('heap_used_bytes', 'Used part of the heap.', memory.heapUsed),
    gauge('external_memory_bytes', 'Memory of buffers outside the heap.', memory.external),
    delayText(delay),
  ].join('')
}

function head(name: string, help: string, kind: 'counter' | 'gauge' | 'histogram'): string {
  return `# HELP tenor_venue_${name} ${help}\n# TYPE tenor_venue_${name} ${kind}\n`
}

function counter(name: string, help: string, value: number): string {
  return `${head(name, help, 'counter')}tenor_venue_${name} ${value}\n`
}

function gauge(name: string, help: string, value: number): string {
  return `${head(name, help, 'gauge')}tenor_venue_${name} ${value}\n`
}

function byLabel(
  ...[name, help, label, counts, kind = 'counter']: [
    name: string,
    help: string,
    label: string,
    counts: Counts,
    kind?: 'counter' | 'gauge',
  ]
): string {
  // Labels are codes and type names of our own: nothing in them needs escaping.
  const lines = [...counts].map(([value, count]) => `tenor_venue_${name}{${label}="${value}"} ${count}\n`)
  return head(name, help, kind) + lines.join('')
}

function delayText({ counts, sumMs }: EventLoopDelay): string {
  const name = 'event_loop_delay_seconds'
  let total = 0
  const lines = counts.map((count, place) => {
    total += count
    const bound = DELAY_BOUNDS_MS[place]
    return `tenor_venue_${name}_bucket{le="${bound === undefined ? '+Inf' : bound / 1_000}"} ${total}\n`
  })
  const sums = `tenor_venue_${name}_sum ${sumMs / 1_000}\ntenor_venue_${name}_count ${total}\n`
  return head(name, 'Lateness of a timer every 10 ms.', 'histogram') + lines.join('') + sums
}
