// `tenor venue …`: the paper exchange, a program of its own that ends with this one. Called by app/cli/tenor.ts with
// the words after `venue`.
import { runProgram } from './built-program.ts'

/** Runs the exchange until it ends; resolves to its exit code. */
export function runVenue(args: readonly string[]): Promise<number> {
  const parent = ['--parent-pid', String(process.pid)]
  return runProgram({ file: 'venue/main.cjs', title: 'the paper exchange' }, [...args, ...parent])
}
