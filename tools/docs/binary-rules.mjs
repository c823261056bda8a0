// The binary encoding in words, with the table of type numbers and field orders that comes from the schemas and an
// example that is encoded by the venue's own codec.
import { examplesOf } from './examples.mjs'

/** @param {import('./wire.mjs').Wire} wire */
export function binaryRules(wire) {
  const examples = examplesOf(wire)
  const bytesOf = (/** @type {string} */ type) => {
    const bytes = wire.encodeBinary(/** @type {{ type: string }} */ (examples[type]))
    return Buffer.from(bytes)
      .toString('hex')
      .replaceAll(/(..)(?!$)/g, '$1 ')
  }
  return [
    '## Binary encoding',
    `A connection whose subprotocol is \`${wire.binarySubprotocol}\` carries the same messages, under the same rules, as` +
      ' MessagePack in binary frames, in both directions. Only nil, booleans, numbers, texts (UTF-8) and arrays are' +
      ' used: a frame with a map, binary data or an extension is refused with `badFrame`, as is one whose arrays are' +
      ' nested more than eight deep.',
    'A message is an array: its **type number**, then its fields **in the order of the table** (which is that of the' +
      ' tables above), without their names. An optional field that is absent is nil; nils at the end are left out, so an' +
      ' array may be shorter than the table. An object inside a message is an array of its fields likewise, in the order' +
      ' of its own table above; where it has a `type` (each fixing of `fixings`) it begins with that type’s number.' +
      ' Lists and rows are arrays as in JSON. Whole numbers may be written in any of MessagePack’s integer forms.' +
      ' Words such as `buy` stay texts.',
    'A frame is one message, an array whose first element is a number, or several messages in order, an array whose' +
      ' elements are all arrays. Clients should ignore elements beyond those they know, and type numbers they do not' +
      ' know; the venue refuses both, as it does in JSON. A type number is never given to another type.',
    `The example of \`ping\` is \`${bytesOf('ping')}\`; that of \`cancelOrder\` is \`${bytesOf('cancelOrder')}\`; that of` +
      ` \`delta\` is \`${bytesOf('delta')}\`.`,
    numberTable(wire),
  ]
}

/** @param {import('./wire.mjs').Wire} wire */
function numberTable({ messageNumbers, fieldsOf }) {
  const rows = Object.entries(messageNumbers).map(([type, number]) => {
    const fields = fieldsOf(type).slice(1).join(', ')
    return `| ${number} | \`${type}\` | ${fields} |`
  })
  return ['| Number | Type | Fields after the number |', '| --- | --- | --- |', ...rows].join('\n')
}
