// The rules of the protocol that no schema can hold: addresses, order of messages, sessions, what follows from what.
// Each is kept by a test in venue/gateway or venue/exchange; change both together.
import { exampleBook, exampleSigning, examplesOf } from './examples.mjs'

/** @typedef {import('./wire.mjs').Wire} Wire */

/** @param {Wire} wire */
export function connectionRules(wire) {
  const { wireLimits } = wire
  return [
    '## Connection',
    `The venue listens on \`127.0.0.1\` only. Its first line on stdout names the address, for example` +
      ' `{"event":"listening","url":"ws://127.0.0.1:7700",…}`. Market data is at' +
      ` \`${wire.marketPath}\`, orders at \`${wire.ordersPath}\`, both WebSocket (RFC 6455) without compression, and` +
      ' some things can be read by plain HTTP on the same port (below). The subprotocol chooses the encoding:' +
      ` \`${wire.jsonSubprotocol}\` or none is JSON text, \`${wire.binarySubprotocol}\` is binary frames of MessagePack` +
      ' (below); of several the first known one is taken, and where none is known the upgrade is refused with HTTP 400' +
      ' (`unknownSubprotocol`). A request that carries an `Origin` header comes from a web page and is refused with' +
      ' HTTP 403; a wrong path with 404, too many connections with 503. The body of each is a `refused` message.',
    '### Frames',
    'In JSON a frame is text: one object, or an array of them that is applied in order. Every object has a `type`.' +
      ' What clients send is checked strictly: an unknown or missing field refuses the **whole frame**, and none of' +
      ' its messages is acted on. Clients should ignore fields and message types they do not know, because the venue' +
      ' may add some within this version.',
    'A refusal is a `refused` message with a code and a sentence; it names the `requestId` where it could be read.' +
      ' It changes nothing else, and the session goes on. A connection that goes on breaking rules (more than 20 bad' +
      ' frames or 200 messages beyond the rate within ten seconds) is closed with WebSocket code 1008; so is one that' +
      ` is cut for another reason, after a last \`refused\` that says which. A frame above ${wireLimits.readBytesMax} ` +
      'bytes closes the connection with 1009 at once. When the venue stops it says `venueClosing` and closes with 1001;' +
      ' when it wants the client to come back it says `disconnected` and closes with 1012.',
    '### Words',
    'Prices are whole numbers of the instrument’s `tickSize`, quantities whole lots, times microseconds since' +
      ' 1970-01-01 UTC on the **venue’s** clock, which may run faster than yours and need not show today. Money is in' +
      ' the smallest unit of the instrument’s currency. `instanceId` names one run of the venue: when it changes,' +
      ' change ids and report numbers start anew and earlier orders are gone.',
    '### Liveness',
    `Both channels get a \`heartbeat\` every ${wireLimits.heartbeatMs} ms, whatever else was sent. On the order` +
      ` channel the client must be heard at least every ${wireLimits.silenceMs} ms (a \`ping\` will do), from the moment` +
      ' it connects; otherwise it is refused with `silent` and cut. The market-data channel asks nothing of the kind.' +
      ' A `ping` is answered at once by a `pong` with the venue’s clock.',
  ]
}

/** @param {Wire} _wire */
export function marketRules(_wire) {
  return [
    'The first message is `welcome`. `requestDefinitions` lists what can be traded, then tells the USD/CNY `rate`.' +
      ' `subscribe` is answered by `subscribed`, the newest `fixing` of each root among the instruments, then for each' +
      ' instrument its `snapshot` followed by `status`, `limits`, `settlement` and, where there are any, `openInterest`,' +
      ' `implied` and `indicative`; then each of them as it changes, and `delta` and `trade`. Snapshots go out as fast as' +
      ' they are read: deltas of one instrument may come between those of others. Instruments that are not listed are' +
      ' named in a `refused` (`unknownInstrument`); the others are subscribed all the same. `rate`, `fixing`, `news` and' +
      ' `listed` go to every client of the channel.',
    '**Depth.** `depth` of `subscribe` chooses per instrument what is sent of the book: `"full"` (the default) every' +
      ' level, `10` or `1` the best levels of each side, `"orders"` every order. Each depth is a chain of its own with' +
      ' its own change ids: never compare those of different depths. At depth 1 and 10 a level that is no longer among' +
      ' the best comes with 0 lots in the delta, and one that moves up comes with its quantity, so a client that applies' +
      ' every delta holds exactly the best levels, never more; nothing is sent when none of them changed. An instrument' +
      ' has one depth per client: subscribing with another replaces it.',
    '**By order.** With depth `"orders"` an `orderSnapshot` takes the place of `snapshot`, and `orderDelta` that of' +
      ' `delta`, chained alike. A row is `[orderNumber, priceTicks, lots, priority]`. The number is the book’s own and' +
      ' tells nobody whose order it is; lots are those displayed. In a delta a row replaces the row of that number on' +
      ' its side, 0 lots removes it. At one price the lower priority number trades first; an order that loses its place' +
      ' gets a higher one. Stops that wait are in no book.',
    '**Keeping a book.** Apply the snapshot: it replaces every level. Then apply each delta whose `prevChangeId`' +
      ' equals the book’s `changeId`; its quantities are absolute, 0 removes the level (also one you do not have). A' +
      ' delta whose `changeId` is not above the book’s is old: drop it. Any other mismatch is a gap: subscribe to the' +
      ' instrument again, and the new snapshot starts the chain anew. Trades do not change the book: the delta that' +
      ' follows a command’s trades already shows their effect.',
    '**Slow readers.** When more than 1 MiB waits for a client, deltas and trades are left out and it gets heartbeats' +
      ' and answers only; once it has read on, each subscribed instrument that changed gets a new `snapshot` (or' +
      ' `orderSnapshot`) and what follows one, unasked. Trades of that time are not sent again. A client that stays behind for ten seconds is' +
      ' refused with `slowConsumer` and cut.',
  ]
}

/** @param {Wire} wire */
export function checksumRules(wire) {
  const { bids, asks } = exampleBook
  const text = bids.map((bid, depth) => [...bid, ...(asks[depth] ?? [])].join(':')).join(':')
  return [
    '### Checksum',
    'Every twentieth delta of an instrument carries `checksum`: CRC-32 (ISO-HDLC, as in zip) of an ASCII text made' +
      ' from the ten best levels of each side once the delta is applied: `bidPrice:bidQty:askPrice:askQty` of the' +
      ' best level, then of the second, and so on, joined by `:`; a side without a level at that depth is left out.' +
      ' An empty book is the empty text, checksum 0. At depth 1 and 10 it covers the levels of that depth; order deltas' +
      ' carry none.',
    `The example of \`delta\` below leaves the text \`${text}\`, checksum \`${wire.bookChecksum(bids, asks)}\`.`,
  ]
}

/** @param {Wire} wire */
export function orderRules(wire) {
  const { text, secret } = exampleSigning(wire)
  const signature = String(examplesOf(wire)['login']?.['signature'])
  return [
    '### Login',
    'The first message is `challenge`. The client answers with `login`, whose `signature` is the lower-case hex' +
      ' HMAC-SHA256, keyed with the secret’s UTF-8 bytes, of `nonce` + `.` + `keyId`. Every key id is an account of' +
      ` its own. The paper exchange’s practice key is public: key id \`${wire.paperKey.keyId}\`, secret` +
      ` \`${wire.paperKey.secret}\`; it is practice money on loopback. A venue started with` +
      ' `TENOR_VENUE_KEYS="id:secret,id:secret"` takes those keys and no other.',
    `To check your code: the secret \`${secret}\` and the text \`${text}\` give \`${signature}\`.`,
    'A refused login (`unknownKey`, `badSignature`) may be tried again with the same nonce. Anything but `login` and' +
      ' `ping` before it is refused with `notLoggedIn`.',
    '### Sessions',
    'An account has one session. A newer login ends the older one first: that one gets `refused` with `sessionTaken`' +
      ' and is closed, nothing more that it sends is acted on, and only then is the newer login answered. However a' +
      ' session ends (closed, cut, silent, taken), `cancelOnDisconnect` cancels the account’s open orders, with the' +
      ' reason `cancelOnDisconnect`; the reports are kept for the next session.',
    '### Execution reports and resume',
    'Everything that happens to an order is an `executionReport`. Reports are numbered by `seq` from 1 per account and' +
      ' `instanceId`, without gaps, and sent in order, each once per session. `execId` is unique for ever: count a' +
      ' fill once per `execId`.',
    'A client that was away logs in with `resumeAfterSeq` (the last number it has) and `resumeInstanceId`. If that is' +
      ' this run, `loggedIn` says `resumed: true` and the later reports follow at once, then live ones. If it is' +
      ' another run, `resumed` is false: what was open then is gone with that run. If the reports are no longer kept' +
      ` (the newest ${wire.wireLimits.resumeReportsMax} are) or were never written, \`resumed\` is false and a` +
      ' `refused` with `resumeOutOfRange` follows; the session stands: ask for open orders. Without a resume only' +
      ' reports from now on are sent.',
    '**Trades that do not stand.** The venue may cancel a trade (a bust) or correct it, at any time until the day settles,' +
      ' also when its order has long ended. The report is `tradeCancel` or `tradeCorrect` (FIX ExecType H and G); `execRefId`' +
      ' is the `execId` of the `trade`, also where that was corrected before. A canceled trade counts for nothing and never' +
      ' again. A corrected one has the lots, price, fee and legs of the newest correction. `cumQty` falls by the lots that' +
      ' are gone; they do not come back into the book, so `leavesQty` stays as it is and `cumQty` + `leavesQty` is below' +
      ' `orderQty` from then on. `ordStatus` of an order that ended stays. Take them once per `execId`, keep one that comes' +
      ' before its trade until the trade comes, and show a person what fits to nothing.',
    '**Drop copy.** A login with `dropCopy: true` opens a session that only listens: it gets every report of the' +
      ' account, resumes alike and may ask (`orderStatus`, `requestOpenOrders`, `requestAccount`, `requestStatement`),' +
      ' but its orders, replaces and cancels are refused with `dropCopyOnly`. An account may have several; they end no' +
      ' session, none ends them, and `cancelOnDisconnect` is false for them whatever the login says.',
    '**Money.** `requestAccount` is answered by `account`: cash, positions at their marks and margin as they stand.' +
      ' `requestStatement` is answered by `statement` of a trading day, and `dates` names the days there are. Amounts are' +
      ' texts of whole numbers in the smallest unit of their currency.',
    'An answer (`orderState`, `openOrders`, `massCancelDone`, `account`, `statement`) is sent after every report that came before it; its' +
      ' `lastSeq` says which that was.',
    '### Orders',
    'An order is named by its `clientOrderId` for life. The name is used up even when the order is rejected: a second' +
      ' order of that name is reported `rejected` with `duplicateClientOrderId`, and that report’s `ordStatus`, quantities' +
      ' and price are those of the **earlier** order, which is untouched. Give no name twice: the venue knows all open' +
      ` orders, and those that ended by one of the newest ${wire.wireLimits.resumeReportsMax} reports of the account. So a client that does not` +
      ' know whether an order arrived asks `orderStatus`: an answer without `order` proves that it did not, within this' +
      ' `instanceId` and for names younger than that.',
    'Matching is by price, then time. `limit` has a price; `market` has none, trades what it can within the' +
      ' price band and never rests;' +
      ' `marketToLimit` trades at the best price and rests there; `stop` and `stopLimit` wait outside the book until a' +
      ' trade at `stopPriceTicks` or beyond (at or above for a buy, at or below for a sell), are reported `triggered`, and' +
      ' become a limit order, that of a `stop` as far beyond its stop price as the price band is wide. Reports tell the limit' +
      ' of an order that named none, a `marketToLimit` or a `stop`, in `priceTicks`. `day` orders expire at the end of the trading day, `gtd` at the end of' +
      ' `expireDate`, `gtc` rest until canceled or the contract expires, `ioc` trades what it can and cancels the rest,' +
      ' `fok` trades whole or not at all. `displayQty` shows that much at a time; each refresh goes to the back of the' +
      ' queue. `minQty` must trade on entry or the order is canceled whole (`minQtyNotFilled`); `postOnly` is rejected' +
      ' where it would trade on entry (`wouldTrade`). Where two orders of one account would trade, `selfTrade` says which' +
      ' is canceled (`selfTradePrevented`): the resting one unless stated. Between auctions’ phases orders are collected' +
      ' without trading; those that must trade at once are rejected then (`notInThisPhase`).',
    'A new order is reported `new`, then `trade` per execution, then `canceled` if a rest may not rest; or only' +
      ' `rejected`. A replace gives the order a new price and a new **total** quantity, filled lots included; a total' +
      ' that is filled already cancels the rest. It keeps its place in the queue only when the price stays and the' +
      ' quantity goes down. A replace or cancel of an order that is done is reported `replaceRejected` or' +
      ' `cancelRejected` with `orderNotOpen`; of a name the account never used it is refused with `unknownOrder`,' +
      ' which is no report.',
    'Reports that a request causes for the order it names carry its `requestId`, as do the cancels of a mass cancel.' +
      ' Fills of a resting order, and cancels nobody asked for, carry none.',
  ]
}
