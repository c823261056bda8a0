// Passwords that a command is given: typed unseen where a person sits at a terminal, lines of stdin where a program does.
// Never from arguments, which every user of the machine can see.
import { createInterface, type Interface } from 'node:readline'
import { Writable } from 'node:stream'

const LENGTH_MAX = 200

export class Secrets {
  readonly #lines: Interface
  readonly #waiting: AsyncIterator<string>

  constructor() {
    // What is typed is echoed to nowhere.
    const unseen = new Writable({
      write: (_chunk, _encoding, done) => {
        done()
      },
    })
    this.#lines = createInterface({
      input: process.stdin,
      output: unseen,
      terminal: process.stdin.isTTY,
    })
    this.#lines.on('SIGINT', () => {
      this.#lines.close()
    })
    this.#waiting = this.#lines[Symbol.asyncIterator]()
  }

  /** Undefined where nothing, or an empty line, comes. */
  async ask(what: string): Promise<string | undefined> {
    if (process.stdin.isTTY) process.stderr.write(`${what}: `)
    const line = await this.#waiting.next()
    if (process.stdin.isTTY) process.stderr.write('\n')
    if (line.done === true || line.value === '') return undefined
    return line.value.slice(0, LENGTH_MAX)
  }

  close(): void {
    this.#lines.close()
  }
}
