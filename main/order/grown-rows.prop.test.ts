// A window that asks whenever it likes, for as few rows at once as it likes, holds in the end what the list holds.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsAfter, type Rows } from '../../shared/ui-wire/rows.ts'
import { GrownRows, type RowsTold } from './grown-rows.ts'

type Step = { readonly do: 'add' } | { readonly do: 'change'; readonly at: number } | { readonly do: 'ask' }

const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.constant({ do: 'add' } as const),
    fc.record({ do: fc.constant('change' as const), at: fc.nat(60) }),
    fc.constant({ do: 'ask' } as const),
  ),
  { maxLength: 120 },
)

/** A list and a window that follows it, `most` rows at a time. */
function followed(most: number) {
  const list = new GrownRows<string>()
  let told: RowsTold | undefined
  let window: Rows<string> | undefined
  let changes = 0
  return {
    list,
    window: () => window,
    step(step: Step): void {
      changes += 1
      if (step.do === 'add') list.add(`row ${String(changes)}`)
      else if (step.do === 'ask') this.ask()
      else if (step.at < list.all.length) list.change(step.at, `changed ${String(changes)}`)
    },
    /** True while there is more. */
    ask(): boolean {
      const news = list.newsSince(told, most)
      told = news.told
      if (news.update === undefined) return news.isPart
      expect(news.update.older.length + news.update.changed.length).toBeLessThanOrEqual(most)
      const after = rowsAfter(news.update, window)
      expect(after).toBeDefined()
      window = after
      return news.isPart
    },
  }
}

describe('rows that grow and change', () => {
  it('are all held by whoever asks until there is no more', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 7 }), (story, most) => {
        const of = followed(most)
        for (const step of story) of.step(step)
        let isPart = true
        while (isPart) isPart = of.ask()
        expect(of.window()).toEqual({ firstPlace: 0, rows: of.list.all })
      }),
    )
  })

  it('are never held with a gap: what a window has is the end of the list as it was told', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 7 }), (story, most) => {
        const of = followed(most)
        for (const step of story) {
          of.step(step)
          const held = of.window()
          if (held !== undefined) expect(held.rows).not.toContain(undefined)
        }
      }),
    )
  })

  it('come newest first to who begins, and what changes meanwhile comes before what is older', () => {
    const list = new GrownRows<string>()
    for (const row of ['a', 'b', 'c', 'd', 'e']) list.add(row)
    const first = list.newsSince(undefined, 2)
    expect(first.update).toEqual({ firstPlace: 3, older: ['d', 'e'], changed: [] })
    list.change(4, 'E')
    list.change(0, 'A')
    list.add('f')
    const second = list.newsSince(first.told, 3)
    expect(second.update).toEqual({
      firstPlace: 2,
      older: ['c'],
      changed: [
        [4, 'E'],
        [5, 'f'],
      ],
    })
    const third = list.newsSince(second.told, 3)
    expect(third.update).toEqual({ firstPlace: 0, older: ['A', 'b'], changed: [] })
    expect(third.isPart).toBe(false)
    expect(list.newsSince(third.told, 3).update).toBeUndefined()
  })

  it('refuse an update that builds on rows that are not there', () => {
    expect(
      rowsAfter({ firstPlace: 3, older: [], changed: [] }, { firstPlace: 1, rows: ['b'] }),
    ).toBeUndefined()
    expect(rowsAfter({ firstPlace: 0, older: [], changed: [[2, 'c']] }, undefined)).toBeUndefined()
  })
})
