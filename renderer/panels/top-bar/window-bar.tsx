// The bar of a window beside the desk: which market this is and whether it is live, what is armed here, the acts that stop,
// and the way back to the desk. Where you are stands on the desk.
import { PanelTopClose } from 'lucide-react'
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { useActiveLadder } from '../../store/use-ladder.ts'
import { bringBack } from '../../store/workspace-windows.ts'
import { ArmedElsewhere, ArmSwitch, CancelAll, Environment, StopSwitch } from './desk-switches.tsx'
import { Phase } from './phase.tsx'
import { SessionState } from './session-state.tsx'
import './top-bar.css'

export function WindowBar(): ReactElement {
  const hasLadder = useActiveLadder() !== undefined
  return (
    <header className="top-bar" aria-label={translate('topBar.label')} data-testid="window-bar">
      <Environment />
      <SessionState session="market" />
      <SessionState session="orders" />
      <Phase />
      <span className="top-bar-space" />
      <ArmedElsewhere />
      {hasLadder && <ArmSwitch />}
      <CancelAll />
      <StopSwitch />
      <Button
        kind="icon"
        label={translate('dock.allToDesk')}
        title={translate('dock.allToDesk')}
        onPress={bringBack}
        testId="bring-back"
      >
        <PanelTopClose size={15} aria-hidden />
      </Button>
    </header>
  )
}
