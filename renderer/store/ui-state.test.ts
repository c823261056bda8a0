import { describe, expect, it } from 'vitest'
import { defaultChoices, isOrderQty, readChoices, writeChoices } from './ui-state.ts'

describe('kept choices', () => {
  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['another kind of value', '[1, 2]'],
    ['null', 'null'],
    ['a number', '7'],
  ])('start from the defaults after %s', (_name, text) => {
    expect(readChoices(text)).toEqual(defaultChoices)
  })

  it('are read back as they were written', () => {
    const choices = readChoices(
      JSON.stringify({
        root: 'H200',
        instrumentId: 'H200G27',
        orderQty: 25,
        boardTab: 'butterfly',
      }),
    )
    expect(choices).toMatchObject({ root: 'H200', instrumentId: 'H200G27', orderQty: 25 })
    expect(choices.boardTab).toBe('butterfly')
    expect(readChoices(writeChoices(choices))).toEqual(choices)
  })

  it('lose only the field that is damaged', () => {
    const text = JSON.stringify({
      root: '../../etc',
      instrumentId: 7,
      orderQty: -5,
      blotterTab: 'fills',
      boardTab: 'condor',
      showFinished: 'yes',
    })
    expect(readChoices(text)).toEqual({ ...defaultChoices, blotterTab: 'fills' })
  })

  it('never hold that the ladder was armed', () => {
    const state = { ...defaultChoices, armed: true }
    expect(writeChoices(state)).not.toContain('armed')
    expect(readChoices('{"armed":true}')).not.toHaveProperty('armed')
  })

  it.each([
    [0, true],
    [1, true],
    [100_000, true],
    [100_001, false],
    [1.5, false],
    [-1, false],
    [Number.NaN, false],
    ['5', false],
  ])('%j as a size: %s', (value, ok) => {
    expect(isOrderQty(value)).toBe(ok)
  })
})
