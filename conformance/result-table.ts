// How a run is printed: a table for people, lines of JSON for programs. Pure.
import type { PromiseResult, RunOutcome } from './run-promises.ts'
import type { PromiseGroup } from './protocol-promise.ts'

const COLUMNS = ['promise', 'wire', 'result', 'section'] as const
const WIDTHS = [26, 7, 8, 0] as const

export function tableHead(): string {
  return row(COLUMNS)
}

/** A line, with a second one below it that says why where it did not pass. */
export function tableLines({ name, wire, result, section, says, detail }: PromiseResult): string {
  const line = row([name, wire, result, section])
  if (result === 'pass') return line
  const why = result === 'FAIL' ? [`promised: ${says}`, detail] : [detail]
  return [line, ...why.map((text) => `    ${text}`)].join('\n')
}

/** How many passed, failed and were skipped, and what is left in the accounts. */
export function summaryLines({ results, leftOpen }: RunOutcome): string {
  const { passed, failed, skipped } = tally(results)
  const counts = `${passed} kept, ${failed} broken, ${skipped} skipped of ${results.length} promises.`
  const left = leftOpen.map(
    ({ keyId, instrument, lots }) =>
      `Left in account ${keyId}: ${lots} lots of ${instrument}; no market took them.`,
  )
  return ['', counts, ...left].join('\n')
}

export function tally(results: readonly PromiseResult[]): {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
} {
  const count = (wanted: PromiseResult['result']): number =>
    results.filter(({ result }) => result === wanted).length
  return { passed: count('pass'), failed: count('FAIL'), skipped: count('skipped') }
}

/** Every promise with its sentence, for `--list`. */
export function promiseList(groups: readonly PromiseGroup[]): string {
  return groups
    .flatMap(({ promises }) => promises)
    .map(({ name, says }) => `${name.padEnd(WIDTHS[0])} ${says}`)
    .join('\n')
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, column) => cell.padEnd(WIDTHS[column] ?? 0))
    .join(' ')
    .trimEnd()
}
