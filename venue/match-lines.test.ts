import { describe, expect, it } from 'vitest'
import { parseMatchLines } from './match-lines.ts'

describe('the lines of `tenor match`', () => {
  it('become requests, and ids references in order of appearance', () => {
    const text =
      '\uFEFF# a day\nnew,a,B,100,5\r\n\n new , b , S , -3 , 2147483647 , fok \nreplace,a,0,4\ncancel,c\ncancel,a'
    const limit = { account: 0, orderType: 'limit' }
    expect(parseMatchLines(text)).toEqual({
      ok: true,
      value: {
        ids: ['', 'a', 'b', 'c'],
        requests: [
          { ...limit, orderRef: 1, side: 'buy', timeInForce: 'gtc', limitPrice: 100, orderQty: 5 },
          {
            ...limit,
            orderRef: 2,
            side: 'sell',
            timeInForce: 'fok',
            limitPrice: -3,
            orderQty: 2_147_483_647,
          },
          { orderRef: 1, limitPrice: 0, orderQty: 4 },
          3,
          1,
        ],
      },
    })
  })

  it.each(['GTC', 'day', 'Ioc', 'FOK'])('know %s as a time in force', (word) => {
    const parsed = parseMatchLines(`new,a,B,1,1,${word}`)
    expect(parsed.ok && parsed.value.requests[0]).toMatchObject({ timeInForce: word.toLowerCase() })
  })

  it('may be none at all', () => {
    expect(parseMatchLines('')).toEqual({ ok: true, value: { ids: [''], requests: [] } })
  })

  it.each([
    ['buy,a,1,1', '"buy" is no command'],
    ['New,a,B,1,1', '"New" is no command'],
    ['new,a,B,1', '4 fields'],
    ['new,a,B,1,1,GTC,x', '7 fields'],
    ['cancel', '1 fields'],
    ['replace,a,1', '3 fields'],
    ['new,,B,1,1', 'the id must have'],
    [`cancel,${'x'.repeat(65)}`, 'the id must have'],
    ['new,a,b,1,1', '"b" is no side'],
    ['new,a,B,1.5,1', '"1.5" is no price'],
    ['new,a,B,,1', '"" is no price'],
    ['new,a,B,2147483648,1', '"2147483648" is no price'],
    ['new,a,B,-2147483649,1', 'is no price'],
    ['new,a,B,1e3,1', 'is no price'],
    ['new,a,B,1,0', '"0" is no quantity'],
    ['new,a,B,1,-1', '"-1" is no quantity'],
    ['replace,a,1,99999999999', 'is no quantity'],
    ['new,a,B,1,1,GTX', '"GTX" is no time in force, GTC, DAY, IOC, FOK'],
    ['new,a,B,1,1,', '"" is no time in force'],
  ])('are refused where one is %s', (line, what) => {
    const parsed = parseMatchLines(`new,ok,B,1,1\n\n${line}\nnonsense`)
    const sentence = parsed.ok ? '' : parsed.error
    expect(sentence).toMatch(/^line 3: .*; expected (new|cancel|replace),<id>.*\.$/)
    expect(sentence).toContain(what)
  })
})
