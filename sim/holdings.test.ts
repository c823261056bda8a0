import { describe, expect, it } from 'vitest'
import { Value } from 'typebox/value'
import { HeldTermsField } from '../shared/ui-wire/held-commands.ts'
import { timeUs } from '../shared/math/quantities.ts'
import { createRandom } from '../venue/market/random.ts'
import { checkTerms } from '../main/held/check-terms.ts'
import { drawHolding, termsOf } from './holdings.ts'
import { LISTINGS, MORNING_US, TRADED } from './instruments.ts'

describe('what the person lets this PC hold', () => {
  it('is of every kind, and taken a moment later', () => {
    const kinds = new Set<string>()
    for (let seed = 1; seed <= 300; seed++) {
      const [traded, listing] = [TRADED[seed % TRADED.length], LISTINGS[seed % LISTINGS.length]]
      if (traded === undefined || listing === undefined) throw new Error('listed')
      const side = seed % 2 === 0 ? 'buy' : 'sell'
      const holding = drawHolding(createRandom(seed, 0), 1 + (seed % 20))
      const terms = termsOf({ side, qty: 1 + (seed % 20), holding }, { ...traded, nowUs: MORNING_US })
      expect(Value.Check(HeldTermsField, terms)).toBe(true)
      const nowUs = timeUs(MORNING_US + 200_000)
      expect(
        checkTerms(terms, { instrument: listing.instrument, nowUs }),
        JSON.stringify(terms),
      ).toBeUndefined()
      kinds.add(terms.kind)
    }
    expect(kinds.size).toBe(5)
  })
})
