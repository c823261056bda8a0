import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReportLog } from './report-log.ts'

describe('the log of an account’s reports', () => {
  it('gives back what was appended, from any number that is kept', () => {
    const text = fc.string({ unit: 'binary', maxLength: 3_000 })
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 300, size: 'max' }),
        fc.nat(300),
        fc.nat(300),
        (texts, from, max) => {
          const log = new ReportLog(100, 7)
          texts.forEach((one) => log.append(one))
          expect(log.lastSeq).toBe(7 + texts.length)
          const seq = Math.min(Math.max(7 + from, log.firstSeq - 1), log.lastSeq)
          const wanted = texts.slice(seq - 7, seq - 7 + max).map((one, place) => ({
            seq: seq + 1 + place,
            // A lone surrogate has no bytes of its own; JSON never carries one.
            text: Buffer.from(one).toString('utf8'),
          }))
          expect(
            log
              .after(seq, max)
              .map(({ seq: number, text: kept }) => ({ seq: number, text: Buffer.from(kept).toString() })),
          ).toEqual(wanted)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('keeps at least as many as it says and not many more, whatever their size', () => {
    const log = new ReportLog(1_000)
    for (let number = 1; number <= 50_000; number++) {
      log.append('x'.repeat(100 + (number % 900)))
      const kept = log.lastSeq - log.firstSeq + 1
      expect(kept).toBeGreaterThanOrEqual(Math.min(number, 1_000))
      expect(kept).toBeLessThan(2_500)
    }
  })
})
