// Who the agents are to the exchange: house accounts, and the refs of their orders in each book. One table, so that no
// two agents share a ref. Accounts are 1 to 99 and refs below FIRST_CLIENT_REF by the port's rules.
import { SLOTS } from './quote-slots.ts'

export const HOUSE_ACCOUNTS = {
  ladder: 1,
  touch: 2,
  taker: 3,
  seller: 4,
  lab: 5,
  momentum: 6,
  auctionBuyer: 7,
  auctionSeller: 8,
  combinationMaker: 9,
  combinationTaker: 10,
} as const

const LADDER = 1
const TOUCH = LADDER + 2 * SLOTS
const TAKER = TOUCH + 2
const AUCTION = 50

/** First ref of each agent in a book. */
export const HOUSE_REFS = {
  ladder: LADDER,
  touch: TOUCH,
  taker: TAKER,
  seller: TAKER + 1,
  lab: TAKER + 2,
  momentum: TAKER + 3,
  auction: AUCTION,
} as const

/** Orders that agents enter on each side of an auction at most. */
export const AUCTION_ORDERS_MAX = 8
