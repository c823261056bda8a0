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
