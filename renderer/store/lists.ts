// The long lists of this window, by panel: the words that they are filtered by, and what each shows, to be copied or written
// to a file as it stands there. Kept nowhere.
import { createStore } from 'zustand/vanilla'
import { csvLine } from '../../shared/text/csv-line.ts'
import { translate } from '../i18n/translate.ts'
import { toast } from './outcome-store.ts'

/** By panel; nothing for a list that shows all. */
export const listFilters = createStore<Readonly<Record<string, string | undefined>>>(() => ({}))

export function setListFilter(panelId: string, filter: string): void {
  listFilters.setState({ [panelId]: filter })
}

/** What a list shows, as text. */
export interface ShownList {
  /** Of its kind: `fills`. */
  readonly name: string
  /** Names of its columns that are the same in every language. */
  readonly columns: readonly string[]
  /** As they stand over the columns. */
  readonly labels: readonly string[]
  readonly rows: () => readonly (readonly string[])[]
}

const shownLists = new Map<string, ShownList>()

/** Told by a list while it is there; the returned function ends it. */
export function showList(panelId: string, list: ShownList): () => void {
  shownLists.set(panelId, list)
  return () => {
    if (shownLists.get(panelId) === list) shownLists.delete(panelId)
  }
}

export function shownList(panelId: string | undefined): ShownList | undefined {
  return panelId === undefined ? undefined : shownLists.get(panelId)
}

/** Puts the rows into the clipboard, with tabs between cells, as spreadsheets take them. */
export async function copyList(panelId: string): Promise<void> {
  const list = shownLists.get(panelId)
  if (list === undefined) return
  const rows = list.rows()
  const text = [list.labels, ...rows].map((cells) => cells.map(withoutTabs).join('\t')).join('\n')
  if ((await globalThis.tenor?.copyText(text)) === true)
    toast({ tone: 'info', title: translate('lists.copied', { count: rows.length }), text: '' })
}

function withoutTabs(cell: string): string {
  return cell.replaceAll(/[\t\r\n]+/g, ' ')
}

/** Asks where to, writes the rows as CSV and says what became of it. */
export async function exportList(panelId: string): Promise<void> {
  const list = shownLists.get(panelId)
  if (list === undefined) return
  const rows = list.rows()
  const result = await globalThis.tenor?.saveTable({
    name: list.name,
    text: [list.columns, ...rows].map((cells) => csvLine(cells)).join(''),
  })
  if (result?.kind === 'written') {
    const { file } = result
    toast({ tone: 'info', title: translate('lists.exported', { count: rows.length, file }), text: '' })
  }
  if (result?.kind === 'failed') {
    const text = translate('settings.exportFailed', { why: result.why })
    toast({ tone: 'danger', title: translate('lists.notExported'), text })
  }
}

/** Puts the keyboard into the filter of a list. */
export function filterList(panelId: string): void {
  document.querySelector<HTMLElement>(`[data-list-filter="${CSS.escape(panelId)}"]`)?.focus()
}
