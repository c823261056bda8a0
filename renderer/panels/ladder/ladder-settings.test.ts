import { expect, it } from 'vitest'
import { SHIPPED_MAPS } from './click-map.ts'
import { clicksOf, ladderSettings, presetSize } from './ladder-settings.ts'

const AS_IT_COMES = {
  clicks: 'one',
  ...{ targetTicks: 10, stopTicks: 10 },
  ...{ left: 'limit', right: 'stop', middle: 'recentre' },
  ...{ shiftLeft: 'nothing', ctrlLeft: 'nothing', altLeft: 'bracket' },
  centring: 'static',
  trigger: 'release',
  presets: 'set',
  afterOrder: 'keep',
  largeLots: 0,
  orderQty: 5,
}

it.each([
  [undefined, AS_IT_COMES],
  [{}, AS_IT_COMES],
  [
    { centring: 'auto', trigger: 'press', presets: 'add', afterOrder: 'zero', largeLots: 100, tab: 'months' },
    {
      ...AS_IT_COMES,
      ...{ centring: 'auto', trigger: 'press', presets: 'add', afterOrder: 'zero', largeLots: 100 },
    },
  ],
  [{ centring: 'Auto', trigger: 3, presets: true, afterOrder: '', largeLots: -1 }, AS_IT_COMES],
] as const)('a ladder that keeps %j is %j', (view, settings) => {
  expect(ladderSettings(view)).toEqual(settings)
})

it('of the maps of clicks one’s own holds where it is chosen, with what it keeps', () => {
  const own = { right: 'bracket', shiftLeft: 'sided', altLeft: 'drop everything' }
  expect(clicksOf(ladderSettings(own))).toEqual(SHIPPED_MAPS.one)
  expect(clicksOf(ladderSettings({ ...own, clicks: 'own' }))).toMatchObject({
    ...{ left: 'limit', right: 'bracket', shiftLeft: 'sided', altLeft: 'bracket' },
  })
})

it.each([
  ['set', false, 5, 10, 10],
  ['set', true, 5, 10, 10],
  ['add', false, 5, 10, 15],
  ['add', true, 15, 10, 5],
  ['add', true, 5, 10, 0],
  ['add', false, 99_995, 10, 100_000],
] as const)(
  'presets that %s (Shift %j) make of %i and a button of %i a size of %i',
  (presets, isShift, size, lots, after) => {
    expect(presetSize({ size, lots, most: 100_000 }, presets, isShift)).toBe(after)
  },
)
