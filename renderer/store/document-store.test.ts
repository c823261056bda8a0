import { describe, expect, it } from 'vitest'
import type { DocumentFault } from '../../shared/desk/document.ts'
import type { DocumentChanged } from '../../shared/ui-wire/documents.ts'
import { DocumentStore } from './document-store.ts'

interface Value {
  readonly a: number
  readonly b: number
}

/** A main process that answers when the test lets it. */
function desk() {
  const asked: { basedOn: number; value: Value; answer: (changed: DocumentChanged | undefined) => void }[] =
    []
  const refusals: (DocumentFault | undefined)[] = []
  const document = new DocumentStore<Value>({
    begin: { revision: 1, value: { a: 0, b: 0 } },
    send: (change) => new Promise((answer) => asked.push({ ...change, answer })),
    onRefused: (fault) => refusals.push(fault),
  })
  const answer = async (changed: DocumentChanged | undefined) => {
    asked.at(-1)?.answer(changed)
    await new Promise(setImmediate)
  }
  return { asked, refusals, document, answer, shown: () => document.store.getState() }
}

const setA = (a: number) => (value: Value) => ({ ...value, a })
const oneMoreB = (value: Value) => ({ ...value, b: value.b + 1 })

describe('a document in a window', () => {
  it('shows a change at once and asks for one at a time, on the revision before', async () => {
    const { asked, document, answer, shown } = desk()
    document.change(setA(1))
    document.change(oneMoreB)
    expect(shown()).toEqual({ a: 1, b: 1 })
    expect(asked).toHaveLength(1)
    await answer({ kind: 'changed', revision: 2 })
    expect(asked.map(({ basedOn, value }) => ({ basedOn, value }))).toEqual([
      { basedOn: 1, value: { a: 1, b: 0 } },
      { basedOn: 2, value: { a: 1, b: 1 } },
    ])
    await answer({ kind: 'changed', revision: 3 })
    expect(asked).toHaveLength(2)
    expect(shown()).toEqual({ a: 1, b: 1 })
  })

  it('makes its change again on what another window made first, and so takes nothing of it away', async () => {
    const { asked, document, answer, shown } = desk()
    document.change(oneMoreB)
    await answer({ kind: 'outdated', state: { revision: 4, value: { a: 7, b: 5 } } })
    expect(asked.at(-1)).toMatchObject({ basedOn: 4, value: { a: 7, b: 6 } })
    await answer({ kind: 'changed', revision: 5 })
    expect(shown()).toEqual({ a: 7, b: 6 })
  })

  it('tells who asks whether a change holds, and on what it was made in the end', async () => {
    const { document, answer } = desk()
    const seen: number[] = []
    const settled = document.settled((value) => {
      seen.push(value.a)
      return oneMoreB(value)
    })
    await answer({ kind: 'outdated', state: { revision: 4, value: { a: 7, b: 5 } } })
    await answer({ kind: 'changed', revision: 5 })
    expect(await settled).toBe(true)
    expect(seen.at(-1)).toBe(7)
    const refused = document.settled(setA(-1))
    await answer({ kind: 'refused', fault: { kind: 'wrong', where: 'a', says: 'below zero' } })
    expect(await refused).toBe(false)
  })

  it('takes a refused change back, says so, and goes on with the next', async () => {
    const { asked, refusals, document, answer, shown } = desk()
    document.change(setA(-1))
    document.change(oneMoreB)
    await answer({ kind: 'refused', fault: { kind: 'tooLarge', bytesMax: 10 } })
    expect(refusals).toEqual([{ kind: 'tooLarge', bytesMax: 10 }])
    expect(shown()).toEqual({ a: 0, b: 1 })
    expect(asked.at(-1)).toMatchObject({ basedOn: 1, value: { a: 0, b: 1 } })
    await answer(undefined)
    expect(refusals).toHaveLength(2)
    expect(shown()).toEqual({ a: 0, b: 0 })
  })

  it('follows other windows, and no news that is older than what it holds', () => {
    const { document, shown } = desk()
    document.take({ revision: 3, value: { a: 3, b: 3 } })
    document.take({ revision: 2, value: { a: 2, b: 2 } })
    expect(shown()).toEqual({ a: 3, b: 3 })
  })
})
