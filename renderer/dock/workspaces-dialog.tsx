// The workspaces of the desk: open, rename, copy, put back as shipped, remove, out to a file and in from one; and panels that can be added to the open one.
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import {
  isShipped,
  NAME_LENGTH_MAX,
  PANEL_KINDS,
  type PanelKind,
  PANELS_MAX,
  WORKSPACES_MAX,
  type Workspace,
  type Workspaces,
} from '../../shared/desk/workspaces.ts'
import { isSameWorkspace, withImportedWorkspaces, withoutRoom } from '../../shared/desk/workspaces-import.ts'
import { DocumentFoot } from '../documents/document-foot.tsx'
import { panelName } from '../i18n/panel-text.ts'
import { translate } from '../i18n/translate.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { workspaces } from '../store/documents.ts'
import {
  duplicateWorkspace,
  removeWorkspace,
  renameWorkspace,
  resetWorkspace,
  switchWorkspace,
  workspaceName,
} from '../store/workspace-list.ts'
import { addPanel } from '../store/workspace-panels.ts'
import { openOf, workspaceStore } from '../store/workspace.ts'
import { PANELS } from './panel-kinds.ts'
import './workspaces-dialog.css'

export function WorkspacesDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { list, open } = useStore(workspaceStore)
  const panelCount = useStore(workspaceStore, (state) => openOf(state)?.panels.length ?? 0)
  const isFull = panelCount >= PANELS_MAX
  return (
    <Dialog
      title={translate('workspaces.title')}
      closeLabel={translate('workspaces.close')}
      onClose={onClose}
      testId="workspaces"
    >
      <ul className="workspaces-list" aria-label={translate('workspaces.list')}>
        {list.map((one) => (
          <Row key={one.id} workspace={one} isOpen={one.id === open} onClose={onClose} />
        ))}
      </ul>
      <DocumentFoot
        name="workspaces"
        document={workspaces}
        withFile={withImportedWorkspaces}
        changesOf={changesOf}
        leftOut={leftOut}
        words={{
          exported: (file) => translate('workspaces.exported', { file }),
          importAsk: (file) => translate('settings.importAsk', { file }),
          importSame: translate('workspaces.importSame'),
        }}
      />
      <h3>{translate('workspaces.panels')}</h3>
      <p className="quiet">
        {isFull ? translate('workspaces.full', { count: PANELS_MAX }) : translate('workspaces.panelsHint')}
      </p>
      <div className="workspaces-panels">
        {PANEL_KINDS.map((kind) => (
          <Button
            key={kind}
            disabled={isFull}
            onPress={() => {
              addPanel(kind)
              onClose()
            }}
            testId={`add-${kind}`}
          >
            <PanelIcon kind={kind} /> {panelName(kind)}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}

function PanelIcon({ kind }: { readonly kind: PanelKind }): ReactElement {
  const Icon = PANELS[kind].icon
  return <Icon size={13} aria-hidden />
}

function changesOf(now: Workspaces, then: Workspaces): readonly string[] {
  const before = new Map(now.list.map((one) => [one.id, one]))
  return then.list.flatMap((one) => {
    const was = before.get(one.id)
    const name = workspaceName(one)
    if (was === undefined) return [translate('workspaces.added', { name })]
    return isSameWorkspace(was, one) ? [] : [translate('workspaces.replaced', { name })]
  })
}

function leftOut(held: Workspaces, file: Workspaces): readonly string[] {
  return withoutRoom(held, file).map((one) =>
    translate('workspaces.noRoom', { name: workspaceName(one), count: WORKSPACES_MAX }),
  )
}

interface RowProps {
  readonly workspace: Workspace
  readonly isOpen: boolean
  readonly onClose: () => void
}

function Row({ workspace, isOpen, onClose }: RowProps): ReactElement {
  const { id } = workspace
  const name = workspaceName(workspace)
  const [isNaming, setNaming] = useState(false)
  const isFull = useStore(workspaceStore, ({ list }) => list.length >= WORKSPACES_MAX)
  return (
    <li data-testid={`workspace-${id}`} data-open={isOpen}>
      {isNaming ? (
        <NameField
          name={name}
          onDone={(text) => {
            if (text !== undefined) renameWorkspace(id, text)
            setNaming(false)
          }}
        />
      ) : (
        <button
          type="button"
          className="workspaces-name"
          aria-current={isOpen}
          data-testid={`open-workspace-${id}`}
          onClick={() => {
            switchWorkspace(id)
            onClose()
          }}
        >
          {name} {isOpen && <span className="quiet">{translate('workspaces.isOpen')}</span>}
        </button>
      )}
      <Button
        onPress={() => {
          setNaming(!isNaming)
        }}
        testId={`rename-${id}`}
      >
        {translate('workspaces.rename')}
      </Button>
      <Button
        disabled={isFull}
        title={isFull ? translate('workspaces.listFull', { count: WORKSPACES_MAX }) : ''}
        onPress={() => {
          duplicateWorkspace(workspace)
        }}
        testId={`duplicate-${id}`}
      >
        {translate('workspaces.duplicate')}
      </Button>
      {isShipped(id) ? (
        <Button
          title={translate('workspaces.resetHint', { name })}
          onPress={() => {
            resetWorkspace(id)
          }}
          testId={`reset-${id}`}
        >
          {translate('workspaces.reset')}
        </Button>
      ) : (
        <Button
          onPress={() => {
            removeWorkspace(id)
          }}
          testId={`remove-${id}`}
        >
          {translate('workspaces.remove')}
        </Button>
      )}
    </li>
  )
}

interface NameFieldProps {
  readonly name: string
  /** Undefined where it is left as it was. */
  readonly onDone: (text: string | undefined) => void
}

/** Enter takes the name; Esc and leaving the field leave it as it was. */
function NameField({ name, onDone }: NameFieldProps): ReactElement {
  const [text, setText] = useState(name)
  return (
    <input
      className="workspaces-name-field"
      autoFocus
      value={text}
      maxLength={NAME_LENGTH_MAX}
      aria-label={translate('workspaces.name')}
      data-testid="workspace-name"
      onChange={(event) => {
        setText(event.target.value)
      }}
      onBlur={() => {
        onDone(undefined)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(text)
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onDone(undefined)
      }}
    />
  )
}
