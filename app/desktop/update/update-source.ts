// Where new versions come from: electron-updater against the address that the package was made with. Everything it would
// do by itself is switched off; update-flow.ts decides. Loaded by desktop.ts only where the program may update itself.
import { autoUpdater } from 'electron-updater'
import type { CoreLog } from '../../../main/core/trading-core.ts'
import { plainNotes } from './release-notes.ts'
import type { UpdateChannel } from './update-channel.ts'
import type { Release } from './update-flow.ts'
import type { UpdateSource } from './updates.ts'

/** On macOS the system installs in its own time and then ends the program itself. */
const MAC_INSTALL_WITHIN_MS = 30_000

export function updateSource(log: CoreLog): UpdateSource {
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.logger = {
    info: (message) => {
      log.info('Updates.', { text: String(message) })
    },
    warn: (message) => {
      log.warn('Updates.', { text: String(message) })
    },
    error: (message) => {
      log.error('Updates.', { text: String(message) })
    },
  }
  // Each failure also rejects what was asked for; without a listener it would end the program.
  autoUpdater.on('error', () => undefined)
  return {
    useChannel(channel: UpdateChannel) {
      autoUpdater.channel = channel
      autoUpdater.allowPrerelease = channel === 'beta'
      // Choosing a channel switches this on; a journal of a newer version is not read by an older one.
      autoUpdater.allowDowngrade = false
    },
    async newest(): Promise<Release | undefined> {
      const found = await autoUpdater.checkForUpdates()
      if (found?.isUpdateAvailable !== true) return undefined
      const { version, releaseNotes } = found.updateInfo
      return { version, notes: plainNotes(releaseNotes) }
    },
    async fetch() {
      await autoUpdater.downloadUpdate()
    },
    async install(startAgain) {
      autoUpdater.quitAndInstall(true, startAgain)
      if (process.platform === 'darwin')
        await new Promise((resolve) => setTimeout(resolve, MAC_INSTALL_WITHIN_MS))
    },
  }
}
