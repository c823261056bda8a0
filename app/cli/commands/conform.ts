// `tenor conform …`: the conformance kit, a program of its own, in place of ours. Called by app/cli/tenor.ts with the
// words after `conform`.
import { runProgram } from './built-program.ts'

/** Asks a venue for the promises of the protocol; resolves to 0, 1 (one broken) or 2 (bad use, nobody listens). */
export function runConform(args: readonly string[]): Promise<number> {
  return runProgram({ file: 'conform/main.js', title: 'the conformance kit' }, args)
}
