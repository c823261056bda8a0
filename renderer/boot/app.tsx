// The desk of a window: status bar, dock, and over them the dialogs and notices.
import { useEffect, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Settings } from '../../shared/desk/settings.ts'
import { Dialogs } from './dialogs.tsx'
import { Dock } from '../dock/dock.tsx'
import { Notices } from '../panels/about/notices.tsx'
import { ReplayBar } from '../panels/replay-bar/replay-bar.tsx'
import { TopBar } from '../panels/top-bar/top-bar.tsx'
import { coreLinkStore } from '../store/core-link.ts'
import { deskStore } from '../store/topic-stores.ts'
import { settingsStore } from '../store/documents.ts'
import { DeskBar } from './desk-bar.tsx'
import { listenForHotkeys } from './hotkeys.ts'
import './workspace.css'

export function App(): ReactElement {
  const looks = useStore(settingsStore, mountedFor)
  const link = useStore(coreLinkStore, (state) => state.status)
  const orders = useStore(deskStore, ({ projection }) => projection?.orders.state ?? 'connecting')
  const isReplay = useStore(deskStore, ({ projection }) => projection?.environment === 'replay')
  useEffect(() => listenForHotkeys(window), [])
  return (
    <>
      <div className="desk" key={looks} data-testid="desk" data-link={link} data-orders={orders}>
        <TopBar />
        <DeskBar />
        {isReplay && <ReplayBar />}
        <main className="workspace">
          <Dock />
          <Notices />
        </main>
      </div>
      <Dialogs />
    </>
  )
}

/** What words, figures and rows are made of: the desk is mounted anew when it changes, so that no panel listens for it. */
function mountedFor({ language, timeZone, thousands, density }: Settings): string {
  return [language, timeZone, thousands, density].join(' ')
}
