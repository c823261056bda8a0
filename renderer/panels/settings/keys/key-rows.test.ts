// The commands as the map of keys lists and finds them, and what it says would change.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shippedWorkspaces } from '../../../../shared/desk/workspaces.ts'
import { SHIPPED_KEYMAP, withKey, withScheme } from '../../../../shared/desk/keymap.ts'
import { setLanguage } from '../../../i18n/translate.ts'
import { workspaces } from '../../../store/documents.ts'
import { desk, h100Root } from '../../../store/projections.testing.ts'
import { applyProjection } from '../../../store/topic-stores.ts'
import { findRows, keyChanges, keyRows } from './key-rows.ts'

beforeEach(() => {
  workspaces.change(() => shippedWorkspaces('tall'))
  applyProjection(desk({ roots: [h100Root] }))
})
afterEach(() => {
  setLanguage('en')
})

const found = (query: string, map = SHIPPED_KEYMAP) => findRows(keyRows(map), query).map(({ id }) => id)

describe('the list of keys', () => {
  it('has every command but the contracts, also those that cannot be done now', () => {
    workspaces.change((state) => ({ ...state, open: 'watch' }))
    const rows = findRows(keyRows(SHIPPED_KEYMAP), '')
    expect(rows.find(({ id }) => id === 'ladder.buy')).toMatchObject({ keys: ['B'], isNow: false })
    expect(rows.find(({ id }) => id === 'trade.stopTrading')).toMatchObject({
      keys: ['Shift+K'],
      isNow: true,
    })
    expect(rows.filter(({ group }) => group === 'show')).toEqual([])
  })

  it('has a contract that was given a key', () => {
    const map = withKey(SHIPPED_KEYMAP, 'ladder.show.H100G27', 'G')
    expect(found('', map)).toContain('ladder.show.H100G27')
  })

  it.each([
    ['shift+x', ['trade.cancelAll']],
    ['?', ['help.map']],
    ['cancel all', ['trade.cancelAll']],
    ['H100G27', ['ladder.show.H100G27']],
    ['zzzz', []],
  ])('finds by %j', (query, ids) => {
    expect(found(query)).toEqual(ids)
  })

  it('finds by the words of the other language when that is set', () => {
    setLanguage('zh-CN')
    expect(found('全部撤单')).toEqual(['trade.cancelAll'])
  })

  it('says of a command which of its keys was given to which other', () => {
    const rows = keyRows(withKey(SHIPPED_KEYMAP, 'trade.held', 'Shift+X'))
    expect(rows.find(({ id }) => id === 'trade.cancelAll')).toMatchObject({
      keys: [],
      isChanged: false,
      given: { key: 'Shift+X', to: 'trade.held' },
    })
    expect(rows.find(({ id }) => id === 'trade.held')).toMatchObject({ isChanged: true, given: undefined })
  })
})

it('says what would change, command by command', () => {
  const map = withKey(SHIPPED_KEYMAP, 'trade.held', 'Shift+X')
  expect(keyChanges(SHIPPED_KEYMAP, map)).toEqual([
    'Cancel all working orders: Shift+X → no key',
    'Hold an order on this PC: Shift+H → Shift+X',
  ])
  expect(keyChanges(SHIPPED_KEYMAP, withScheme(SHIPPED_KEYMAP, 'noOrderKeys'))[0]).toBe(
    'Scheme: Tenor → No keys for orders',
  )
  expect(keyChanges(map, map)).toEqual([])
})
