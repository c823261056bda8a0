// The trades of one instrument as a second, separate client of the exchange is told of them: what a panel shows of trades is held
// against this, never against itself.
import { jsonEncoding } from '../conformance/link/encoding.ts'
import { openLink } from '../conformance/link/link.ts'
import type { MarketVenueMessage } from '../shared/venue-wire/market-messages.ts'

export type ToldTrade = Extract<MarketVenueMessage, { type: 'trade' }>

export interface TradeWitness {
  /** Since it was opened, oldest first. */
  trades(): readonly ToldTrade[]
  close(): Promise<void>
}

export async function openTradeWitness(venueUrl: string, instrument: string): Promise<TradeWitness> {
  const link = await openLink<MarketVenueMessage>(venueUrl, 'market', jsonEncoding)
  await link.find('welcome')
  link.send({ type: 'subscribe', requestId: link.requestId(), instruments: [instrument] })
  await link.find('snapshot')
  const pings = setInterval(() => {
    link.send({ type: 'ping', requestId: link.requestId() })
  }, 1_000)
  return {
    trades: () => link.all('trade'),
    async close() {
      clearInterval(pings)
      await link.close()
    },
  }
}
