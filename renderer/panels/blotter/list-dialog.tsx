// Which columns a long list shows and by which its rows stand together: each choice holds at once and is kept with the panel.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { panelName } from '../../i18n/panel-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Select } from '../../kit/select.tsx'
import { keepInView, panelIn, workspaceStore } from '../../store/workspace.ts'
import { keptOf, listView } from './list-view.ts'
import { LISTS, type ListColumnName } from './lists.ts'

export interface ListDialogProps {
  readonly panelId: string
  readonly onClose: () => void
}

const NONE = 'none'

export function ListDialog({ panelId, onClose }: ListDialogProps): ReactElement | null {
  const panel = useStore(workspaceStore, (state) => panelIn(state, panelId))
  const names = panel === undefined ? undefined : LISTS[panel.kind]
  if (panel === undefined || names === undefined) return null
  const view = listView(names, panel.view)
  const choose = (name: ListColumnName): void => {
    const chosen = names.all.filter((one) => (one === name) !== view.columns.includes(one))
    if (chosen.length > 0) keepInView(panelId, keptOf({ columns: chosen }))
  }
  return (
    <Dialog
      title={translate('lists.title', { list: panelName(panel.kind) })}
      closeLabel={translate('lists.close')}
      onClose={onClose}
      testId="list-settings"
    >
      <fieldset className="list-columns">
        <legend>{translate('lists.columnsShown')}</legend>
        {names.all.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={view.columns.includes(name)}
              data-testid={`column-${name}`}
              onChange={() => {
                choose(name)
              }}
            />
            {translate(`blotter.col.${name}`)}
          </label>
        ))}
      </fieldset>
      <label className="list-group-by">
        {translate('lists.groupBy')}
        <Select
          options={[
            { name: NONE, label: translate('lists.noGroups') },
            ...names.groups.map((name) => ({ name, label: translate(`blotter.col.${name}`) })),
          ]}
          chosen={view.group ?? NONE}
          onChoose={(name) => {
            keepInView(panelId, keptOf({ group: name === NONE ? undefined : name }))
          }}
          testId="list-group-by"
        />
      </label>
      <p className="quiet">{translate('lists.sortHint')}</p>
      <div className="dialog-actions">
        <Button
          onPress={() => {
            keepInView(
              panelId,
              keptOf({ columns: names.preset, sort: undefined, descending: false, group: undefined }),
            )
          }}
          testId="list-reset"
        >
          {translate('lists.reset')}
        </Button>
      </div>
    </Dialog>
  )
}
