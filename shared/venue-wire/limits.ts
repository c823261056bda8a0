// The bounds of the native wire, the same on both sides and printed into docs/venue-protocol.md.

export const PROTOCOL_VERSION = 'tenor.v1'

/** Path of the market-data WebSocket below the venue's address. */
export const MARKET_PATH = '/v1/market'
/** Path of the order WebSocket below the venue's address. */
export const ORDERS_PATH = '/v1/orders'

/** WebSocket subprotocols: the same messages as JSON text (also when none is asked for) or as MessagePack arrays. */
export const JSON_SUBPROTOCOL = 'tenor.v1.json'
export const BINARY_SUBPROTOCOL = 'tenor.v1.binary'

export const WIRE_LIMITS = {
  /** Largest frame a client may send, in bytes. */
  clientFrameBytesMax: 16_384,
  /** Largest frame the venue sends, in bytes. */
  venueFrameBytesMax: 1_048_576,
  /** A frame above this is not read at all: the connection is closed with code 1009. */
  readBytesMax: 65_536,
  /** Messages in one frame that is an array. */
  messagesPerFrameMax: 256,
  /** Levels of one side in a snapshot or delta. */
  levelsPerSideMax: 5_000,
  /** Messages a client may send in any one second before it is refused, then cut. */
  clientMessagesPerSecond: 1_000,
  /** The venue sends a heartbeat after this long at the latest. */
  heartbeatMs: 1_000,
  /** Either side may treat the other as gone after this long without a message. */
  silenceMs: 4_000,
  /** Instruments in one subscribe request. */
  instrumentsPerRequestMax: 500,
  /** Execution reports the venue keeps per account for a resume; an order is known until the one that ended it goes. */
  resumeReportsMax: 5_000,
} as const

/** What the venue takes as an order. */
export const ORDER_LIMITS = {
  /** Lots in one order. */
  orderQtyMax: 10_000,
  /** Lowest price of an order in an outright contract, in ticks; a combination's may be as far below zero as above. */
  outrightPriceTicksMin: 1,
  /** Highest price of an order, in ticks. */
  priceTicksMax: 100_000,
  /** Orders of one account that may be open at once. */
  openOrdersPerAccountMax: 2_000,
} as const
