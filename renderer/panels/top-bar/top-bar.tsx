// The status bar of the desk: am I connected and is this live, what is armed, where am I. Every figure has its basis on hover.
import type { ReactElement } from 'react'
import { ChevronDown, Info, Keyboard, Settings2 } from 'lucide-react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { hintWithKey } from '../../store/keys.ts'
import { openDialog } from '../../store/ui-store.ts'
import { workspaceName } from '../../store/workspace-list.ts'
import { openOf, workspaceStore } from '../../store/workspace.ts'
import { ArmedElsewhere, ArmSwitch, CancelAll, Environment, StopSwitch } from './desk-switches.tsx'
import { Phase } from './phase.tsx'
import { OrderCounts } from './order-counts.tsx'
import { ProfitFigures } from './profit-figures.tsx'
import { SessionState } from './session-state.tsx'
import { VenueClock } from './venue-clock.tsx'
import './top-bar.css'

export function TopBar(): ReactElement {
  return (
    <header className="top-bar" aria-label={translate('topBar.label')} data-testid="top-bar">
      <strong className="top-bar-name">{translate('app.name')}</strong>
      <WorkspaceButton />
      <Environment />
      <SessionState session="market" />
      <SessionState session="orders" />
      <Phase />
      <ProfitFigures />
      <OrderCounts />
      <span className="top-bar-space" />
      <ArmedElsewhere />
      <ArmSwitch />
      <CancelAll />
      <Button
        kind="danger"
        title={hintWithKey(translate('control.flattenHint'), 'trade.flatten')}
        onPress={() => {
          openDialog('flatten')
        }}
        testId="flatten"
      >
        {translate('control.flatten')}
      </Button>
      <StopSwitch />
      <span className="top-bar-icons">
        <DialogButton name="keys" />
        <DialogButton name="settings" />
        <DialogButton name="about" />
      </span>
      <VenueClock />
    </header>
  )
}

/** Which workspace is open; opens the list of them. */
function WorkspaceButton(): ReactElement {
  const name = useStore(workspaceStore, (state) => {
    const open = openOf(state)
    return open === undefined ? '' : workspaceName(open)
  })
  return (
    <Button
      title={translate('workspaces.button', { name })}
      label={translate('workspaces.button', { name })}
      onPress={() => {
        openDialog('workspaces')
      }}
      testId="open-workspaces"
    >
      {name} <ChevronDown size={12} aria-hidden />
    </Button>
  )
}

const ICONS = { about: Info, keys: Keyboard, settings: Settings2 } as const

function DialogButton({ name }: { readonly name: keyof typeof ICONS }): ReactElement {
  const Icon = ICONS[name]
  return (
    <Button
      kind="icon"
      label={translate(`topBar.${name}`)}
      title={translate(`topBar.${name}`)}
      onPress={() => {
        openDialog(name)
      }}
      testId={`open-${name}`}
    >
      <Icon size={15} aria-hidden />
    </Button>
  )
}
