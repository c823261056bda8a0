// The columns of the audit trail: what each holds and which FIX tag it is, in the order of the export. docs/audit.md has
// the same table; a test holds the two together. CME rule 536.B names what a front end's trail has to hold.

/** FIX tags of 4.4 and 5.0; none where FIX has no field for it. */
export const AUDIT_COLUMNS = {
  record: [undefined, 'number of the journal record'],
  recordTime: [undefined, 'when the record was made, UTC, to the microsecond'],
  event: [undefined, 'what the record is: `orderPlaced`, `requestSent`, `report`, …'],
  msgType: [
    35,
    'of a message: `D` new, `G` replace, `F` cancel, `8` report, `9` change refused, `j` refused unread, `A` login',
  ],
  sendingTime: [52, 'of `requestSent`: when the message was handed to the socket, UTC'],
  receivedTime: [undefined, 'when a message of the venue was received, UTC'],
  transactTime: [60, 'the venue’s time of it, UTC'],
  account: [1, 'the account of the session'],
  operatorId: [50, 'who decided: the user of the terminal'],
  manualOrderIndicator: [1028, '`Y`: a person entered it by hand; `N`: a program did'],
  origin: [undefined, 'where it was asked for: `ladder click`, `hotkey`, …'],
  clOrdId: [11, 'the order’s name, for its life'],
  orderId: [37, 'the venue’s name of it'],
  execId: [17, 'of a report'],
  execRefId: [19, 'of a report that cancels or corrects a trade: the trade’s execId'],
  execType: [
    150,
    'FIX code: `0` new, `F` trade, `H` trade cancel, `G` trade correct, `5` replaced, `4` canceled, `C` expired, `8` rejected, `L` triggered',
  ],
  ordStatus: [39, 'FIX code of the order’s status after the record; none for `unknown`'],
  status: [undefined, 'the same in the terminal’s words, `denied` and `unknown` among them'],
  symbol: [55, 'instrument'],
  side: [54, '`1` buy, `2` sell'],
  ordType: [40, '`1` market, `2` limit, `3` stop, `4` stop-limit, `K` market-to-limit'],
  timeInForce: [59, '`0` day, `1` GTC, `3` IOC, `4` FOK, `6` GTD'],
  price: [44, 'limit price, decimal; of a replace the one asked for'],
  priceTicks: [undefined, 'the same in ticks'],
  stopPx: [99, 'stop price, decimal'],
  orderQty: [38, 'lots ordered; of a replace those asked for'],
  lastQty: [32, 'lots of the trade'],
  lastPx: [31, 'price of the trade, decimal'],
  lastPxTicks: [undefined, 'the same in ticks'],
  cumQty: [14, 'lots filled after the record'],
  leavesQty: [151, 'lots that may still fill'],
  lastLiquidityInd: [851, '`1` added liquidity, `2` removed it'],
  feeMinor: [undefined, 'fee of the trade in the currency’s smallest unit'],
  text: [58, 'why: the reason with its numbers'],
  bidPx: [132, 'best bid at the decision, decimal'],
  bidSize: [134, 'its lots'],
  offerPx: [133, 'best offer at the decision, decimal'],
  offerSize: [135, 'its lots'],
  marketLastPx: [undefined, 'last traded price at the decision, decimal'],
  marketState: [undefined, 'the terminal’s trust in that market: `live`, `stale` or `none`'],
  marketAgeMs: [undefined, 'milliseconds since the book changed; where it is stale, since it is'],
  tradingPhase: [undefined, 'phase of the instrument at the decision'],
  hash: [undefined, 'hash of the chain up to the record'],
} as const satisfies Readonly<Record<string, readonly [tag: number | undefined, meaning: string]>>

export type AuditColumn = keyof typeof AUDIT_COLUMNS
/** One line of the trail; what a record does not have is left out. */
export type AuditRow = Readonly<Partial<Record<AuditColumn, string | number>>>

export function auditColumns(): readonly AuditColumn[] {
  return Object.keys(AUDIT_COLUMNS) as AuditColumn[]
}
