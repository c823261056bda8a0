// Lines of CSV (RFC 4180) that are safe to open in a spreadsheet: text that a spreadsheet would take for a formula gets an
// apostrophe before it, which it shows as text (OWASP, CSV injection). Numbers stay numbers, negative ones too. Pure.

const NUMBER = /^-?\d+(\.\d+)?$/
/** What begins a formula; an apostrophe is doubled so that the first one can always be taken off again. */
const RISKY_START = /^[=+\-@\t\r\n']/
const NEEDS_QUOTES = /[",\r\n]/

/** One line with its end; undefined is an empty cell. */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return ''
  const text = String(value)
  const safe = RISKY_START.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
