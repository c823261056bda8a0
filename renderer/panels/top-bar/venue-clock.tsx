// The time at the exchange, in the zone that is set, from the core's clock and the offset it measured.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { ageText, zonedText, zoneText } from '../../i18n/time-text.ts'
import { DASH } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { LiveText } from '../../kit/live-text.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { deskStore } from '../../store/topic-stores.ts'
import { venueNowUs } from '../../store/venue-time.ts'

export function VenueClock(): ReactElement {
  // A tenth of a second is as exact as anybody reads it.
  const offsetTenths = useStore(deskStore, ({ projection }) =>
    projection?.clockOffsetUs === undefined ? undefined : Math.round(projection.clockOffsetUs / 100_000),
  )
  const zone = zoneText()
  const title =
    offsetTenths === undefined
      ? translate('topBar.clockUnknown', { zone })
      : translate('topBar.clockHint', { zone, offset: ageText(Math.abs(offsetTenths) * 100_000) })
  return (
    <span className="venue-clock" title={title}>
      <LiveText read={clock} subscribe={onPulse} testId="venue-clock" />
    </span>
  )
}

function clock(): string {
  const nowUs = venueNowUs()
  return nowUs === undefined ? DASH : zonedText(nowUs)
}
