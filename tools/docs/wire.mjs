// Everything of the wire that the documents show, in one value. Loaded by tools/docs.mjs through Vite, because it
// imports TypeScript.
import { refusalCodes } from '../../shared/venue-wire/session-messages.ts'
import { PAPER_KEY } from '../../shared/venue-wire/paper-key.ts'
import * as http from '../../shared/venue-wire/http.ts'
import * as limits from '../../shared/venue-wire/limits.ts'
import { encodeBinary, messageLayouts } from '../../shared/venue-wire/binary-frame.ts'
import { messageNumbers } from '../../shared/venue-wire/message-numbers.ts'
import * as market from '../../shared/venue-wire/market-messages.ts'
import * as orders from '../../shared/venue-wire/order-messages.ts'
import { bookChecksum } from '../../shared/math/book-checksum.ts'
import { frameParser } from '../../shared/venue-wire/frame.ts'

/**
 * A JSON Schema as TypeBox writes it; only what the documents read.
 * @typedef {{
 *   type?: string, const?: string, description?: string, pattern?: string, minimum?: number, maximum?: number,
 *   multipleOf?: number, minLength?: number, maxLength?: number, minItems?: number, maxItems?: number,
 *   properties?: Record<string, Schema>, required?: string[], anyOf?: Schema[], items?: Schema | Schema[],
 * }} Schema
 */

/** @typedef {Record<string, Schema>} Messages by their `type` */

export const wire = {
  protocolVersion: limits.PROTOCOL_VERSION,
  marketPath: limits.MARKET_PATH,
  ordersPath: limits.ORDERS_PATH,
  wireLimits: limits.WIRE_LIMITS,
  orderLimits: limits.ORDER_LIMITS,
  paperKey: PAPER_KEY,
  jsonSubprotocol: limits.JSON_SUBPROTOCOL,
  binarySubprotocol: limits.BINARY_SUBPROTOCOL,
  httpPaths: http.HTTP_PATHS,
  httpSignature: http.HTTP_SIGNATURE,
  httpSigningText: http.httpSigningText,
  messageNumbers,
  /** Field names of a message in the order of the binary encoding. */
  fieldsOf: (/** @type {string} */ type) => messageLayouts.get(type)?.fields ?? [],
  encodeBinary,
  refusalCodes,
  orderReasonCodes: orders.orderReasonCodes,
  statusReasonCodes: market.statusReasonCodes,
  marketClient: /** @type {Messages} */ (/** @type {unknown} */ (market.marketClientMessages)),
  marketVenue: /** @type {Messages} */ (/** @type {unknown} */ (market.marketVenueMessages)),
  orderClient: /** @type {Messages} */ (/** @type {unknown} */ (orders.orderClientMessages)),
  orderVenue: /** @type {Messages} */ (/** @type {unknown} */ (orders.orderVenueMessages)),
  loginSigningText: orders.loginSigningText,
  bookChecksum,
  /** What is wrong with an example of one of these messages; undefined when nothing is. */
  problemWith: (/** @type {Messages} */ messages, /** @type {unknown} */ example) => {
    const schemas = /** @type {Parameters<typeof frameParser>[0]} */ (/** @type {unknown} */ (messages))
    const parsed = frameParser(schemas, limits.WIRE_LIMITS.venueFrameBytesMax)(JSON.stringify(example))
    return parsed.ok ? undefined : parsed.error.text
  },
}

/** @typedef {typeof wire} Wire */
