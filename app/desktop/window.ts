// A window of the terminal: sandboxed, isolated, on our own page only, and loaded again when its page crashes. Trading goes
// on in the core whatever happens here. Which windows there are, and where, is for desk-windows.ts.
import { BrowserWindow } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import { text } from './catalogue.ts'
import type { PageAddress } from './page-address.ts'
import type { WindowOpening, WindowPlace } from './window-state.ts'

export interface TerminalWindowOptions {
  readonly page: PageAddress
  readonly preloadPath: string
  readonly opening: WindowOpening
  readonly place: WindowPlace
  readonly fromSource: boolean
  /** The window is shown once it has painted and this has settled. */
  readonly showAfter: Promise<unknown>
  /** A load of the page listens now. */
  readonly onPageReady: (window: BrowserWindow) => void
  /** That load is over: it is being replaced, has crashed or was closed. */
  readonly onPageGone: (window: BrowserWindow) => void
  readonly log: CoreLog
}

const RELOAD_AFTER_MS = 250
const RELOAD_AFTER_MS_MAX = 10_000
/** Of Chromium's 0 to 3: warnings and errors are kept. */
const CONSOLE_WARNING = 2
const CRASH_FORGOTTEN_AFTER_MS = 60_000

export function openTerminalWindow(options: TerminalWindowOptions): BrowserWindow {
  const { page, preloadPath, opening, place, fromSource, showAfter, onPageReady, onPageGone, log } = options
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: opening.sizeMin.width,
    minHeight: opening.sizeMin.height,
    title: text('window.title'),
    backgroundColor: '#0B0E14',
    show: false,
    webPreferences: {
      preload: preloadPath,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: fromSource,
    },
  })
  window.once('ready-to-show', () => {
    void showAfter.finally(() => {
      if (window.isDestroyed()) return
      if (place.maximised) window.maximize()
      window.show()
    })
  })
  window.on('closed', () => {
    onPageGone(window)
  })

  const contents = window.webContents
  contents.on('dom-ready', () => {
    onPageReady(window)
  })
  // At the commit and not at the start: a navigation that is held leaves the old page as it was.
  contents.on('did-navigate', () => {
    onPageGone(window)
  })
  contents.on('did-fail-load', (_event, errorCode, errorDescription, url, isMainFrame) => {
    if (isMainFrame) log.error('The window could not load its page.', { errorCode, errorDescription, url })
  })
  contents.on('unresponsive', () => {
    log.warn('The window does not respond; trading goes on without it.')
  })
  // The positional arguments are the ones that Electron 33 and 45 both give.
  contents.on('console-message', (_details, level, message, line, sourceId) => {
    if (level >= CONSOLE_WARNING)
      log.info('The window says.', { severity: level, text: message.slice(0, 1000), sourceId, line })
  })
  reloadAfterCrash(window, onPageGone, log)
  void window.loadURL(page.url).catch(() => undefined)
  return window
}

function reloadAfterCrash(
  window: BrowserWindow,
  onPageGone: (window: BrowserWindow) => void,
  log: CoreLog,
): void {
  let crashes = 0
  let lastCrashMs = 0
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    onPageGone(window)
    if (reason === 'clean-exit') return
    const nowMs = performance.now()
    crashes = nowMs - lastCrashMs > CRASH_FORGOTTEN_AFTER_MS ? 1 : crashes + 1
    lastCrashMs = nowMs
    const pauseMs = Math.min(RELOAD_AFTER_MS * 2 ** (crashes - 1), RELOAD_AFTER_MS_MAX)
    log.error('The window crashed; loading it again.', { reason, exitCode, crashes, pauseMs })
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload()
    }, pauseMs)
  })
}
