// Asks a venue for every promise and writes down what it did. Groups run beside each other, the promises of a group
// one after the other; each is bounded in time and the whole run too. Called by conformance/main.ts and by tests.
import { performance } from 'node:perf_hooks'
import type { Encoding, EncodingName } from './link/encoding.ts'
import { BrokenPromise, NotTested } from './broken-promise.ts'
import type { PromiseGroup, ProtocolPromise } from './protocol-promise.ts'
import { Stage } from './stage.ts'
import { RUN_PREFIX, type AccountKey } from './trader.ts'
import { ReportLedger } from './view/report-ledger.ts'

const CHECK_MS_MAX = 12_000
const RUN_MS_MAX = 55_000

export interface PromiseResult {
  readonly name: string
  readonly section: string
  readonly says: string
  readonly wire: EncodingName | 'http'
  readonly result: 'pass' | 'FAIL' | 'skipped'
  /** Why it failed or was skipped; empty when it passed. */
  readonly detail: string
  readonly expected?: string
  readonly received?: string
  readonly ms: number
}

export interface RunOptions {
  readonly venueUrl: string
  readonly keys: readonly AccountKey[]
  readonly encodings: readonly Encoding[]
  readonly groups: readonly PromiseGroup[]
  /** Asks only promises of this name, or of the group of this name. */
  readonly only?: string | undefined
  /** Why no orders may be entered at this venue; then what needs an account is skipped. */
  readonly noOrders?: string | undefined
  /** Called as each group has been asked, with its results in the order of the list. */
  readonly onGroup?: (results: readonly PromiseResult[]) => void
}

export interface RunOutcome {
  readonly results: readonly PromiseResult[]
  /** Positions that the run opened and could not close, by account. */
  readonly leftOpen: readonly { readonly keyId: string; readonly instrument: string; readonly lots: number }[]
}

/** Runs everything; resolves within a minute whatever the venue does. */
export async function runPromises(options: RunOptions): Promise<RunOutcome> {
  const { venueUrl, keys, encodings, groups, only, onGroup } = options
  const deadlineMs = performance.now() + RUN_MS_MAX
  const ledger = new ReportLedger(RUN_PREFIX)
  const results: PromiseResult[] = []
  for (const [round, encoding] of encodings.entries()) {
    const stage = new Stage({ venueUrl, encoding, keys, ledger })
    const run = async ({ promises, runs }: PromiseGroup): Promise<void> => {
      if (runs === 'once' && round > 0) return
      const wire = runs === 'once' ? 'http' : encoding.name
      const group: PromiseResult[] = []
      for (const promise of promises.filter((one) => isChosen(one, only))) {
        if (promise.only !== undefined && promise.only !== encoding.name) continue
        group.push(await ask(promise, { stage, wire, deadlineMs, noOrders: options.noOrders }))
      }
      results.push(...group)
      onGroup?.(group)
    }
    await Promise.all(groups.map(run))
    if (round === encodings.length - 1) await within(5_000, flatten(stage)).catch(() => undefined)
    await within(2_000, stage.end()).catch(() => undefined)
  }
  const leftOpen = keys.flatMap(({ keyId }) =>
    [...ledger.netOf(keyId)].map(([instrument, lots]) => ({ keyId, instrument, lots })),
  )
  return { results, leftOpen }
}

function isChosen({ name }: ProtocolPromise, only: string | undefined): boolean {
  return only === undefined || name === only || name.startsWith(`${only}.`)
}

interface Asking {
  readonly stage: Stage
  readonly wire: PromiseResult['wire']
  readonly deadlineMs: number
  readonly noOrders: string | undefined
}

async function ask(promise: ProtocolPromise, asking: Asking): Promise<PromiseResult> {
  const { name, section, says } = promise
  const startedMs = performance.now()
  const done = (result: PromiseResult['result'], more: Partial<PromiseResult> = {}): PromiseResult => {
    const ms = Math.round(performance.now() - startedMs)
    return { name, section, says, wire: asking.wire, result, detail: '', ms, ...more }
  }
  const obstacle = obstacleTo(promise, asking)
  if (obstacle !== undefined) return done('skipped', { detail: obstacle })
  const act = asking.stage.act()
  const msMax = Math.min(CHECK_MS_MAX, asking.deadlineMs - startedMs)
  try {
    await within(msMax, promise.check(act))
    const [violation] = act.violations()
    if (violation !== undefined) throw new BrokenPromise('messages that fit their schema', violation)
    return done('pass')
  } catch (error) {
    if (error instanceof NotTested) return done('skipped', { detail: error.message })
    if (!(error instanceof BrokenPromise)) throw error
    const { expected, received } = error
    return done('FAIL', { detail: error.message, expected, received })
  } finally {
    await within(3_000, act.clear()).catch(() => undefined)
  }
}

function obstacleTo({ needs }: ProtocolPromise, { stage, deadlineMs, noOrders }: Asking): string | undefined {
  if (performance.now() >= deadlineMs) return `the run ends after ${RUN_MS_MAX / 1_000} s`
  if (needs === undefined) return undefined
  if (noOrders !== undefined) return noOrders
  if (stage.keys.length === 0) return 'no account was given'
  return needs === 'twoAccounts' && stage.keys.length < 2 ? 'only one account was given' : undefined
}

/** Closes at the market what the checks traded, account by account. */
async function flatten(stage: Stage): Promise<void> {
  for (const [which, { keyId }] of stage.keys.entries()) {
    const net = [...stage.ledger.netOf(keyId)]
    if (net.length === 0) continue
    const act = stage.act()
    const trader = await act.logIn({}, which === 0 ? 0 : 1)
    for (const [instrument, lots] of net) {
      const side = lots > 0 ? 'sell' : 'buy'
      const order = {
        instrument,
        side,
        orderType: 'market',
        timeInForce: 'ioc',
        orderQty: Math.abs(lots),
      } as const
      await trader.outcome(trader.enter(order))
    }
    await act.clear()
  }
}

/** Fails with a broken promise when the work takes longer. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BrokenPromise(`an end within ${Math.round(ms)} ms`, 'none')), ms)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
