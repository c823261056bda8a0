import { expect, test } from 'vitest'
import { parseOpenedLink } from './opened-link.ts'

test.each([
  { type: 'openedLink', instrumentId: 'H100F27' },
  { type: 'openedLink', instrumentId: 'H100F27-2H100G27' },
  { type: 'openedLink', refused: 'tooLong' },
])('the window takes %j', (message) => {
  expect(parseOpenedLink(structuredClone(message))).toEqual(message)
})

test.each([
  undefined,
  'tenor:projections-port',
  { type: 'somethingElse', instrumentId: 'H100F27' },
  { type: 'openedLink' },
  { type: 'openedLink', instrumentId: '../H100F27' },
  { type: 'openedLink', instrumentId: '' },
  { type: 'openedLink', instrumentId: 5 },
  { type: 'openedLink', refused: 'because' },
])('the window passes over %j', (message) => {
  expect(parseOpenedLink(message)).toBeUndefined()
})
