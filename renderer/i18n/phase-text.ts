// Trading phases in words: the reason where the catalogue has a word for it, else the phase itself.
import type { PhaseStatus } from '../../shared/ui-wire/projections.ts'
import { countdownText } from './time-text.ts'
import { translate } from './translate.ts'

/** `Velocity halt`, `Opening auction`, `Continuous`. */
export function phaseTitle({ phase, code }: Pick<PhaseStatus, 'phase' | 'code'>): string {
  const words: Readonly<Record<string, string>> = translate('statusReason', { returnObjects: true })
  // Of a reopening only its last seconds are the auction.
  if (code === 'reopening' && phase === 'preOpen') return translate('statusReason.collecting')
  return words[code] ?? translate(`phase.${phase}`)
}

/** `auction in 00:42`, from the venue's time; empty when what follows is not known. */
export function nextPhaseText(status: PhaseStatus | undefined, venueNowUs: number | undefined): string {
  const { nextPhase, nextPhaseUs } = status ?? {}
  if (nextPhase === undefined || nextPhaseUs === undefined || venueNowUs === undefined) return ''
  const phase = translate(`phase.${nextPhase}`).toLowerCase()
  const leftUs = nextPhaseUs - venueNowUs
  if (leftUs <= 0) return translate('topBar.phaseDue', { phase })
  return translate('topBar.phaseNext', { phase, time: countdownText(leftUs) })
}
