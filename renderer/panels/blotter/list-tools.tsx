// What a person does with a long list, in the header of its panel: filter it, choose its columns, take it elsewhere.
import { Columns3, Copy, Download } from 'lucide-react'
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { usePanelId } from '../../kit/panel.tsx'
import { Tool } from '../../kit/tool.tsx'
import { copyList, exportList, listFilters, setListFilter } from '../../store/lists.ts'
import { openListSettings } from '../../store/ui-store.ts'

const FILTER_LENGTH_MAX = 80

export function ListTools(): ReactElement {
  const panelId = usePanelId()
  const filter = useStore(listFilters, (state) => state[panelId] ?? '')
  return (
    <span className="panel-tools">
      <input
        type="search"
        className="list-filter"
        value={filter}
        maxLength={FILTER_LENGTH_MAX}
        placeholder={translate('lists.filter')}
        aria-label={translate('lists.filter')}
        title={translate('lists.filterHint')}
        data-list-filter={panelId}
        data-testid="list-filter"
        autoComplete="off"
        onChange={(event) => {
          setListFilter(panelId, event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || filter === '') return
          event.stopPropagation()
          setListFilter(panelId, '')
        }}
      />
      <Tool
        label={translate('lists.columns')}
        onPress={() => {
          openListSettings(panelId)
        }}
        testId="list-columns"
      >
        <Columns3 size={13} aria-hidden />
      </Tool>
      <Tool label={translate('lists.copy')} onPress={() => void copyList(panelId)} testId="list-copy">
        <Copy size={13} aria-hidden />
      </Tool>
      <Tool label={translate('lists.export')} onPress={() => void exportList(panelId)} testId="list-export">
        <Download size={13} aria-hidden />
      </Tool>
    </span>
  )
}
