import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from './csv-line.ts'
import { readCsv, withoutApostrophe } from './csv-line.testing.ts'

describe('a line of CSV', () => {
  it.each([
    [['a', 1, undefined, ''], 'a,1,,\r\n'],
    [['say "hi", twice', 'two\nlines'], '"say ""hi"", twice","two\nlines"\r\n'],
    [['=1+1', '@sum', '+x', '-x', '\tx'], "'=1+1,'@sum,'+x,'-x,'\tx\r\n"],
    [[-5, '-0.05', '-5', "'quoted"], "-5,-0.05,-5,''quoted\r\n"],
  ])('%j is %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line)
  })

  it('gives back what was written, and begins no cell like a formula', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[=+@'"\-,\r\n\t]{0,4}$/))
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
        const line = csvLine(cells)
        const [read] = readCsv(line)
        expect(read?.map(withoutApostrophe)).toEqual(cells)
        for (const cell of read ?? []) if (!/^-[\d.]+$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
      }),
      { numRuns: 2_000 },
    )
  })
})
