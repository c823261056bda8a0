// Turns the schema of a message into a Markdown table: field, type, whether it must be there, and what it means.

/** @typedef {import('./wire.mjs').Schema} Schema */

/** @param {Schema} schema */
export function fieldTable(schema) {
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const required = schema.required?.includes(name) === true ? 'yes' : 'no'
    return `| \`${name}\` | ${typeText(field)} | ${required} | ${cell(field.description ?? '')} |`
  })
  return ['| Field | Type | Required | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** Tables of the objects inside a message, each under the name of its field. @param {Schema} schema */
export function nestedTables(schema) {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const inner = field.type === 'array' && !Array.isArray(field.items) ? field.items : field
    if (inner?.properties === undefined) return []
    const words = field === inner ? `Fields of \`${name}\`` : `Fields of each of \`${name}\``
    return [`${words}:`, fieldTable(inner)]
  })
}

/** @param {Schema} schema @returns {string} */
function typeText(schema) {
  if (schema.const !== undefined) return `\`"${schema.const}"\``
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeText).join(' or ')
  if (schema.type === 'array') return arrayText(schema)
  if (schema.type === 'string') return stringText(schema)
  if (schema.type === 'integer') return integerText(schema)
  return schema.type ?? 'any'
}

/** @param {Schema} schema */
function integerText({ minimum, maximum, multipleOf }) {
  const step = multipleOf === undefined ? '' : `, multiple of ${multipleOf}`
  const high = maximum === Number.MAX_SAFE_INTEGER ? '2^53 − 1' : maximum
  if (minimum === undefined && maximum === undefined) return `integer${step}`
  return `integer, ${minimum ?? '…'} to ${high ?? '…'}${step}`
}

/** @param {Schema} schema */
function stringText({ pattern, minLength, maxLength }) {
  const length = maxLength === undefined ? '' : `, ${minLength ?? 0} to ${maxLength} characters`
  return pattern === undefined ? `string${length}` : `string${length}, \`${cell(pattern)}\``
}

/** @param {Schema} schema */
function arrayText({ items, minItems, maxItems }) {
  if (Array.isArray(items)) return `[${items.map(typeText).join('; ')}]`
  const inner = items?.properties === undefined ? typeText(items ?? {}) : 'objects, see below'
  return `array of ${inner}; ${minItems ?? 0} to ${maxItems ?? '…'} of them`
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|')
}
