import { expect, test } from 'vitest'
import { readLines } from './bounded-lines.ts'

function linesOf(chunks: readonly string[]): string[] {
  const lines: string[] = []
  const reader = readLines({ lengthMax: 8, onLine: (line) => lines.push(line) })
  for (const chunk of chunks) reader.push(chunk)
  reader.end()
  return lines
}

test.each([
  ['lines in one chunk', ['a\nb\n'], ['a', 'b']],
  ['a line over three chunks', ['ab', 'c', 'd\n'], ['abcd']],
  ['a last line without its end', ['a\nrest'], ['a', 'rest']],
  ['line ends of Windows', ['a\r\nb\r', '\n'], ['a', 'b']],
  ['empty lines, which say nothing', ['\n\n', 'a\n\n'], ['a']],
  ['a line that is too long: its beginning once', ['0123456789ab\nnext\n'], ['01234567', 'next']],
  ['a long line in pieces', ['0123', '4567', '89', 'ab\nnext\n'], ['01234567', 'next']],
  ['a flood without a line end', ['x'.repeat(100), 'y'.repeat(100)], ['xxxxxxxx']],
])('reads %s', (_name, chunks, expected) => {
  expect(linesOf(chunks)).toEqual(expected)
})
