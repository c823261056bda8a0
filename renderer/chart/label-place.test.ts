import { expect, it } from 'vitest'
import { labelMiddle } from './label-place.ts'

it.each([
  ['above an empty line', [], 82],
  ['above when only the room below is taken', [{ top: 110, bottom: 140 }], 82],
  ['below when only the room above is taken', [{ top: 60, bottom: 80 }], 118],
  ['below when something comes down to the line', [{ top: 10, bottom: 99 }], 118],
  ['above when both are taken', [{ top: 60, bottom: 140 }], 82],
  ['above when what is drawn keeps to the line', [{ top: 92, bottom: 108 }], 82],
])('%s', (_name, taken, middle) => {
  expect(labelMiddle(100, 18, 14, taken)).toBe(middle)
})
