// The bar over the whole desk: shown when the core does not answer or trading stands still, in words, with since when.
import type { ReactElement } from 'react'
import { TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import { reasonText } from '../i18n/reason-text.ts'
import { ageText, utcText } from '../i18n/time-text.ts'
import { translate } from '../i18n/translate.ts'
import { LiveText } from '../kit/live-text.tsx'
import { onPulse } from '../kit/pulse.ts'
import { ageUs, coreLinkStore } from '../store/core-link.ts'
import { deskStore } from '../store/topic-stores.ts'

export function DeskBar(): ReactElement | null {
  const status = useStore(coreLinkStore, (state) => state.status)
  const halted = useStore(deskStore, (state) => state.projection?.halted)
  if (status === 'live' && halted === undefined) return null
  const kind = status === 'live' ? 'halted' : status
  return (
    <div className="desk-bar" role="alert" data-testid="desk-bar" data-kind={kind}>
      <TriangleAlert size={16} aria-hidden />
      {kind === 'halted' && halted !== undefined && (
        <span>{translate('desk.halted', { reason: reasonText(halted) })}</span>
      )}
      {kind === 'waiting' && <span>{translate('desk.waiting')}</span>}
      {kind === 'silent' && <LiveText read={silentText} subscribe={onPulse} />}
    </div>
  )
}

function silentText(): string {
  const { sinceUs } = coreLinkStore.getState()
  if (sinceUs === undefined) return translate('desk.waiting')
  return translate('desk.silent', { since: utcText(sinceUs), age: ageText(ageUs(sinceUs) ?? 0) })
}
