// The bar over the whole desk: shown when the core does not answer, trading stands still or the throttle has tripped, in
// words, with since when and what to do.
import type { ReactElement } from 'react'
import { TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import { reasonText } from '../i18n/reason-text.ts'
import { ageText, zonedText } from '../i18n/time-text.ts'
import { translate } from '../i18n/translate.ts'
import { Button } from '../kit/button.tsx'
import { LiveText } from '../kit/live-text.tsx'
import { onPulse } from '../kit/pulse.ts'
import { ageUs, coreLinkStore } from '../store/core-link.ts'
import { rearmThrottle } from '../store/risk-actions.ts'
import { deskStore } from '../store/topic-stores.ts'

export function DeskBar(): ReactElement | null {
  const status = useStore(coreLinkStore, (state) => state.status)
  const halted = useStore(deskStore, (state) => state.projection?.halted)
  const throttled = useStore(deskStore, (state) => state.projection?.throttled)
  if (status === 'live' && halted === undefined && throttled === undefined) return null
  const kind = status === 'live' ? (halted === undefined ? 'throttled' : 'halted') : status
  return (
    <div className="desk-bar" data-testid="desk-bar" data-kind={kind}>
      <TriangleAlert size={16} aria-hidden />
      {kind === 'halted' && halted !== undefined && (
        <span>{translate('desk.halted', { reason: reasonText(halted) })}</span>
      )}
      {kind === 'throttled' && throttled !== undefined && (
        <>
          <span>{translate('desk.throttled', { reason: reasonText(throttled) })}</span>
          <Button kind="danger" onPress={() => void rearmThrottle()} testId="rearm-throttle">
            {translate('desk.rearm')}
          </Button>
        </>
      )}
      {kind === 'waiting' && <span>{translate('desk.waiting')}</span>}
      {kind === 'silent' && <LiveText read={silentText} subscribe={onPulse} />}
    </div>
  )
}

function silentText(): string {
  const { sinceUs } = coreLinkStore.getState()
  if (sinceUs === undefined) return translate('desk.waiting')
  return translate('desk.silent', { since: zonedText(sinceUs), age: ageText(ageUs(sinceUs) ?? 0) })
}
