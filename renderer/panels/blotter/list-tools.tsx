// What a person does with a long list, in the header of its panel: filter it, choose its columns, take it elsewhere.
import { Columns3, Copy, Download } from 'lucide-react'
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { usePanelId } from '../../kit/panel.tsx'
import { copyList, exportList, listFilters, setListFilter } from '../../store/lists.ts'
import { openListSettings } from '../../store/ui-store.ts'

const FILTER_LENGTH_MAX = 80

export function ListTools(): ReactElement {
  const panelId = usePanelId()
  const filter = useStore(listFilters, (state) => state[panelId] ?? '')
  return (
    <span className="list-tools">
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
      <Button
        kind="icon"
        label={translate('lists.columns')}
        title={translate('lists.columns')}
        onPress={() => {
          openListSettings(panelId)
        }}
        testId="list-columns"
      >
        <Columns3 size={13} aria-hidden />
      </Button>
      <Button
        kind="icon"
        label={translate('lists.copy')}
        title={translate('lists.copy')}
        onPress={() => void copyList(panelId)}
        testId="list-copy"
      >
        <Copy size={13} aria-hidden />
      </Button>
      <Button
        kind="icon"
        label={translate('lists.export')}
        title={translate('lists.export')}
        onPress={() => void exportList(panelId)}
        testId="list-export"
      >
        <Download size={13} aria-hidden />
      </Button>
    </span>
  )
}
