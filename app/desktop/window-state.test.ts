import { expect, test } from 'vitest'
import { documentText, parseDocument } from '../../shared/desk/document.ts'
import {
  DESK_OPENING,
  displaysKey,
  NO_WINDOW_STATE,
  openingBeside,
  placeFor,
  rememberPlace,
  windowStateDocument,
  type DisplayArea,
  type Rectangle,
} from './window-state.ts'

const rectangle = (x: number, y: number, width: number, height: number): Rectangle => ({
  x,
  y,
  width,
  height,
})
const display = (bounds: Rectangle): DisplayArea => ({
  bounds,
  workArea: { ...bounds, y: bounds.y + 30, height: bounds.height - 30 },
})
const desk = display(rectangle(0, 0, 1920, 1080))
const side = display(rectangle(1920, 0, 1280, 1024))
const small = display(rectangle(0, 0, 800, 600))

const remembered = (displays: readonly DisplayArea[], bounds: Rectangle, maximised = false) =>
  rememberPlace(NO_WINDOW_STATE, { displays: displaysKey(displays), window: 'desk' }, { bounds, maximised })

test.each([
  ['the first start: centred', NO_WINDOW_STATE, [desk], rectangle(160, 75, 1600, 960)],
  [
    'the first start on a small display: the whole of it',
    NO_WINDOW_STATE,
    [small],
    rectangle(0, 30, 800, 570),
  ],
  [
    'the place it had',
    remembered([desk], rectangle(10, 40, 1200, 700)),
    [desk],
    rectangle(10, 40, 1200, 700),
  ],
  [
    'a place on the second display',
    remembered([desk, side], rectangle(1950, 40, 1200, 700)),
    [desk, side],
    rectangle(1950, 40, 1200, 700),
  ],
  [
    'another set-up of displays: as on the first start',
    remembered([desk, side], rectangle(1950, 40, 1200, 700)),
    [desk],
    rectangle(160, 75, 1600, 960),
  ],
  [
    'half off the screen: pushed back',
    remembered([desk], rectangle(1500, -200, 1200, 700)),
    [desk],
    rectangle(720, 30, 1200, 700),
  ],
  [
    'wholly off the screen: centred',
    remembered([desk], rectangle(5000, 5000, 1200, 700)),
    [desk],
    rectangle(160, 75, 1600, 960),
  ],
  ['too large: cut', remembered([desk], rectangle(0, 0, 9000, 9000)), [desk], rectangle(0, 30, 1920, 1050)],
  ['too small: grown', remembered([desk], rectangle(50, 50, 10, 10)), [desk], rectangle(50, 50, 1024, 640)],
  ['no display at all', NO_WINDOW_STATE, [], rectangle(0, 0, 1600, 960)],
])('places the window for %s', (_name, state, displays, bounds) => {
  expect(placeFor(state, displays, DESK_OPENING).bounds).toEqual(bounds)
})

test('brings back a maximised window maximised', () => {
  const state = remembered([desk], rectangle(10, 40, 1200, 700), true)
  expect(placeFor(state, [desk], DESK_OPENING)).toEqual({
    bounds: rectangle(10, 40, 1200, 700),
    maximised: true,
  })
})

test('names a set-up the same whatever the order of its displays', () => {
  expect(displaysKey([desk, side])).toBe(displaysKey([side, desk]))
})

test('keeps the newest ten set-ups', () => {
  let state = NO_WINDOW_STATE
  for (let i = 0; i < 12; i += 1) {
    const at = { displays: `setup ${i}`, window: 'desk' }
    state = rememberPlace(state, at, { bounds: rectangle(i, 0, 1024, 640), maximised: false })
  }
  const again = { displays: 'setup 5', window: 'desk' }
  state = rememberPlace(state, again, { bounds: rectangle(99, 0, 1024, 640), maximised: false })
  expect(state.setups).toHaveLength(10)
  expect(state.setups[0]?.displays).toBe('setup 5')
  expect(state.setups.filter((setup) => setup.displays === 'setup 5')).toHaveLength(1)
})

test.each([
  ['where it was asked to be', [desk, side], rectangle(2000, 50, 500, 700), rectangle(2000, 50, 500, 700)],
  [
    'on this display where it was asked to be on one that is gone',
    [desk],
    rectangle(2000, 50, 500, 700),
    rectangle(680, 175, 560, 760),
  ],
  [
    'whole where it was asked to lie across an edge',
    [desk],
    rectangle(1700, 800, 500, 700),
    rectangle(1420, 380, 500, 700),
  ],
  ['in the middle where nothing was asked', [desk], undefined, rectangle(680, 175, 560, 760)],
])('opens a window beside the desk %s', (_name, displays, asked, bounds) => {
  expect(placeFor(NO_WINDOW_STATE, displays, openingBeside('trading/window-1', asked)).bounds).toEqual(bounds)
})

test('remembers each window for itself, and each in each set-up of displays', () => {
  const both = displaysKey([desk, side])
  const asked = rectangle(100, 100, 500, 700)
  let state = remembered([desk], rectangle(10, 40, 1200, 700))
  const put = (displays: string, window: string, x: number): void => {
    state = rememberPlace(
      state,
      { displays, window },
      { bounds: rectangle(x, 60, 500, 700), maximised: false },
    )
  }
  put(both, 'trading/window-1', 2000)
  put(displaysKey([desk]), 'trading/window-1', 300)
  put(displaysKey([desk]), 'trading/window-2', 900)
  const xOf = (displays: readonly DisplayArea[], key: string) =>
    placeFor(state, displays, openingBeside(key, asked)).bounds.x
  expect(xOf([desk, side], 'trading/window-1')).toBe(2000)
  expect(xOf([desk], 'trading/window-1')).toBe(300)
  expect(xOf([desk], 'trading/window-2')).toBe(900)
  expect(xOf([desk, side], 'trading/window-2')).toBe(100)
  expect(placeFor(state, [desk], DESK_OPENING).bounds.x).toBe(10)
})

test('reads the place that the first version kept of its one window', () => {
  const place = { bounds: rectangle(10, 40, 1200, 700), maximised: true }
  const text = JSON.stringify({ version: 1, setups: [{ displays: displaysKey([desk]), place }] })
  const read = parseDocument(windowStateDocument, text)
  expect(read).toEqual({ ok: true, value: remembered([desk], place.bounds, true) })
})

test('reads back what it wrote', () => {
  const state = remembered([desk], rectangle(-10, 40, 1200, 700), true)
  const text = documentText(windowStateDocument, state)
  expect(parseDocument(windowStateDocument, text)).toEqual({ ok: true, value: state })
})

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"version":3,"setups":[]}',
  '{"version":1}',
  '{"version":1,"setups":[{"displays":"x","place":{"bounds":{"x":0,"y":0,"width":0,"height":1},"maximised":false}}]}',
  '{"version":1,"setups":[{"displays":"x","place":{"bounds":{"x":0.5,"y":0,"width":9,"height":1},"maximised":false}}]}',
  '{"version":1,"setups":[{"displays":"x","place":{"bounds":{"x":1e300,"y":0,"width":9,"height":1},"maximised":false}}]}',
])('%j is no window state', (text) => {
  expect(parseDocument(windowStateDocument, text).ok).toBe(false)
})
