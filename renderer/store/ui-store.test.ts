import { beforeEach, describe, expect, it } from 'vitest'
import { memoryStorage } from './memory-storage.testing.ts'
import { F27, G27 } from './projections.testing.ts'
import { pickInstrument, setArmed, setOrderQty, startKeepingChoices, uiStore } from './ui-store.ts'

beforeEach(() => {
  uiStore.setState(uiStore.getInitialState(), true)
})

describe('arming', () => {
  it('is off at each start, whatever was kept', () => {
    const storage = memoryStorage({ 'tenor.choices.1': '{"armed":true,"instrumentId":"H100F27"}' })
    startKeepingChoices(storage)
    expect(uiStore.getState()).toMatchObject({ armed: false, instrumentId: 'H100F27' })
  })

  it('ends with every change of instrument and survives picking the same one again', () => {
    pickInstrument(F27, 'H100')
    setArmed(true)
    pickInstrument(F27, 'H100')
    expect(uiStore.getState().armed).toBe(true)
    pickInstrument(G27, 'H100')
    expect(uiStore.getState().armed).toBe(false)
  })

  it('needs an instrument', () => {
    setArmed(true)
    expect(uiStore.getState().armed).toBe(false)
  })
})

it('keeps choices as they change and writes nothing for what is not kept', () => {
  const kept: Record<string, string> = {}
  startKeepingChoices(memoryStorage(kept))
  pickInstrument(F27, 'H100')
  setOrderQty(25)
  expect(JSON.parse(kept['tenor.choices.1'] ?? '')).toMatchObject({ instrumentId: 'H100F27', orderQty: 25 })
  delete kept['tenor.choices.1']
  setArmed(true)
  expect(kept).toEqual({})
})

it('refuses sizes that are none', () => {
  setOrderQty(7)
  setOrderQty(-1)
  setOrderQty(2.5)
  expect(uiStore.getState().orderQty).toBe(7)
})
