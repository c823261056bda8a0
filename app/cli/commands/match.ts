// `tenor match …`: plays a file of orders through the matching core, a program of the paper exchange. Called by
// app/cli/tenor.ts.
import { runProgram } from './built-program.ts'

export interface MatchOptions {
  /** A file, or `-` for standard input. */
  readonly file: string
  readonly isJson: boolean
}

/** Runs the program until it ends; resolves to its exit code. */
export function runMatch({ file, isJson }: MatchOptions): Promise<number> {
  const args = [`--in=${file}`, ...(isJson ? ['--json'] : [])]
  return runProgram({ file: 'venue/match.js', title: 'the matching program' }, args)
}
