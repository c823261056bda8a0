// Tells a person of alerts outside the page: a notification of the system, which brings the window forward when it is pressed,
// and a sound. The window plays the sound, softly and by kind; where there is none the system makes its own. What was told is
// a line of the log, so that support can see it without having been there.
import { Notification, type BrowserWindow } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import type { AlertNotification } from '../../shared/domain/alert.ts'
import { alertText, alertTitle } from '../../shared/ui-wire/alert-words/alert-text.ts'
import { ALERT_SOUND } from '../../shared/ui-wire/bridge.ts'

export interface NotifierOptions {
  /** The one whose page plays sounds; undefined where none is open. */
  readonly window: () => BrowserWindow | undefined
  readonly comeToFront: () => void
  /** BCP 47. */
  readonly locale: () => string
  readonly log: CoreLog
}

/** A program that runs for days shows many: those that nobody pressed are let go of, oldest first. */
const SHOWN_MAX = 32

export function alertNotifier(options: NotifierOptions): (told: AlertNotification) => void {
  const { comeToFront, locale, log } = options
  // Held, because one that is collected no longer answers a press.
  const shown: Notification[] = []
  return (told) => {
    const { topic, count, isOrderFate, sound, volume } = told
    const page = soundingPage(options.window())
    const silent = sound === undefined || page !== undefined
    if (sound !== undefined) page?.send(ALERT_SOUND, { sound, volume })
    log.info('Alert.', { kind: topic, code: told.said.code, count, isOrderFate, sound, silent })
    if (!Notification.isSupported()) return
    const notification = new Notification({
      title: alertTitle(topic, count, locale()),
      body: alertText({ said: told.said, count: 1, note: told.note }, locale()),
      silent,
    })
    notification.on('click', comeToFront)
    shown.push(notification)
    if (shown.length > SHOWN_MAX) shown.shift()
    notification.show()
  }
}

function soundingPage(window: BrowserWindow | undefined): Electron.WebContents | undefined {
  if (window === undefined || window.isDestroyed()) return undefined
  const { webContents } = window
  return webContents.isCrashed() || webContents.isLoading() ? undefined : webContents
}
