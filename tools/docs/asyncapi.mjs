// The protocol as an AsyncAPI 3.0 document: the same schemas and examples, for tools. The application it describes is
// the venue, so it receives what clients send.
import { examplesOf } from './examples.mjs'

/** @typedef {import('./wire.mjs').Wire} Wire @typedef {import('./wire.mjs').Messages} Messages */

/** @param {Wire} wire */
export function asyncApiOf(wire) {
  const examples = examplesOf(wire)
  const all = { ...wire.marketClient, ...wire.marketVenue, ...wire.orderClient, ...wire.orderVenue }
  const messages = Object.entries(all).map(([type, schema]) => [
    type,
    {
      name: type,
      title: type,
      summary: schema.description,
      contentType: 'application/json',
      payload: schema,
      examples: [{ payload: examples[type] }],
    },
  ])
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tenor venue protocol',
      version: '1.0.0',
      description:
        `Native wire protocol ${wire.protocolVersion} of the Tenor paper exchange: JSON over two WebSocket channels.` +
        ' A frame is one message or an array of messages. Rules of sequence are in docs/venue-protocol.md.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: {
      paper: {
        host: '127.0.0.1:7700',
        protocol: 'ws',
        description: 'The paper exchange on this machine; its first line on stdout says which port it has.',
      },
    },
    channels: {
      market: channel(
        wire.marketPath,
        'Market data: definitions, books, trades, status, settlements, fixings.',
        {
          ...wire.marketClient,
          ...wire.marketVenue,
        },
      ),
      orders: channel(wire.ordersPath, 'Order entry and execution reports of one account.', {
        ...wire.orderClient,
        ...wire.orderVenue,
      }),
    },
    operations: {
      receiveMarket: operation('receive', 'market', wire.marketClient),
      sendMarket: operation('send', 'market', wire.marketVenue),
      receiveOrders: operation('receive', 'orders', wire.orderClient),
      sendOrders: operation('send', 'orders', wire.orderVenue),
    },
    components: { messages: Object.fromEntries(messages) },
  }
}

/** @param {string} address @param {string} description @param {Messages} messages */
function channel(address, description, messages) {
  const refs = Object.keys(messages).map((type) => [type, { $ref: `#/components/messages/${type}` }])
  return { address, description, messages: Object.fromEntries(refs) }
}

/** @param {'send' | 'receive'} action @param {string} name @param {Messages} messages */
function operation(action, name, messages) {
  const refs = Object.keys(messages).map((type) => ({ $ref: `#/channels/${name}/messages/${type}` }))
  return { action, channel: { $ref: `#/channels/${name}` }, messages: refs }
}
