// Wires the window: takes the port the preload hands over, routes projections into the stores, keeps the watched topics
// in step with what is chosen, follows opened links, and watches over the core's silence. Called once by main.tsx.
import { PORT_HANDOVER, type DocumentNewsMessage } from '../../shared/ui-wire/bridge.ts'
import { parseOpenedLink } from '../../shared/ui-wire/opened-link.ts'
import type { CoreMessage, Notice } from '../../shared/ui-wire/projections.ts'
import { exchangeByClipboard } from '../interop/context-clipboard.ts'
import { followRecent } from '../interop/recent-instruments.ts'
import { PANELS } from '../dock/panel-kinds.ts'
import { waitForLadder } from '../dock/ladder-first.ts'
import { keepPastedLinesApart } from '../kit/paste-lines.ts'
import { requestLateInFrame } from '../kit/frame.ts'
import { playTone } from '../kit/sound.ts'
import { onPulse } from '../kit/pulse.ts'
import { shareArmed } from '../store/armed-windows.ts'
import { coreAnswered, coreAwaited, coreNowUs } from '../store/core-link.ts'
import { takeDocumentNews } from '../store/documents.ts'
import { watchNotices } from '../store/notice-toasts.ts'
import { followWaitingLink, takeLink } from '../store/opened-links.ts'
import { applyUpdate, deskStore, forgetUnwatched, noticesStore } from '../store/topic-stores.ts'
import { uiStore } from '../store/ui-store.ts'
import { watchedTopics } from './watched-topics.ts'
import { isDesk } from '../store/this-window.ts'
import { instrumentOf, panelsOfKind, workspaceStore } from '../store/workspace.ts'
import { announceDesk } from './announce-desk.ts'
import { chooseInstruments } from './choose-instruments.ts'
import { runFromMenu } from './hotkeys.ts'
import { ProjectionLink } from './projection-link.ts'

export function startDesk(): void {
  const link = new ProjectionLink({
    onMessage: receive,
    lateInFrame: requestLateInFrame,
    isSeen: () => document.visibilityState === 'visible',
    nowMs: () => performance.now(),
  })
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0]
    if (event.source !== window) return
    if (event.data === PORT_HANDOVER && port !== undefined) link.connect(port)
    else if (isDocumentNews(event.data)) takeDocumentNews(event.data.news)
    const opened = parseOpenedLink(event.data)
    if (opened !== undefined) takeLink(opened)
  })
  const rewatch = (): void => {
    const topics = watchedTopics({
      workspaces: workspaceStore.getState(),
      ui: uiStore.getState(),
      desk: deskStore.getState().projection,
      topicsOf: (kind) => PANELS[kind].topics,
    })
    link.watch(topics)
    forgetUnwatched(topics)
  }
  const choose = (): void => {
    chooseInstruments(deskStore.getState().projection)
  }
  uiStore.subscribe(rewatch)
  workspaceStore.subscribe(choose)
  workspaceStore.subscribe(rewatch)
  deskStore.subscribe(({ projection }, { projection: old }) => {
    if (projection?.roots === old?.roots) return
    choose()
    followWaitingLink()
    rewatch()
  })
  rewatch()
  waitForLadder()
  shareArmed()
  followRecent()
  exchangeByClipboard(document)
  keepPastedLinesApart(document)
  announceDesk()
  const notices = watchNotices(coreNowUs, isSaidHere)
  noticesStore.subscribe(({ projection }) => {
    notices.take(projection)
  })
  globalThis.tenor?.onAlertSound(({ sound, volume }) => {
    playTone(sound, volume)
  })
  globalThis.tenor?.onMenuCommand(runFromMenu)
  onPulse(() => {
    coreAwaited(link.waitedMs())
  })
}

/** The desk says everything, a window beside it what became of the contracts of its ladders. */
function isSaidHere({ instrumentId }: Notice): boolean {
  const state = workspaceStore.getState()
  return isDesk || panelsOfKind(state, 'ladder').some(({ id }) => instrumentOf(state, id) === instrumentId)
}

/** Only our own preload posts to this window; what it posts is what the main process holds. */
function isDocumentNews(data: unknown): data is DocumentNewsMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'tenor:document-news'
}

function receive(message: CoreMessage): void {
  coreAnswered(message.coreTimeUs, performance.now())
  for (const update of message.updates) applyUpdate(update)
}
