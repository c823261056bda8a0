// The path of an order out of this machine: order.ackPathP50 and order.ackPathP99, from the intent over the risk gate and
// the durable record to the bytes handed to the socket, and order.cancelAll, from the key to the last cancel on the wire
// with 500 orders working. Beside the bare journal of bare-journal.ts, in the same rhythm of writes to the same disk.
import { setTimeout as pause } from 'node:timers/promises'
import { BareJournal } from './bare-journal.ts'
import { BenchDesk, percentile, takenOrders } from './bench-desk.ts'
import { defineBench, type BenchEntry, type BenchSides } from './harness.ts'

const SAMPLES = 1_000
const WARMUP_ROUNDS = 6
/** What follows an order in the journal before the next one: its report, its cancel, the report of that. */
const RECORDS_AFTER = 3
const WORKING = 500

export const orderAckPathP50 = ackPathBench('order.ackPathP50', 0.5)
export const orderAckPathP99 = ackPathBench('order.ackPathP99', 0.99)

export const orderCancelAll = defineBench({
  name: 'order.cancelAll',
  unit: 'ms',
  peerName: 'libsql 0.5.29, 500 rows at once, + ws.send',
  lowerIsBetter: true,
  prepare: () => beside(cancelAll, cancelAllBare),
})

function ackPathBench(name: string, share: number): BenchEntry {
  return defineBench({
    name,
    unit: 'ms',
    peerName: 'libsql 0.5.29, one durable row, + ws.send',
    // A terminal that has traded for a while: until then its code is still being compiled beside it.
    warmupRounds: WARMUP_ROUNDS,
    lowerIsBetter: true,
    prepare: () =>
      beside(
        async (desk) => percentile(await ackPath(desk), share),
        async (bare) => percentile(await ackPathBare(bare), share),
      ),
  })
}

async function beside(
  ours: (desk: BenchDesk) => Promise<number>,
  peer: (bare: BareJournal) => number | Promise<number>,
): Promise<BenchSides> {
  const desk = await BenchDesk.open()
  const bare = await BareJournal.open(desk.venueUrl)
  return {
    ours: () => ours(desk),
    peer: () => peer(bare),
    dispose: async () => {
      bare.close()
      await desk.close()
    },
  }
}

async function ackPath(desk: BenchDesk): Promise<readonly number[]> {
  const spentMs: number[] = []
  for (let nth = 0; nth < SAMPLES; nth++) {
    const order = desk.nextOrder('day')
    const startedMs = performance.now()
    const result = desk.core.command(order)
    spentMs.push(desk.sent.lastMs - startedMs)
    const ids = takenOrders([result])
    await desk.untilStatus(ids, 'working')
    desk.core.command({ kind: 'cancelOrder', clientOrderId: ids[0], origin: 'bench' })
    await desk.untilStatus(ids, 'canceled')
  }
  return spentMs
}

async function ackPathBare(bare: BareJournal): Promise<readonly number[]> {
  const spentMs: number[] = []
  for (let nth = 0; nth < SAMPLES; nth++) {
    // As an order of ours does, it finds a machine that has waited.
    await pause(1)
    const startedMs = performance.now()
    bare.append()
    bare.send()
    spentMs.push(performance.now() - startedMs)
    for (let record = 0; record < RECORDS_AFTER; record++) {
      await pause(1)
      bare.append()
    }
  }
  return spentMs
}

async function cancelAll(desk: BenchDesk): Promise<number> {
  const orders = Array.from({ length: WORKING }, () => desk.nextOrder('day'))
  const ids = takenOrders(desk.core.commands(orders))
  await desk.untilStatus(ids, 'working')
  const startedMs = performance.now()
  takenOrders([desk.core.command({ kind: 'cancelAll', origin: 'bench' })])
  const spentMs = performance.now() - startedMs
  await desk.untilStatus(ids, 'canceled')
  return spentMs
}

function cancelAllBare(bare: BareJournal): number {
  const startedMs = performance.now()
  bare.appendAll(WORKING)
  bare.send()
  return performance.now() - startedMs
}
