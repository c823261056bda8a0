// The status bar: am I connected and is this live, what is armed, where am I. Every figure has its basis on hover.
import type { ReactElement } from 'react'
import { ChevronDown, Info, Keyboard, Lock, LockOpen, OctagonX, Settings2 } from 'lucide-react'
import { useStore } from 'zustand'
import { translate } from '../../i18n/translate.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { stopTrading } from '../../store/control-actions.ts'
import { cancelAll } from '../../store/order-actions.ts'
import { deskStore } from '../../store/topic-stores.ts'
import { setArmed } from '../../store/ladder-hand.ts'
import { openDialog } from '../../store/ui-store.ts'
import { workspaceName } from '../../store/workspace-list.ts'
import { openOf, workspaceStore } from '../../store/workspace.ts'
import { useActiveLadder, useArmed } from '../../store/use-ladder.ts'
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
      <ArmSwitch />
      <Button
        kind="danger"
        title={translate('topBar.cancelAllHint', { key: 'Shift+X' })}
        onPress={() => void cancelAll({}, { origin: 'top bar' })}
        testId="cancel-all"
      >
        {translate('topBar.cancelAll')} <kbd>⇧X</kbd>
      </Button>
      <Button
        kind="danger"
        title={translate('control.flattenHint', { key: 'Shift+F' })}
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

function Environment(): ReactElement {
  const desk = useStore(deskStore, (state) => state.projection)
  const environment = desk?.environment ?? 'paper'
  const where = { venue: desk?.venueName ?? '', url: desk?.venueUrl ?? '' }
  return (
    <Badge
      tone={environment}
      text={translate(`environment.${environment}`)}
      title={translate(`environment.${environment}Hint`, where)}
      testId="environment"
    />
  )
}

function ArmSwitch(): ReactElement {
  const ladder = useActiveLadder()
  const armed = useArmed(ladder ?? '')
  const Icon = armed ? LockOpen : Lock
  return (
    <Button
      kind="armed"
      pressed={armed}
      disabled={ladder === undefined}
      title={
        ladder === undefined
          ? translate('topBar.noLadder')
          : translate(armed ? 'topBar.disarmHint' : 'topBar.armHint', { key: 'Shift+A' })
      }
      onPress={() => {
        if (ladder !== undefined) setArmed(ladder, !armed)
      }}
      testId="arm"
    >
      <Icon size={13} aria-hidden /> {translate(armed ? 'topBar.armed' : 'topBar.arm')} <kbd>⇧A</kbd>
    </Button>
  )
}

/** Stops at once; going on takes a word. */
function StopSwitch(): ReactElement {
  const isStopped = useStore(deskStore, (state) => state.projection?.stopped !== undefined)
  return (
    <Button
      kind="danger"
      pressed={isStopped}
      title={translate(isStopped ? 'control.isStoppedHint' : 'control.stopHint', { key: 'Shift+K' })}
      onPress={() => {
        if (isStopped) openDialog('rearm')
        else void stopTrading('top bar')
      }}
      testId="stop-trading"
    >
      <OctagonX size={13} aria-hidden /> {translate(isStopped ? 'control.isStopped' : 'control.stop')}
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
