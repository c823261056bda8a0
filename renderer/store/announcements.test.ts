import fc from 'fast-check'
import { expect, it } from 'vitest'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import { utteranceOf, type Announcement, type FillHeard } from './announcements.ts'
import { desk, F27, G27 } from './projections.testing.ts'
import { deskStore } from './topic-stores.ts'

deskStore.setState({ projection: desk() })

const fill = (qty: number, price: number, changed: Partial<FillHeard> = {}): FillHeard => ({
  ...{ kind: 'fill', instrumentId: F27, side: 'buy', qty: qtyLots(qty), price: priceTicks(price) },
  ...changed,
})
const say = (text: string, isUrgent = false): Announcement => ({ kind: 'sentence', text, isUrgent })

it('says one fill as the Messages panel does', () => {
  expect(utteranceOf([fill(5, 297)]).calm).toBe('Bought 5 lots of H100F27 at 2.97.')
})

it('says five partial fills of one side of a contract in one sentence, with what they came to and at which prices', () => {
  const fills = [fill(1, 297), fill(2, 298), fill(1, 296), fill(5, 297), fill(1, 298)]
  expect(utteranceOf(fills).calm).toBe('Bought 10 lots of H100F27 in 5 fills at 2.96 to 2.98.')
})

it('says what was sold, and what traded in another contract, apart', () => {
  const fills = [fill(1, 297), fill(2, 298, { side: 'sell' }), fill(3, 299, { instrumentId: G27 })]
  expect(utteranceOf(fills).calm.split('.  ').join('. ')).toBe(
    'Bought 1 lot of H100F27 at 2.97. Sold 2 lots of H100F27 at 2.98. Bought 3 lots of H100G27 at 2.99.',
  )
})

it('interrupts with what needs a person only, and says the same once', () => {
  const heard = [say('Denied. Too many.', true), say('Saved.'), say('Denied. Too many.', true)]
  expect(utteranceOf(heard)).toEqual({ urgent: 'Denied. Too many.', calm: 'Saved.' })
})

it('says how many messages it leaves to the Messages panel', () => {
  const heard = Array.from({ length: 9 }, (_, nth) => say(`Nr ${String(nth)}.`))
  expect(utteranceOf(heard, 3).calm).toBe('Nr 0. Nr 1. Nr 2. Nr 3. 8 more are in the Messages panel.')
})

it('says a few sentences at most, and adds up every lot that it says', () => {
  const heard = fc.array(
    fc.oneof(
      fc
        .record({ qty: fc.integer({ min: 1, max: 99 }), price: fc.integer({ min: -50, max: 500 }) })
        .map(({ qty, price }): Announcement => fill(qty, price)),
      fc
        .record({ nth: fc.nat(30), isUrgent: fc.boolean() })
        .map(({ nth, isUrgent }) => say(`S${String(nth)}.`, isUrgent)),
    ),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(heard, (all) => {
      const { calm, urgent } = utteranceOf(all)
      for (const said of [calm, urgent]) {
        expect(said.match(/\bS\d+\./g)?.length ?? 0).toBeLessThanOrEqual(4)
        expect(said.match(/Bought/g)?.length ?? 0).toBeLessThanOrEqual(1)
      }
      const lots = all.reduce((sum, one) => sum + (one.kind === 'fill' ? one.qty : 0), 0)
      const told = Number(/Bought ([\d\u2009\u202f ]+) lots?/.exec(calm)?.[1]?.replaceAll(/\D/g, '') ?? 0)
      expect(told).toBe(lots)
    }),
  )
})
