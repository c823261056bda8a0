// The sandboxed bridge between a window and the main process: puts `tenor` on the page and passes the port of the
// projections, news of documents and opened links on to it. It holds no state, decides nothing and knows no trading.
import { contextBridge, ipcRenderer } from 'electron'
import {
  ALERT_SOUND,
  ARMED_ELSEWHERE,
  DISARM,
  MENU_COMMAND,
  PORT_HANDOVER,
  type AboutTenor,
  type DocumentNewsMessage,
  type SoundedAlert,
  type TenorBridge,
  type WindowBegin,
  type WindowHit,
} from '../../shared/ui-wire/bridge.ts'
import type {
  DocumentChanged,
  DocumentExported,
  DocumentImported,
  DocumentNews,
} from '../../shared/ui-wire/documents.ts'
import type { PreviewAnswer } from '../../shared/ui-wire/order-preview.ts'
import type { ReplayState } from '../../shared/ui-wire/replay.ts'
import type { UiCommandResult } from '../../shared/ui-wire/commands.ts'

const bridge: TenorBridge = {
  // As text, because the main process bounds its length before it parses anything.
  command: (command) =>
    ipcRenderer.invoke('tenor:command', JSON.stringify(command)) as Promise<UiCommandResult>,
  preview: (order) => ipcRenderer.invoke('tenor:preview', JSON.stringify(order)) as Promise<PreviewAnswer>,
  replay: (command) =>
    ipcRenderer.invoke('tenor:replay', JSON.stringify(command)) as Promise<ReplayState | undefined>,
  about: () => ipcRenderer.invoke('tenor:about') as Promise<AboutTenor>,
  begin: (ipcRenderer.sendSync('tenor:begin') as WindowBegin | null) ?? undefined,
  showWindow: (id) => ipcRenderer.invoke('tenor:show-window', id) as Promise<void>,
  windowAt: (x, y) => ipcRenderer.invoke('tenor:window-at', x, y) as Promise<WindowHit | undefined>,
  changeDocument: (change) =>
    ipcRenderer.invoke('tenor:change-document', JSON.stringify(change)) as Promise<
      DocumentChanged | undefined
    >,
  exportDocument: (name) =>
    ipcRenderer.invoke('tenor:export-document', name) as Promise<DocumentExported | undefined>,
  copyText: (text) => ipcRenderer.invoke('tenor:copy-text', text) as Promise<boolean>,
  saveTable: ({ name, text }) =>
    ipcRenderer.invoke('tenor:save-table', name, text) as Promise<DocumentExported | undefined>,
  importDocument: (name) =>
    ipcRenderer.invoke('tenor:import-document', name) as Promise<DocumentImported | undefined>,
  tellArmed: (instruments) => ipcRenderer.invoke('tenor:tell-armed', instruments) as Promise<void>,
  onArmedElsewhere: (take) => {
    ipcRenderer.on(ARMED_ELSEWHERE, (_event, instruments: readonly string[]) => {
      take(instruments)
    })
  },
  disarmElsewhere: () => ipcRenderer.invoke('tenor:disarm-elsewhere') as Promise<void>,
  onDisarm: (disarm) => {
    ipcRenderer.on(DISARM, () => {
      disarm()
    })
  },
  onMenuCommand: (run) => {
    ipcRenderer.on(MENU_COMMAND, (_event, id: string) => {
      run(id)
    })
  },
  onAlertSound: (play) => {
    ipcRenderer.on(ALERT_SOUND, (_event, sounded: SoundedAlert) => {
      play(sounded)
    })
  },
}

contextBridge.exposeInMainWorld('tenor', bridge)

// A port cannot cross contextBridge; the page gets it as a window message that only its own origin can read.
ipcRenderer.on('tenor:projections-port', (event) => {
  window.postMessage(PORT_HANDOVER, window.location.origin, [...event.ports])
})

ipcRenderer.on('tenor:document-news', (_event, news: DocumentNews) => {
  const message: DocumentNewsMessage = { type: 'tenor:document-news', news }
  window.postMessage(message, window.location.origin)
})

// The page parses it: shared/ui-wire/opened-link.ts.
ipcRenderer.on('tenor:opened-link', (_event, link: unknown) => {
  window.postMessage(link, window.location.origin)
})
