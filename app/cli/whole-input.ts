// A file or standard input as one text, bounded. Used by commands that need the whole of it before they can answer.
import { createReadStream } from 'node:fs'
import { err, ok, type Result } from '../../shared/domain/result.ts'

/** The text of a file, `-` for standard input; or a sentence about why there is none. */
export async function wholeInput(file: string, bytesMax: number): Promise<Result<string, string>> {
  const name = inputName(file)
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of file === '-' ? process.stdin : createReadStream(file)) {
      parts.push(part as Buffer)
      bytes += (part as Buffer).length
      if (bytes > bytesMax)
        return err(`${name} has more than ${bytesMax} bytes; split it into several files.`)
    }
  } catch (cause) {
    return err(`${name} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`)
  }
  return ok(
    Buffer.concat(parts)
      .toString('utf8')
      .replace(/^\uFEFF/, ''),
  )
}

export function inputName(file: string): string {
  return file === '-' ? 'standard input' : file
}
