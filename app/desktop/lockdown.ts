// What no page may do in this program, whatever gets into it: go elsewhere, open windows, embed other pages, ask for
// devices or permissions, download, or reach the network. Applied to every session and page before the first window.
import { app, session, type WebContents } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import type { PageAddress } from './page-address.ts'

/** Call once Electron is ready. */
export function lockDown(page: PageAddress, log: CoreLog): void {
  app.on('web-contents-created', (_event, contents) => {
    lockPage(contents, page, log)
  })
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => {
    event.preventDefault()
  })
  // Developer tools, which exist only from source, load their own pages.
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !page.isOurs(url) && !url.startsWith('devtools:') })
  })
}

function lockPage(contents: WebContents, page: PageAddress, log: CoreLog): void {
  const deny = (event: {
    preventDefault(): void
    readonly url: string
    readonly isMainFrame: boolean
  }): void => {
    // A page may load itself again, which is how Vite's development server replaces it.
    if (event.isMainFrame && event.url === page.url) return
    event.preventDefault()
    log.warn('A page tried to go elsewhere and was held.', { url: event.url.slice(0, 200) })
  }
  contents.on('will-frame-navigate', deny)
  contents.on('will-redirect', deny)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('A page tried to open a window and was held.', { url: url.slice(0, 200) })
    return { action: 'deny' }
  })
}
