// A program that appends to a journal as fast as it can and says each record that is durable; journal-crash.test.ts
// kills it. Arguments: the file.
import { writeSync } from 'node:fs'
import { ok } from '../../shared/domain/result.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { openJournal } from './journal.ts'

const journal = openJournal<unknown>(process.argv[2] ?? '', {
  encode: (record) => record,
  parse: (value) => ok(value),
})
if (!journal.ok) throw new Error(journal.error.text)
for (let step = 1; ; step++) {
  const before = journal.value.size
  journal.value.append(
    Array.from({ length: 1 + (step % 3) }, (_, nth) => ({ step, nth, note: 'x'.repeat(step % 700) })),
    timeUs(step),
  )
  writeSync(1, `${before + 1 + (step % 3)}\n`)
}
