// Cuts what a child process writes into lines of bounded length, so that a child gone wrong cannot fill our memory.
// Of a line that is too long its beginning is passed on and the rest dropped.

export interface LineReader {
  push(chunk: string): void
  /** Passes on what stands without a line end, at the end of the stream. */
  end(): void
}

export function readLines(options: {
  readonly lengthMax: number
  readonly onLine: (line: string) => void
}): LineReader {
  const { lengthMax, onLine } = options
  let held = ''
  let dropping = false

  const pass = (): void => {
    const line = held.endsWith('\r') ? held.slice(0, -1) : held
    held = ''
    if (line !== '') onLine(line)
  }
  const hold = (part: string): void => {
    if (dropping) return
    held += part.slice(0, lengthMax - held.length)
    if (held.length < lengthMax) return
    pass()
    dropping = true
  }

  return {
    push(chunk) {
      const parts = chunk.split('\n')
      for (const [i, part] of parts.entries()) {
        hold(part)
        if (i === parts.length - 1) return
        pass()
        dropping = false
      }
    },
    end: pass,
  }
}
