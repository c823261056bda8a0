import { expect, it } from 'vitest'
import { freeCorner, type Corner, type Rect } from './corner.ts'

const area: Rect = { left: 0, top: 36, right: 1366, bottom: 768 }
const card = { width: 400, height: 260 }
const rightThird: Rect = { left: 930, top: 40, right: 1362, bottom: 764 }
const lowerLeft: Rect = { left: 4, top: 400, right: 600, bottom: 764 }

it.each<[string, readonly Rect[], Corner]>([
  ['no ladder', [], 'bottomLeft'],
  ['a ladder on the right, as shipped', [rightThird], 'bottomLeft'],
  ['ladders below and on the right', [lowerLeft, rightThird], 'topLeft'],
  ['a ladder below on the left', [lowerLeft], 'bottomRight'],
  ['ladders everywhere', [area], 'bottomLeft'],
])('%s: it lies %s', (_name, ladders, corner) => {
  expect(freeCorner(card, { area, ladders, margin: 8 })).toBe(corner)
})
