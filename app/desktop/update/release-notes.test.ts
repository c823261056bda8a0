import { expect, test } from 'vitest'
import { plainNotes } from './release-notes.ts'

test.each<[string, unknown, string]>([
  ['text as it is', 'Faster ladders.\n\n- and safer', 'Faster ladders.\n\n- and safer'],
  [
    'a list of HTML as lines',
    '<h2>0.2.0</h2><ul><li>Fast</li><li>A &amp; B</li></ul>',
    '0.2.0\n\n- Fast\n- A & B',
  ],
  ['no script', '<script>alert(1)</script><p>Fine.</p>', 'Fine.'],
  [
    'several versions',
    [
      { version: '0.3.0', note: 'New.' },
      { version: '0.2.0', note: null },
    ],
    '0.3.0\nNew.\n\n0.2.0',
  ],
  ['no control characters and no turned text', 'a\u0000b\u202ec\td', 'abcd'],
  ['nothing of nothing', null, ''],
  ['nothing of a number', 5, ''],
  ['nothing of strange entries', [5, null, {}], ''],
  ['a bounded part of a text without end', 'x'.repeat(100_000), `${'x'.repeat(2_000)} …`],
])('of the notes of a release a box shows %s', (_, notes, shown) => {
  expect(plainNotes(notes)).toBe(shown)
})
