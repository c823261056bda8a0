// `tenor watch --health`: how the market session to a venue is doing, as a line of JSON a second: kept by the same session,
// book and health code as the desktop's, with every listed instrument subscribed. Nothing else on stdout.
import { LinkHealth } from '../../../main/core/link-health.ts'
import { marketFigures, marketLine } from '../../../main/core/session-figures.ts'
import { MarketData } from '../../../main/marketdata/market-data.ts'
import type { MarketEffect } from '../../../main/marketdata/market-effect.ts'
import { LinkedMarketSession } from '../../../main/session/link/market-session.ts'
import { nativeMarket } from '../../../main/session/native/native-market.ts'
import { systemClock } from '../../../main/session/system-clock.ts'
import type { LinkEvent, MarketEvent } from '../../../main/session/venue-contract.ts'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { speechOf } from '../speech.ts'

const { tell } = speechOf('watch')

const EVERY_MS = 1_000

export interface WatchHealthOptions {
  readonly venueUrl: string
  /** Lines after which to stop; undefined goes on until it is stopped. */
  readonly count: number | undefined
}

/** Runs until the count is reached, stdout is closed or the process is told to stop; resolves to the exit code. */
export function watchHealth({ venueUrl, count }: WatchHealthOptions): Promise<number> {
  return new Promise((resolve) => {
    const clock = systemClock()
    const market = new MarketData()
    const health = new LinkHealth(clock.nowUs())
    let lines = 0

    const session = new LinkedMarketSession({
      adapter: nativeMarket(),
      clock,
      listener: (events, atUs) => {
        for (const event of events) take(event, atUs)
      },
    })
    const timer = setInterval(() => {
      const nowUs = clock.nowUs()
      health.tick(nowUs)
      ask(market.overdue(nowUs))
      tell(marketLine(marketFigures(health, market, nowUs), nowUs))
      lines += 1
      if (lines === count) end()
    }, EVERY_MS)
    const end = (): void => {
      clearInterval(timer)
      session.stop()
      process.off('SIGINT', end).off('SIGTERM', end)
      resolve(0)
    }

    function take(event: LinkEvent | MarketEvent, atUs: TimeUs): void {
      switch (event.kind) {
        case 'connecting':
        case 'heard':
        case 'roundTrip':
          health.apply(event, atUs)
          return
        case 'badFrame':
          health.apply(event, atUs)
          ask(market.frameLost(event.text))
          return
        case 'down':
          health.apply(event, atUs)
          market.linkDown(event.reason, atUs)
          return
        case 'welcome':
          health.established(atUs)
          follow(market.apply(event, atUs), atUs)
          return
        default:
          follow(market.apply(event, atUs), atUs)
      }
    }

    /** What a book's own stream led to counts as a resync, as on the desk. */
    function follow(effects: readonly MarketEffect[], atUs: TimeUs): void {
      for (const effect of effects) {
        if (effect.kind !== 'resync' && effect.kind !== 'healed') continue
        health.resynced(effect.instrumentId, effect.reason, atUs)
      }
      ask(effects)
    }

    function ask(effects: readonly MarketEffect[]): void {
      for (const effect of effects) {
        if (effect.kind === 'subscribe') session.subscribe(effect.instrumentIds, effect.depth)
        else if (effect.kind === 'resync') session.resync(effect.instrumentId)
        else if (effect.kind === 'reconnect') session.reconnect(effect.reason)
      }
    }

    process.stdout.on('error', end)
    process.on('SIGINT', end).on('SIGTERM', end)
    session.start(venueUrl)
  })
}
