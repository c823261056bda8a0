// Workspaces from a file beside those that are there.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameWorkspace, withImportedWorkspaces, withoutRoom } from './workspaces-import.ts'
import { shippedWorkspaces, WORKSPACES_MAX, type Workspace, type Workspaces } from './workspaces.ts'

const here = shippedWorkspaces('tall')
const there = shippedWorkspaces('wide')
const own = (id: string, name: string): Workspace => ({ ...firstOf(here), id, name })

function firstOf({ list }: Workspaces): Workspace {
  const [first] = list
  if (first === undefined) throw new Error('There is always one.')
  return first
}
const withOwn = (of: Workspaces, ...more: readonly Workspace[]): Workspaces => ({
  ...of,
  list: [...of.list, ...more],
})
const names = ({ list }: Workspaces) => list.map(({ id, name }) => `${id} ${name}`)

describe('workspaces of a file', () => {
  it('are taken for shipped ones, and leave what is open open', () => {
    const held = { ...here, open: 'watch' }
    expect(withImportedWorkspaces(held, there)).toEqual({ open: 'watch', list: there.list })
  })

  it('are added where a person made them, under another id where theirs is in use', () => {
    const held = withOwn(here, own('own-1', 'Morning'))
    const file = withOwn(here, own('own-1', 'Evening'), own('own-7', 'Night'))
    expect(names(withImportedWorkspaces(held, file)).slice(4)).toEqual([
      'own-1 Morning',
      'own-2 Evening',
      'own-7 Night',
    ])
  })

  it('are not added again where they are there', () => {
    const held = withOwn(here, own('own-3', 'Morning'))
    expect(withImportedWorkspaces(held, withOwn(here, own('own-1', 'Morning')))).toEqual(held)
    const { name, id, ...rest } = own('own-1', 'Morning')
    const otherwiseWritten = { ...rest, name, id }
    expect(withImportedWorkspaces(held, withOwn(here, otherwiseWritten))).toEqual(held)
  })

  it('for which there is no room are named', () => {
    const many = Array.from({ length: WORKSPACES_MAX - 5 }, (_none, nth) =>
      own(`own-${nth + 1}`, `Own ${nth}`),
    )
    const held = withOwn(here, ...many)
    const file = withOwn(here, own('own-1', 'One more'), own('own-2', 'Too many'))
    expect(withoutRoom(held, file).map(({ name }) => name)).toEqual(['Too many'])
    expect(withImportedWorkspaces(held, file).list).toHaveLength(WORKSPACES_MAX)
  })

  it('take nothing away, whatever they are, and taken twice change nothing more', () => {
    const some = fc.array(
      fc.record({ id: fc.integer({ min: 1, max: 9 }), name: fc.constantFrom('A', 'B', 'C') }),
      { maxLength: 8 },
    )
    const made = some.map((list) => {
      const ids = new Set<number>()
      const owns = list.filter(({ id }) => !ids.has(id) && ids.add(id))
      return withOwn(here, ...owns.map(({ id, name }) => own(`own-${id}`, name)))
    })
    fc.assert(
      fc.property(made, made, (held, file) => {
        const once = withImportedWorkspaces(held, file)
        const ids = once.list.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const one of held.list) expect(once.list).toContainEqual(one)
        for (const one of file.list) expect(once.list.some((other) => isSameWorkspace(one, other))).toBe(true)
        expect(withImportedWorkspaces(once, file)).toEqual(once)
      }),
    )
  })
})
