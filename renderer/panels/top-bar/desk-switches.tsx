// What the bar of every window has: which market this is, what is armed, and the two acts that stop what was begun.
import type { ReactElement } from 'react'
import { Lock, LockOpen, OctagonX } from 'lucide-react'
import { useStore } from 'zustand'
import { STOP_COMMAND, type CommandId } from '../../../shared/desk/key-schemes.ts'
import { listText, translate } from '../../i18n/translate.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { armedElsewhereStore, disarmAll } from '../../store/armed-windows.ts'
import { stopTrading } from '../../store/control-actions.ts'
import { hintWithKey, keyOf, keyOrButton } from '../../store/keys.ts'
import { setArmed } from '../../store/ladder-hand.ts'
import { cancelAll } from '../../store/order-actions.ts'
import { deskStore } from '../../store/topic-stores.ts'
import { openDialog } from '../../store/ui-store.ts'
import { useActiveLadder, useArmed } from '../../store/use-ladder.ts'

export function Environment(): ReactElement {
  const environment = useStore(deskStore, ({ projection }) => projection?.environment ?? 'paper')
  const venue = useStore(deskStore, ({ projection }) => projection?.venueName ?? '')
  const url = useStore(deskStore, ({ projection }) => projection?.venueUrl ?? '')
  return (
    <Badge
      tone={environment}
      text={translate(`environment.${environment}`)}
      title={translate(`environment.${environment}Hint`, { venue, url })}
      testId="environment"
    />
  )
}

const ARM: CommandId = 'ladder.arm'

/** The key on a button, as short as it can be. */
function KeyChip({ command }: { readonly command: CommandId }): ReactElement | null {
  const key = keyOf(command)
  return key === undefined ? null : <kbd>{key.replace('Shift+', '⇧')}</kbd>
}

/** Of the ladder of this window that was used last. */
export function ArmSwitch(): ReactElement {
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
          : armed
            ? translate('topBar.disarmHint', { key: keyOrButton(ARM, translate('topBar.armed')) })
            : hintWithKey(translate('topBar.armHint'), ARM)
      }
      onPress={() => {
        if (ladder !== undefined) setArmed(ladder, !armed)
      }}
      testId="arm"
    >
      <Icon size={13} aria-hidden /> {translate(armed ? 'topBar.armed' : 'topBar.arm')}{' '}
      <KeyChip command={ARM} />
    </Button>
  )
}

/** Ladders that are armed in other windows; pressed, it disarms all. */
export function ArmedElsewhere(): ReactElement | null {
  const instruments = useStore(armedElsewhereStore, (state) => state.instruments)
  if (instruments.length === 0) return null
  const list = listText(instruments)
  return (
    <Button
      kind="armed"
      pressed
      title={hintWithKey(translate('topBar.armedElsewhereHint', { instruments: list }), 'trade.disarmAll')}
      onPress={disarmAll}
      testId="armed-elsewhere"
    >
      <LockOpen size={13} aria-hidden /> {translate('topBar.armedElsewhere', { instruments: list })}
    </Button>
  )
}

export function CancelAll(): ReactElement {
  return (
    <Button
      kind="danger"
      title={hintWithKey(translate('topBar.cancelAllHint'), 'trade.cancelAll')}
      onPress={() => void cancelAll({}, { origin: 'top bar' })}
      testId="cancel-all"
    >
      {translate('topBar.cancelAll')} <KeyChip command="trade.cancelAll" />
    </Button>
  )
}

/** Stops at once; going on takes a word. */
export function StopSwitch(): ReactElement {
  const isStopped = useStore(deskStore, (state) => state.projection?.stopped !== undefined)
  return (
    <Button
      kind="danger"
      pressed={isStopped}
      title={
        isStopped
          ? translate('control.isStoppedHint')
          : hintWithKey(translate('control.stopHint'), STOP_COMMAND)
      }
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
