// `tenor books`: plays a file of snapshots and deltas through the terminal's own book code and prints the book after each
// line. Called by app/cli/tenor.ts. Nothing is printed on stdout for a file that cannot be used.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseBookFile, playBookFile, type WrittenLine } from '../../../main/marketdata/book-file.ts'
import { speechOf } from '../speech.ts'
import { inputName, wholeInput } from '../whole-input.ts'

const { refuse } = speechOf('books')

/** More does not fit into one text. */
const INPUT_BYTES_MAX = 256 * 1024 * 1024
/** Lines are handed to the terminal or pipe in pieces of about this many characters. */
const OUTPUT_CHUNK = 256 * 1024

/** Plays a file, `-` for standard input, to its end or until nobody reads; resolves to the exit code. */
export async function books(file: string): Promise<number> {
  const name = inputName(file)
  const text = await wholeInput(file, INPUT_BYTES_MAX)
  if (!text.ok) return refuse(text.error)
  const lines = parseBookFile(text.value)
  if (!lines.ok) return refuse(`${name}, ${lines.error}`)
  // Whoever reads the lines may have seen enough, as `head` does.
  process.stdout.on('error', () => undefined)
  try {
    await pipeline(Readable.from(printed(lines.value)), process.stdout, { end: false })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EPIPE') throw cause
  }
  return 0
}

/** What is printed, in pieces. */
function* printed(lines: readonly WrittenLine[]): Generator<string> {
  let text = ''
  for (const line of playBookFile(lines)) {
    text += `${JSON.stringify(line)}\n`
    if (text.length < OUTPUT_CHUNK) continue
    yield text
    text = ''
  }
  yield text
}
