import fc from 'fast-check'
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { describe, expect, it } from 'vitest'
import { checkDocument, documentText, parseDocument, type DocumentKind } from './document.ts'

interface Note {
  readonly title: string
  readonly lines: readonly number[]
}

/** Version 0 called the title `name`; version 1 had one line; version 2 has any number, and titles of one word. */
const form = Compile(
  Type.Object(
    { title: Type.String({ maxLength: 20 }), lines: Type.Array(Type.Integer(), { maxItems: 50 }) },
    { additionalProperties: false },
  ),
)
const kind: DocumentKind<Note> = {
  name: 'note',
  version: 2,
  bytesMax: 200,
  form,
  defaults: { title: '', lines: [] },
  migrations: [
    ({ name, ...rest }) => ({ ...rest, title: name }),
    ({ line, ...rest }) => ({ ...rest, lines: [line] }),
  ],
  repair: (fields) => ({ lines: [], ...fields }),
  refuse: ({ title }) => (title.includes(' ') ? { where: 'title', says: 'must be one word' } : undefined),
}

describe('the text of a document', () => {
  it.each([
    ['of today', '{"version":2,"title":"a","lines":[1,2]}', { title: 'a', lines: [1, 2] }],
    ['of the version before', '{"version":1,"title":"a","line":3}', { title: 'a', lines: [3] }],
    ['of before there were versions', '{"name":"a","line":3}', { title: 'a', lines: [3] }],
    ['that leaves out what may be left out', '{"version":2,"title":"a"}', { title: 'a', lines: [] }],
  ])('%s is read', (_name, text, value) => {
    expect(parseDocument(kind, text)).toEqual({ ok: true, value })
  })

  it.each([
    ['', { kind: 'noJson' }],
    ['{', { kind: 'noJson' }],
    ['null', { kind: 'wrong', where: 'the whole' }],
    ['[]', { kind: 'wrong', where: 'the whole' }],
    ['{"version":3,"title":"a","lines":[]}', { kind: 'newer', version: 3, known: 2 }],
    ['{"version":-1,"title":"a"}', { kind: 'wrong', where: 'version' }],
    ['{"version":1.5,"title":"a"}', { kind: 'wrong', where: 'version' }],
    ['{"version":"2","title":"a"}', { kind: 'wrong', where: 'version' }],
    ['{"version":2,"title":7,"lines":[]}', { kind: 'wrong', where: 'title' }],
    ['{"version":2,"title":"a","lines":[1,"2"]}', { kind: 'wrong', where: 'lines.1' }],
    ['{"version":2,"title":"a","colour":"red"}', { kind: 'wrong', where: 'colour', says: 'is not known' }],
    ['{"version":2,"title":"a","__proto__":{"lines":[1]}}', { kind: 'wrong', where: '__proto__' }],
    ['{"version":2,"title":"two words"}', { kind: 'wrong', where: 'title', says: 'must be one word' }],
    [' '.repeat(201), { kind: 'tooLarge', bytesMax: 200 }],
  ])('%j is refused with what is wrong and where', (text, fault) => {
    const parsed = parseDocument(kind, text)
    expect(parsed.ok ? undefined : parsed.error).toMatchObject(fault)
  })

  it('is refused before it is written where it would be too large to be read', () => {
    const lines = Array.from({ length: 50 }, () => 1_000_000)
    expect(checkDocument(kind, { title: 'a', lines })).toEqual({
      ok: false,
      error: { kind: 'tooLarge', bytesMax: 200 },
    })
    // Twenty characters of four bytes each, of which a string counts two.
    expect(checkDocument({ ...kind, bytesMax: 80 }, { title: '😀'.repeat(10), lines: [] }).ok).toBe(false)
  })

  it('says again what was written, whatever that was', () => {
    const notes = fc.record({
      title: fc.string({ maxLength: 20 }).filter((title) => !title.includes(' ')),
      lines: fc.array(fc.integer({ min: -1e6, max: 1e6 }), { maxLength: 50 }),
    })
    fc.assert(
      fc.property(notes, (note) => {
        const checked = checkDocument(kind, note)
        if (checked.ok)
          expect(parseDocument(kind, documentText(kind, note))).toEqual({ ok: true, value: note })
        else expect(checked.error.kind).toBe('tooLarge')
      }),
    )
  })

  it('never throws and never gives what the schema forbids, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const parsed = parseDocument(kind, text)
        expect(!parsed.ok || form.Check(parsed.value)).toBe(true)
      }),
    )
  })
})
