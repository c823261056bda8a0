// The bounds of the native wire, the same on both sides and printed into docs/venue-protocol.md.

export const PROTOCOL_VERSION = 'tenor.v1'

/** Path of the market-data WebSocket below the venue's address. */
export const MARKET_PATH = '/v1/market'
/** Path of the order WebSocket below the venue's address. */
export const ORDERS_PATH = '/v1/orders'

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
  clientMessagesPerSecond: 200,
  /** The venue sends a heartbeat after this long at the latest. */
  heartbeatMs: 1_000,
  /** Either side may treat the other as gone after this long without a message. */
  silenceMs: 4_000,
  /** Instruments in one subscribe request. */
  instrumentsPerRequestMax: 500,
  /** Execution reports the venue keeps per account for a resume. */
  resumeReportsMax: 100_000,
} as const

/** What the venue takes as an order, the same for every instrument it lists now. */
export const ORDER_LIMITS = {
  /** Lots in one order. */
  orderQtyMax: 10_000,
  /** Lowest and highest price of an order, in ticks. */
  priceTicksMin: 1,
  priceTicksMax: 100_000,
  /** Orders of one account that may be open at once. */
  openOrdersPerAccountMax: 2_000,
  /** Orders of one account in one run of the venue, whatever became of them: it forgets no clientOrderId. */
  ordersPerAccountMax: 1_000_000,
} as const
