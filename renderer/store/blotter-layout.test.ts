import { afterEach, expect, it, vi } from 'vitest'
import { openBlotterTab } from './blotter-layout.ts'
import { showBlotterTab, uiStore } from './ui-store.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

it.each([
  [
    'beside the orders where there is room for both',
    true,
    { blotterTab: 'fills', blotterSideTab: 'connections' },
  ],
  ['in the one table there is', false, { blotterTab: 'connections', blotterSideTab: 'positions' }],
])('opens the connections %s', (_name, matches, shown) => {
  vi.stubGlobal('window', { matchMedia: () => ({ matches }) })
  showBlotterTab('fills', false)
  showBlotterTab('positions', true)
  openBlotterTab('connections')
  expect(uiStore.getState()).toMatchObject(shown)
})
