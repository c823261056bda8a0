// A long list in its panel: arranged as the panel keeps it, filtered by the words in its header, its rows at hand for whoever
// copies them.
import { useCallback, useDeferredValue, useEffect, useRef, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { integerText } from '../../i18n/number-text.ts'
import { currentLanguage, translate } from '../../i18n/translate.ts'
import { usePanelId } from '../../kit/panel.tsx'
import { ListTable, type ListTableProps } from '../../kit/list/list-table.tsx'
import { listFilters, showList } from '../../store/lists.ts'
import { roots } from '../../store/instruments.ts'
import { keepInView, panelIn, workspaceStore } from '../../store/workspace.ts'
import { keptOf, listView, sortedOn, type ListNames } from './list-view.ts'

export interface PanelListProps<Row extends object> extends Omit<
  ListTableProps<Row>,
  'arrangement' | 'onSort' | 'onShown' | 'epoch' | 'countText' | 'groupText'
> {
  readonly names: ListNames
}

export function PanelList<Row extends object>(props: PanelListProps<Row>): ReactElement {
  const { names, list, rules, columns } = props
  const panelId = usePanelId()
  const kept = useStore(workspaceStore, (state) => panelIn(state, panelId)?.view)
  const kind = useStore(workspaceStore, (state) => panelIn(state, panelId)?.kind) ?? ''
  // What is typed is there at once; a hundred thousand rows may follow a moment later.
  const filter = useDeferredValue(useStore(listFilters, (state) => state[panelId] ?? ''))
  const view = listView(names, kept)
  const shownColumns = columns.filter(({ name }) => view.columns.includes(name))
  const shownRows = useRef<readonly Row[]>([])
  const keepShown = useCallback((rows: readonly Row[]) => {
    shownRows.current = rows
  }, [])
  useEffect(() => {
    const plain = shownColumns.flatMap(({ name, label }) => {
      const rule = rules.find((one) => one.name === name)?.plain
      return rule === undefined ? [] : [{ name, label, rule }]
    })
    return showList(panelId, {
      name: kind,
      columns: plain.map(({ name }) => name),
      labels: plain.map(({ label }) => label),
      rows: () => shownRows.current.map((row) => plain.map(({ rule }) => rule(row))),
    })
  })
  return (
    <ListTable
      {...props}
      columns={shownColumns}
      arrangement={{ ...view, filter }}
      epoch={`${currentLanguage()} ${roots().length}`}
      onSort={(column) => {
        keepInView(panelId, keptOf(sortedOn(view, column)))
      }}
      onShown={keepShown}
      countText={(shown) => countText(shown, list)}
      groupText={(label, count) => translate('lists.group', { label, count: integerText(count) })}
      empty={list.rows.length > 0 ? translate('lists.noneMatch', { filter }) : props.empty}
      emptyAction={list.rows.length > 0 ? undefined : props.emptyAction}
    />
  )
}

function countText(
  shown: number,
  { rows, firstPlace }: { rows: readonly object[]; firstPlace: number },
): string {
  const count =
    shown === rows.length
      ? translate('lists.count', { count: shown, text: integerText(shown) })
      : translate('lists.some', { shown: integerText(shown), count: integerText(rows.length) })
  return firstPlace === 0 ? count : translate('lists.loading', { count, older: integerText(firstPlace) })
}
