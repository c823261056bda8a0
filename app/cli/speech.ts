// How a command speaks: lines of JSON on stdout for programs, sentences on stderr for people. Used by commands/.
const EXIT_BAD_USE = 2

export interface Speech {
  /** A line of JSON on stdout. */
  readonly tell: (line: object) => void
  /** A sentence on stderr, with the name of the command. */
  readonly say: (sentence: string) => void
  /** Says why nothing is done; gives the exit code for that. */
  readonly refuse: (sentence: string) => number
}

export function speechOf(command: string): Speech {
  const say = (sentence: string): void => {
    process.stderr.write(`tenor ${command}: ${sentence}\n`)
  }
  return {
    tell: (line) => {
      process.stdout.write(`${JSON.stringify(line)}\n`)
    },
    say,
    refuse: (sentence) => {
      say(sentence)
      return EXIT_BAD_USE
    },
  }
}
