// The command line of the program that follows this one: what a person gave before, without a link that has been opened, and
// where they open a recording or leave it without what chooses a venue. Used by desktop.ts.

import { isLink } from './deep-link.ts'
import { AFTER_CRASH } from './flags.ts'

/** What a start says of itself, and the next one must not repeat; each has a value. */
const OF_THIS_START: ReadonlySet<string> = new Set([AFTER_CRASH])
/** Flags that say where market data come from, or that are for one start only; each has a value. */
const REPLACED: ReadonlySet<string> = new Set([
  ...OF_THIS_START,
  ...['--replay', '--venue', '--seed', '--scenario', '--speed', '--start'],
  ...['--screenshot', '--exit-after'],
])

/** `args` as in `process.argv` after the program's own name; `file` undefined goes back to the market. */
export function argsFor(file: string | undefined, args: readonly string[]): readonly string[] {
  const kept = without(REPLACED, args)
  return file === undefined ? kept : [...kept, `--replay=${file}`]
}

/** The same start once more. */
export function sameArgs(args: readonly string[]): readonly string[] {
  return without(OF_THIS_START, args)
}

/** Links go too: they have been opened. */
function without(flags: ReadonlySet<string>, args: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    const [name = ''] = arg.split('=', 1)
    if (isLink(arg)) continue
    if (!flags.has(name)) kept.push(arg)
    else if (!arg.includes('=')) at += 1
  }
  return kept
}
