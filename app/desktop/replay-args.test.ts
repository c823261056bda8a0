import { expect, test } from 'vitest'
import { argsFor, sameArgs } from './replay-args.ts'

test.each([
  [
    'opens a recording in the place of the market',
    ['.', '--profile', '/p'],
    ['.', '--profile', '/p', '--replay=/r'],
  ],
  ['leaves out another venue', ['--venue', 'ws://a', '--no-sandbox'], ['--no-sandbox', '--replay=/r']],
  ['leaves out another recording', ['--replay=/old', '--profile=/p'], ['--profile=/p', '--replay=/r']],
  ['opens no link again', ['--profile=/p', 'tenor://instrument/H100F27'], ['--profile=/p', '--replay=/r']],
  ['takes no picture again', ['--screenshot', 'a.png', '--exit-after', '5'], ['--replay=/r']],
])('%s', (_, before, after) => {
  expect(argsFor('/r', before)).toEqual(after)
})

test('goes back to the market by leaving the recording out', () => {
  expect(argsFor(undefined, ['.', '--replay', '/r', '--profile', '/p'])).toEqual(['.', '--profile', '/p'])
})

test('starts as before, without the link that was opened and the crashes before', () => {
  const args = ['.', '--venue', 'ws://a', '--profile=/p']
  expect(sameArgs(['--after-crash=1', ...args, 'tenor://instrument/H100F27'])).toEqual(args)
})
