// The banner over the ladder in every phase but continuous trading: which, why, what the auction would do, and how long
// until the next, by the exchange's clock. It swallows clicks, so that nothing is traded on rows that it covers.
import { useCallback, useEffect, useState, type ReactElement } from 'react'
import { CircleX, Gavel, Moon, OctagonPause, Sunrise } from 'lucide-react'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import { nextPhaseText } from '../../i18n/phase-text.ts'
import { LiveText } from '../../kit/live-text.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { currentBlock, onBlockChange } from '../../store/current-block.ts'
import { ladderStore } from '../../store/topic-stores.ts'
import { venueNowUs } from '../../store/venue-time.ts'
import { phaseBanner, type PhaseBanner } from './ladder-words.ts'

const ICONS = {
  preOpen: Sunrise,
  auction: Gavel,
  halted: OctagonPause,
  closed: Moon,
  expired: CircleX,
} as const satisfies Readonly<Record<PhaseBanner['phase'], unknown>>

export function LadderPhase({ instrumentId }: { readonly instrumentId: InstrumentId }): ReactElement | null {
  const banner = useBanner(instrumentId)
  const next = useCallback(
    () => nextPhaseText(ladderStore(instrumentId).getState().projection?.status, venueNowUs()),
    [instrumentId],
  )
  if (banner === undefined) return null
  const Icon = ICONS[banner.phase]
  return (
    <div className="ladder-phase" data-phase={banner.phase} data-testid="ladder-phase">
      <Icon size={16} aria-hidden />
      <div className="ladder-phase-words">
        <p className="ladder-phase-head">
          <strong>{banner.title}</strong>
          <LiveText
            className="ladder-phase-next"
            read={next}
            subscribe={onPulse}
            testId="ladder-phase-next"
          />
        </p>
        {banner.text !== '' && <p className="quiet">{banner.text}</p>}
        {banner.auction !== '' && <p data-testid="ladder-auction">{banner.auction}</p>}
      </div>
    </div>
  )
}

/** Read with every change of the ladder; drawn again only when a word of it differs. */
function useBanner(instrumentId: InstrumentId): PhaseBanner | undefined {
  const [banner, setBanner] = useState<PhaseBanner>()
  useEffect(() => {
    const read = (): void => {
      const next = phaseBanner(currentBlock(instrumentId), ladderStore(instrumentId).getState().projection)
      setBanner((shown) => (isSame(shown, next) ? shown : next))
    }
    read()
    return onBlockChange(instrumentId, read)
  }, [instrumentId])
  return banner
}

function isSame(a: PhaseBanner | undefined, b: PhaseBanner | undefined): boolean {
  return a?.phase === b?.phase && a?.title === b?.title && a?.text === b?.text && a?.auction === b?.auction
}
