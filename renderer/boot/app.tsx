// What a window shows: its bar, its dock, and over them the dialogs and notices.
import { useEffect, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Settings } from '../../shared/desk/settings.ts'
import type { Workspaces } from '../../shared/desk/workspaces.ts'
import { translate } from '../i18n/translate.ts'
import { windowName } from '../i18n/window-text.ts'
import { Announcer } from './announcer.tsx'
import { Dialogs } from './dialogs.tsx'
import { Dock } from '../dock/dock.tsx'
import { DialogContext } from '../kit/dialog.tsx'
import { Notices } from '../panels/about/notices.tsx'
import { ReplayBar } from '../panels/replay-bar/replay-bar.tsx'
import { TopBar } from '../panels/top-bar/top-bar.tsx'
import { WindowBar } from '../panels/top-bar/window-bar.tsx'
import { hereId, isDesk } from '../store/this-window.ts'
import { openOf, workspaceStore } from '../store/workspace.ts'
import { coreLinkStore } from '../store/core-link.ts'
import { deskStore } from '../store/topic-stores.ts'
import { keymapStore, settingsStore } from '../store/documents.ts'
import { uiStore } from '../store/ui-store.ts'
import { listenForClipped } from './clipped-titles.ts'
import { DeskBar } from './desk-bar.tsx'
import { FirstRun } from './first-run.tsx'
import { listenForHotkeys } from './hotkeys.ts'
import './workspace.css'

export function App(): ReactElement {
  const looks = useStore(settingsStore, mountedFor)
  const keys = useStore(keymapStore, (map) => JSON.stringify(map))
  const link = useStore(coreLinkStore, (state) => state.status)
  const orders = useStore(deskStore, ({ projection }) => projection?.orders.state ?? 'connecting')
  const isReplay = useStore(deskStore, ({ projection }) => projection?.environment === 'replay')
  const title = useStore(workspaceStore, windowTitle)
  const hasDialog = useStore(uiStore, ({ dialog }) => dialog !== undefined)
  useEffect(() => listenForHotkeys(window), [])
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => listenForClipped(window), [])
  return (
    <>
      <div className="desk" key={`${looks} ${keys}`} data-testid="desk" data-link={link} data-orders={orders}>
        {isDesk ? <TopBar /> : <WindowBar />}
        <DeskBar />
        {isReplay && <ReplayBar />}
        <main className="workspace">
          {isDesk && <FirstRun />}
          <Dock />
          <Notices />
        </main>
      </div>
      {!hasDialog && <Announcer />}
      <DialogContext value={<Announcer />}>
        <Dialogs />
      </DialogContext>
    </>
  )
}

/** In the title bar and the list of windows of the system. */
function windowTitle(state: Workspaces): string {
  const open = openOf(state)
  if (isDesk || open === undefined) return translate('app.name')
  return translate('dock.windowTitle', { panels: windowName(open, hereId) })
}

/** What words, figures and rows are made of. As with the keys that hints show, the desk is mounted anew when it changes, so that no panel listens for it. */
function mountedFor({ language, timeZone, thousands, density }: Settings): string {
  return [language, timeZone, thousands, density].join(' ')
}
