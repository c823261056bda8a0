// Listens to what happens on the desk and has it said: notices, a stop and a halt among them, what is said at a ladder or in a
// toast, sessions that come and go, a core that is silent. What was there when the window opened is history and is not said.
import type { SessionName } from '../../shared/ui-wire/health.ts'
import type { DeskProjection, Notice, NoticeKind } from '../../shared/ui-wire/projections.ts'
import { noticeText } from '../i18n/order-text.ts'
import { reasonText } from '../i18n/reason-text.ts'
import { zonedText } from '../i18n/time-text.ts'
import { translate } from '../i18n/translate.ts'
import { announce } from '../store/announcements.ts'
import { coreLinkStore, type CoreLinkState } from '../store/core-link.ts'
import { tickSizeOf } from '../store/instruments.ts'
import { newNotices } from '../store/notice-toasts.ts'
import { outcomeStore, type OutcomeState } from '../store/outcome-store.ts'
import { deskStore, noticesStore } from '../store/topic-stores.ts'

/** Of the notices that make no toast: toasts are said as they are, sessions by their state. True where it needs a person. */
const SAID: Partial<Record<NoticeKind, boolean>> = {
  fill: false,
  canceled: false,
  denied: true,
  amended: true,
}

const SESSIONS: readonly SessionName[] = ['market', 'orders']

/** Called once, before the first projection. */
export function announceDesk(): void {
  noticesStore.subscribe(({ projection }, old) => {
    if (projection === undefined || old.projection === undefined) return
    for (const notice of newNotices(projection.notices, old.projection.notices[0]?.id ?? 0)) sayNotice(notice)
  })
  outcomeStore.subscribe(sayOutcomes)
  deskStore.subscribe(({ projection }, old) => {
    if (projection === undefined || old.projection === undefined) return
    for (const session of SESSIONS) saySession(session, projection, old.projection)
  })
  coreLinkStore.subscribe(sayLink)
}

function sayNotice(notice: Notice): void {
  const isUrgent = SAID[notice.kind]
  if (isUrgent === undefined) return
  const { kind, instrumentId, side, qty, price } = notice
  const isFill = instrumentId !== undefined && side !== undefined && qty !== undefined && price !== undefined
  if (kind === 'fill' && isFill) announce({ kind, instrumentId, side, qty, price })
  else {
    const title = translate('noticeText.bare', { kind: translate(`notice.${kind}`) })
    say(`${title} ${noticeText(notice, tickSizeOf(instrumentId))}`, isUrgent)
  }
}

function sayOutcomes(now: OutcomeState, old: OutcomeState): void {
  if (now.toasts !== old.toasts) {
    const seenId = Math.max(0, ...old.toasts.map(({ id }) => id))
    for (const { id, tone, title, text } of now.toasts) {
      if (id > seenId) say(`${title} ${text}`.trim(), tone !== 'info')
    }
  }
  if (now.ladders === old.ladders) return
  for (const [panelId, outcome] of Object.entries(now.ladders)) {
    // A denial is a notice too.
    if (outcome?.tone === 'refused' && outcome !== old.ladders[panelId]) say(outcome.text, false)
  }
}

function saySession(session: SessionName, now: DeskProjection, old: DeskProjection): void {
  const { state, reason: why } = now[session]
  // Coming and going between attempts says nothing new.
  if (state === old[session].state || state === 'connecting') return
  const said = translate('noticeText.session', {
    session: translate(`session.${session}Long`),
    reason: translate(`session.state.${state}`),
  })
  say(why === undefined || state === 'live' ? `${said}.` : `${said}. ${reasonText(why)}`, state !== 'live')
}

function sayLink(now: CoreLinkState, old: CoreLinkState): void {
  if (now.status !== 'silent' || old.status === 'silent' || now.sinceUs === undefined) return
  say(translate('desk.silentShort', { since: zonedText(now.sinceUs) }), true)
}

function say(text: string, isUrgent: boolean): void {
  announce({ kind: 'sentence', text, isUrgent })
}
