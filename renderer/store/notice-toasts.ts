// Turns new notices into toasts: what the venue rejected, what became unknown, what is wrong and what surveillance found.
// Denials of one's own clicks are said at the ladder, fills and cancels by the ladder's chips; all are in the Messages tab.
import type { Notice, NoticeKind, NoticesProjection } from '../../shared/ui-wire/projections.ts'
import { noticeText } from '../i18n/order-text.ts'
import { surveillanceHeadline } from '../i18n/surveillance-text.ts'
import { translate } from '../i18n/translate.ts'
import { tickSizeOf } from './instruments.ts'
import { toast, type ToastEntry } from './outcome-store.ts'

const TONES: Partial<Record<NoticeKind, ToastEntry['tone']>> = {
  rejected: 'danger',
  unknown: 'unknown',
  resolved: 'info',
  problem: 'danger',
  surveillance: 'unknown',
  triggered: 'info',
  held: 'unknown',
}

/** Of the phases only a halt is worth a toast: the others come by the clock. */
function toneOf({ kind, market }: Notice): ToastEntry['tone'] | undefined {
  if (market?.kind === 'phase' && market.status.phase === 'halted') return 'info'
  return TONES[kind]
}

/** Notices that came after `seenId`, oldest first. */
export function newNotices(notices: readonly Notice[], seenId: number): readonly Notice[] {
  return notices.filter((notice) => notice.id > seenId).reverse()
}

function problemsSince(notices: readonly Notice[], sinceUs: number): readonly Notice[] {
  return notices.filter(({ kind, timeUs }) => kind === 'problem' && timeUs >= sinceUs).reverse()
}

/** An alert's limits, orders and rule are for the Messages tab. */
function toastText(notice: Notice): string {
  const tickSize = tickSizeOf(notice.instrumentId)
  return notice.alert === undefined
    ? noticeText(notice, tickSize)
    : surveillanceHeadline(notice.alert, tickSize)
}

export interface NoticeWatch {
  readonly take: (projection: NoticesProjection | undefined) => void
}

/** What went wrong at the start was there before the window could show it. */
const START_US = 15_000_000

/**
 * What stood in the list when the window opened is history and makes no toast, but for a problem of a moment ago.
 * `nowUs`: the core's clock; undefined before its first answer. `concerns`: whether this window is to say it.
 */
export function watchNotices(
  nowUs: () => number | undefined,
  concerns: (notice: Notice) => boolean = () => true,
): NoticeWatch {
  let seenId: number | undefined
  return {
    take: (projection) => {
      if (projection === undefined) return
      const newest = projection.notices[0]?.id ?? 0
      const fresh =
        seenId === undefined
          ? problemsSince(projection.notices, (nowUs() ?? Infinity) - START_US)
          : newNotices(projection.notices, seenId)
      seenId = Math.max(seenId ?? 0, newest)
      for (const notice of fresh) {
        const tone = toneOf(notice)
        if (tone === undefined || !concerns(notice)) continue
        const text = toastText(notice)
        const isHalt = notice.market?.kind === 'phase'
        const title = isHalt ? translate('phase.halted') : translate(`notice.${notice.kind}`)
        toast({ tone, title: translate('noticeText.bare', { kind: title }), text })
      }
    },
  }
}
