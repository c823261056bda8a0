// That docs/ holds what the schemas give is checked by `node tools/docs.mjs --check`, a step of `npm run check`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { inRoot } from './paths.mjs'

const load = createRequire(import.meta.url)

describe('generated protocol documents', () => {
  test('the AsyncAPI file is a valid AsyncAPI 3.0 document', () => {
    const schema = load('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object
    const document: unknown = JSON.parse(readFileSync(inRoot('docs', 'venue-protocol.asyncapi.json'), 'utf8'))
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema)
    const isValid = validate(document)
    expect(validate.errors ?? []).toEqual([])
    expect(isValid).toBe(true)
    expect(validate({ ...(document as object), channels: 'none' })).toBe(false)
  })

  test('the life of an order names every status and what a canceled trade does', () => {
    const page = readFileSync(inRoot('docs', 'order-lifecycle.md'), 'utf8')
    for (const status of ['pendingNew', 'unknown, cancel unanswered', 'denied'])
      expect(page).toContain(status)
    const taken = /\| filled +\| filled +\| cumQty 10 → 0; fill of 10 taken out of position and fees \|/
    expect(page).toMatch(taken)
  })

  test('the page names every message and every code', () => {
    const page = readFileSync(inRoot('docs', 'venue-protocol.md'), 'utf8')
    const words = ['#### executionReport', '#### orderDelta', '`sessionTaken`', '`selfTradePrevented`']
    const rules = [
      '| 61     | `newOrder`',
      '/v1/statement',
      '**Drop copy.**',
      '`velocityHalt`',
      '**Resynchronising.**',
    ]
    for (const word of [...words, ...rules]) {
      expect(page).toContain(word)
    }
  })
})
