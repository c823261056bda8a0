// What the tools tell the person at the terminal. Always on stderr: stdout belongs to the program that is run
// (`npm run --silent tenor -- …` prints JSON there).

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/** A failure that the person can do something about: printed as its sentence, without a stack. */
export class ToolError extends Error {}

/**
 * Runs a tool's entry and turns what it returns or throws into the exit code.
 * @param {() => Promise<number | void>} entry
 */
export async function runEntry(entry) {
  try {
    process.exitCode = (await entry()) ?? 0
  } catch (error) {
    say(error instanceof ToolError ? error.message : String(error instanceof Error ? error.stack : error))
    process.exitCode = 1
  }
}
