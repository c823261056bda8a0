// Reads CSV back, for tests.

/** The cells of each line, as they stand there. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let [row, at]: [string[], number] = [[], 0]
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (text[at] === '"') at += 1
        cell += text[at] ?? ''
      }
      at += 1
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++] ?? ''
    }
    row.push(cell)
    if (text[at] === ',') {
      at += 1
      continue
    }
    at += 2
    rows.push(row)
    row = []
  }
  return rows
}

/** Text that would have been taken for a formula stands behind an apostrophe. */
export function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell
}
