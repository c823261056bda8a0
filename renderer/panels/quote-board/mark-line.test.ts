import { describe, expect, it } from 'vitest'
import { LINE_HEIGHT, LINE_WIDTH, markLine } from './mark-line.ts'

const line = (marks: readonly number[], settle?: number) => markLine(Float64Array.from(marks), settle)

describe('the line of how a mark went', () => {
  it('goes from edge to edge, up for a higher price', () => {
    expect(line([0, 10])?.d).toBe(`M0 ${LINE_HEIGHT - 2}L${LINE_WIDTH} 2`)
  })

  it('breaks where no mark is known', () => {
    expect(line([0, 10, NaN, 10, 0])?.d).toBe('M0 14L15 2M45 2L60 14')
  })

  it('is flat in the middle where nothing moved, and small where little did', () => {
    expect(line([7, 7])?.d).toBe('M0 8L60 8')
    expect(line([7, 8])?.d).toBe('M0 9.5L60 6.5')
  })

  it.each([
    ['nothing', []],
    ['one moment', [5]],
    ['only holes', [NaN, NaN]],
    ['one moment among holes', [NaN, 5, NaN]],
  ])('is not drawn of %s', (_name, marks) => {
    expect(line(marks)).toBeUndefined()
  })

  it.each([
    ['inside', 5, 8],
    ['above what the box shows', 40, undefined],
    ['unknown', undefined, undefined],
  ])('has the settlement where it is %s', (_name, settle, y) => {
    expect(line([0, 10], settle)?.settleY).toBe(y)
  })
})
