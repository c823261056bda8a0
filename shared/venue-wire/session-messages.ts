// Messages both channels share: liveness, round trip, refusals.
import Type, { type Static } from 'typebox'
import { ClientOrderIdField, RequestIdField, TextField, TimeUsField } from './fields.ts'

/** Every code a `refused` message can carry. */
export const refusalCodes = {
  badFrame: 'The frame is no message and no array of messages.',
  frameTooLarge: 'The frame is larger than the venue reads.',
  badMessage: 'A message has a field that is missing, unknown or of the wrong form.',
  unknownType: 'The message’s type is not one a client may send on this channel.',
  tooManyMessages: 'More messages in one second than the venue takes.',
  unknownInstrument: 'The instrument is not listed.',
  unknownOrder: 'The account has never had an order of this name here.',
  dropCopyOnly: 'A drop copy session sends no orders.',
  unknownRoot: 'No index of this name is known here.',
  notLoggedIn: 'The order channel needs a login first.',
  badSignature: 'The login’s signature does not fit its key and nonce.',
  unknownKey: 'The key id is not known here.',
  alreadyLoggedIn: 'This connection is logged in already.',
  sessionTaken: 'A newer login of the same account ended this session.',
  resumeOutOfRange: 'Reports from that sequence on are no longer kept; ask for open orders instead.',
  slowConsumer: 'The client reads more slowly than the market moves; reconnect and subscribe anew.',
  silent: 'Nothing was heard from the client for too long.',
  tooManyConnections: 'The venue holds as many connections as it takes.',
  venueClosing: 'The venue is shutting down.',
  disconnected: 'The venue ended the connection; connect again.',
  wrongPath: 'There is no channel at this address.',
  wrongMethod: 'Only GET and HEAD are answered here.',
  unknownSubprotocol: 'None of the subprotocols that were asked for is spoken here.',
  replay: 'This is a replay: it has whole books of the past, and takes no orders.',
  browserRefused: 'Connections from web pages are not taken.',
} as const

export type RefusalCode = keyof typeof refusalCodes

const RefusalCodeField = Type.Unsafe<RefusalCode>(
  Type.String({ minLength: 1, maxLength: 40, description: 'see the table of refusal codes' }),
)

export const PingMessage = Type.Object(
  { type: Type.Literal('ping'), requestId: RequestIdField },
  { additionalProperties: false, description: 'Keeps the session alive; answered at once by `pong`.' },
)

export const PongMessage = Type.Object(
  { type: Type.Literal('pong'), requestId: RequestIdField, venueTimeUs: TimeUsField },
  { description: 'Answer to `ping`; gives the client its round trip and the venue’s clock.' },
)

export const HeartbeatMessage = Type.Object(
  { type: Type.Literal('heartbeat'), venueTimeUs: TimeUsField },
  { description: 'Sent once a second, whatever else was sent.' },
)

export const RefusedMessage = Type.Object(
  {
    type: Type.Literal('refused'),
    code: RefusalCodeField,
    text: TextField,
    requestId: Type.Optional(RequestIdField),
    clientOrderId: Type.Optional(ClientOrderIdField),
  },
  { description: 'The venue did not act on a message: which rule, and a sentence.' },
)

export type RefusedMessage = Static<typeof RefusedMessage>
