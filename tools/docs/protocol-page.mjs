// docs/venue-protocol.md: the rules in words (tools/docs/protocol-rules.mjs) and every message with its fields and an
// example, from the schemas. Throws when an example does not fit its schema or a message has none.
import { examplesOf } from './examples.mjs'
import { fieldTable, nestedTables } from './field-table.mjs'
import { binaryRules } from './binary-rules.mjs'
import { httpRules } from './http-rules.mjs'
import { checksumRules, connectionRules, marketRules, orderRules } from './protocol-rules.mjs'
import { sequenceRules } from './sequence-rules.mjs'

/** @typedef {import('./wire.mjs').Wire} Wire @typedef {import('./wire.mjs').Messages} Messages */

/** @param {Wire} wire */
export function protocolPage(wire) {
  const examples = examplesOf(wire)
  const messages = (/** @type {string} */ title, /** @type {Messages} */ schemas) => [
    `### ${title}`,
    ...Object.entries(schemas).flatMap(([type, schema]) => {
      const example = examples[type]
      if (example === undefined) throw new Error(`${type} has no example in tools/docs/examples.mjs`)
      const problem = wire.problemWith(schemas, example)
      if (problem !== undefined) throw new Error(`the example of ${type} does not fit: ${problem}`)
      const frame = `\`\`\`json\n${JSON.stringify(example)}\n\`\`\``
      return [`#### ${type}`, schema.description ?? '', fieldTable(schema), ...nestedTables(schema), frame]
    }),
  ]
  return [
    '# Tenor venue protocol',
    `<!-- Written by tools/docs.mjs from shared/venue-wire; change it there. -->`,
    `Version \`${wire.protocolVersion}\`. JSON or MessagePack over two WebSocket channels, and plain HTTP. This page is complete: a client in any` +
      ' language can be written from it. The same messages for tools: `venue-protocol.asyncapi.json`.',
    ...connectionRules(wire),
    '### Limits',
    limitTable({ ...wire.wireLimits, ...wire.orderLimits }),
    '## Market data',
    ...marketRules(wire),
    ...checksumRules(wire),
    ...messages('What a market-data client sends', wire.marketClient),
    ...messages('What the venue sends on the market-data channel', wire.marketVenue),
    '## Orders',
    ...orderRules(wire),
    ...messages('What an order client sends', wire.orderClient),
    ...messages('What the venue sends on the order channel', wire.orderVenue),
    ...sequenceRules(),
    ...binaryRules(wire),
    ...httpRules(wire),
    '## Codes',
    '### Refusal codes',
    codeTable(wire.refusalCodes),
    '### Reason codes of execution reports',
    codeTable(wire.orderReasonCodes),
    '### Reason codes of `status`',
    codeTable(wire.statusReasonCodes),
  ].join('\n\n')
}

/** @param {Readonly<Record<string, string>>} codes */
function codeTable(codes) {
  const rows = Object.entries(codes).map(([code, sentence]) => `| \`${code}\` | ${sentence} |`)
  return ['| Code | Sentence |', '| --- | --- |', ...rows].join('\n')
}

/** @type {Readonly<Record<string, string>>} */
const limitWords = {
  clientFrameBytesMax: 'Largest frame a client may send, in bytes; above it `frameTooLarge`',
  venueFrameBytesMax: 'Largest frame the venue sends, in bytes',
  readBytesMax: 'A frame above this is not read: the connection is closed with code 1009',
  messagesPerFrameMax: 'Messages in one frame that is an array',
  levelsPerSideMax: 'Levels of one side in a snapshot or delta',
  clientMessagesPerSecond: 'Messages of a client in any one second; beyond it `tooManyMessages`',
  heartbeatMs: 'The venue sends a heartbeat this often, in milliseconds',
  silenceMs: 'Silence after which a side may treat the other as gone, in milliseconds',
  instrumentsPerRequestMax: 'Instruments in one subscribe request',
  resumeReportsMax:
    'Execution reports kept per account; an order that ended is known by the one that ended it',
  orderQtyMax: 'Lots in one order',
  outrightPriceTicksMin:
    'Lowest price of an order in an outright contract, in ticks; spreads may be below zero',
  priceTicksMax: 'Highest price of an order, in ticks; of a spread also how far below zero',
  openOrdersPerAccountMax: 'Open orders of one account',
}

/** @param {Readonly<Record<string, number>>} limits */
function limitTable(limits) {
  const rows = Object.entries(limits).map(([name, value]) => {
    const words = limitWords[name]
    if (words === undefined) throw new Error(`limit ${name} has no words in tools/docs/protocol-page.mjs`)
    return `| \`${name}\` | ${value} | ${words} |`
  })
  return ['| Limit | Value | Meaning |', '| --- | --- | --- |', ...rows].join('\n')
}
