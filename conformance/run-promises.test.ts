import { describe, expect, test } from 'vitest'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'
import { jsonEncoding } from './link/encoding.ts'
import { allPromises } from './promises/all-promises.ts'
import { runPromises, type PromiseResult, type RunOptions } from './run-promises.ts'
import { startScriptedVenue, type Fault } from './scripted-venue.testing.ts'

/** What the scripted venue keeps while it has no fault. */
const KEPT = [
  'liveness.welcome',
  'liveness.ping',
  'liveness.challenge',
  'market.definitions',
  'books.chain',
  'books.checksum',
  'books.resync',
  'refusals.badFrame',
  'refusals.wholeFrame',
  'orders.badLogin',
  'orders.limit',
  'orders.unknownInstrument',
  'orders.duplicate',
  'orders.sessionTaken',
  'accounts.reports',
]

interface Asked extends Partial<RunOptions> {
  readonly names?: readonly string[]
}

async function results(
  fault: Fault | undefined,
  { names = KEPT, ...more }: Asked = {},
): Promise<readonly PromiseResult[]> {
  const venue = await startScriptedVenue(fault)
  try {
    const groups = allPromises.map((group) => ({
      ...group,
      promises: group.promises.filter(({ name }) => names.includes(name)),
    }))
    const options = { venueUrl: venue.url, keys: [PAPER_KEY], encodings: [jsonEncoding], groups, ...more }
    return (await runPromises(options)).results
  } finally {
    await venue.close()
  }
}

function named(found: readonly PromiseResult[], result: PromiseResult['result']): readonly string[] {
  return found.filter((one) => one.result === result).map(({ name }) => name)
}

// Each has a venue of its own and mostly waits.
describe.concurrent('the conformance kit', () => {
  test('passes a venue that keeps its promises', async () => {
    const found = await results(undefined)
    expect(found.filter(({ result }) => result !== 'pass')).toEqual([])
    expect(found.length).toBeGreaterThan(12)
  })

  test.each<[Fault, string]>([
    ['pong without the right requestId', 'liveness.ping'],
    ['one nonce for all', 'liveness.challenge'],
    ['a field left out of the definitions', 'market.definitions'],
    ['a delta left out', 'books.chain'],
    ['a crossed book', 'books.chain'],
    ['a wrong checksum', 'books.checksum'],
    ['no snapshot for a second subscribe', 'books.resync'],
    ['half a frame acted on', 'refusals.wholeFrame'],
    ['a closed session for a bad frame', 'refusals.badFrame'],
    ['any signature taken', 'orders.badLogin'],
    ['a cancel without its requestId', 'orders.limit'],
    ['a report number left out', 'accounts.reports'],
    ['a name taken twice', 'orders.duplicate'],
    ['a session that stays when taken over', 'orders.sessionTaken'],
    ['silence', 'liveness.welcome'],
  ])('finds %s: %s fails, and nothing else of what is asked', async (fault, promise) => {
    const names = [promise, 'orders.limit', 'orders.unknownInstrument']
    const isMarket = /^(books|market|refusals|liveness)/.test(promise)
    const failed = named(await results(fault, { names: isMarket ? [promise] : names }), 'FAIL')
    expect(failed).toEqual([promise])
  })

  test('says what was expected and what came', async () => {
    const [ping] = await results('pong without the right requestId', { only: 'liveness.ping' })
    expect(ping).toMatchObject({ name: 'liveness.ping', section: 'Liveness', wire: 'json', result: 'FAIL' })
    expect(ping?.expected).toContain('pong')
    expect(ping?.received).toContain('"type":"pong"')
  })

  test('skips what needs an account when none is given, and says so', async () => {
    const found = await results(undefined, { keys: [], only: 'orders' })
    expect(found.length).toBeGreaterThan(3)
    for (const { result, detail } of found)
      expect([result, detail]).toEqual(['skipped', 'no account was given'])
  })

  test('enters no orders at a venue that is live', async () => {
    const found = await results(undefined, {
      noOrders: 'the venue says that it is live',
      only: 'orders.limit',
    })
    expect(found.map(({ result, detail }) => [result, detail])).toEqual([
      ['skipped', 'the venue says that it is live'],
    ])
  })
})
