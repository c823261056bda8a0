// What the market tells people: phases, settlements, the index, headlines, new listings. What hundreds of contracts
// tell at the same moment is one notice that counts them. Called by market-desk.ts only.
import { assertNever } from '../../shared/domain/assert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { MarketNews } from '../../shared/ui-wire/projections.ts'
import type { MarketTold } from '../marketdata/market-effect.ts'
import type { NewNotice, Notices } from './notices.ts'

/** Told within this time of the first, the same is told once. */
const TOGETHER_US = 2_000_000
/** Reasons that the trading calendar gives: they come for every contract at once. */
const SCHEDULED: ReadonlySet<string> = new Set([
  ...['preOpen', 'openingCall', 'open', 'closingCall'],
  ...['dailyBreak', 'weekend', 'holiday', 'expired'],
])
/** Reasons whose sentence has the prices of one contract. */
const OWN_PRICES: ReadonlySet<string> = new Set(['velocityHalt', 'circuitBreaker'])

export function tellOfMarket(notices: Notices, told: MarketTold, atUs: TimeUs): void {
  const { kind: _, news, ...about } = told
  const notice: NewNotice = { kind: news.kind, market: news, ...about }
  const key = togetherKey(told)
  if (key === undefined) notices.add(atUs, notice)
  else notices.addTogether(atUs, notice, { key, withinUs: TOGETHER_US })
}

/** Equal for what is told together; undefined for what always stands alone. */
function togetherKey({ news, root = '' }: MarketTold): string | undefined {
  switch (news.kind) {
    case 'phase':
      return phaseKey(news, root)
    case 'settlement':
      return news.settlement.kind === 'final' ? undefined : `settlement ${news.settlement.date}`
    case 'listed':
      return 'listed'
    case 'index':
    case 'news':
      return undefined
    default:
      return assertNever(news)
  }
}

/** A halt is told by root and reason; the hours are told for the whole venue. */
function phaseKey({ status }: MarketNews & { kind: 'phase' }, root: string): string {
  const { phase, code, text } = status
  if (SCHEDULED.has(code)) return `phase ${phase} ${code}`
  return `phase ${phase} ${code} ${root} ${OWN_PRICES.has(code) ? '' : text}`
}
