// The entry of the desktop program: what must happen before Electron is ready, in this order: flags, key, profile, log,
// crash reports, sandbox, our scheme, links, one instance per profile. Then desktop.ts takes over. Nothing is awaited at the top level,
// because Electron becomes ready only after this module has run.
import { join } from 'node:path'
import { app, Menu } from 'electron'
import type { CoreLog, CreateCore } from '../../main/core/trading-core.ts'
import { readCredentials } from '../../main/session/venue-credentials.ts'
import { PAPER_KEY } from '../../shared/venue-wire/paper-key.ts'
import { registerAppScheme } from './app-protocol.ts'
import { keepCrashReports } from './crash-reports.ts'
import { LINK_SCHEME, linkAmong, parseDeepLink } from './deep-link.ts'
import { runDesktop } from './desktop.ts'
import { parseFlags } from './flags.ts'
import { Links } from './links.ts'
import { openLog, tellStderr } from './log.ts'

// A terminal that is closed takes our stderr with it; that is no reason to end.
process.stderr.on('error', () => undefined)
start()

function start(): void {
  const flags = parseFlags(process.argv.slice(1), { appDir: app.getAppPath(), workingDir: process.cwd() })
  if (!flags.ok) {
    refuse(flags.error, 2)
    return
  }
  const credentials = readCredentials(process.env, PAPER_KEY)
  if (!credentials.ok) {
    refuse(credentials.error, 2)
    return
  }
  const profileDir = flags.value.profileDir ?? app.getPath('userData')
  let log: CoreLog
  try {
    log = openLog(profileDir, { secrets: [credentials.value.secret] })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    refuse(`The profile folder ${profileDir} cannot be used: ${why}. Choose another with --profile DIR.`, 1)
    return
  }
  app.setPath('userData', profileDir)
  keepCrashReports(profileDir, log)
  // Chromium's own files stay out of the way of ours.
  app.setPath('sessionData', join(profileDir, 'chromium'))
  // Root has no sandbox to give and must start with --no-sandbox; enabling it would undo that switch.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerAppScheme()
  // The packages of macOS and Linux say themselves that these links are ours.
  if (app.isPackaged && process.platform === 'win32') app.setAsDefaultProtocolClient(LINK_SCHEME)
  const links = new Links(log)
  // macOS hands links over in its own way, and the first before Electron is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    links.open(parseDeepLink(url))
  })
  const link = linkAmong(process.argv.slice(1))
  if (link !== undefined) links.open(link)
  // Ours comes with the window; without this Electron would build its own first.
  Menu.setApplicationMenu(null)
  if (!app.requestSingleInstanceLock()) {
    const pictureWanted = flags.value.screenshotFile !== undefined
    refuse(
      `Tenor is already running with the profile ${profileDir}; its window comes to the front. ` +
        'For a second one give another folder with --profile DIR.',
      pictureWanted ? 1 : 0,
    )
    return
  }
  log.info('Tenor starts.', { version: app.getVersion(), electron: process.versions.electron, profileDir })
  const options = {
    flags: flags.value,
    profileDir,
    credentials: credentials.value,
    loadCore: async (): Promise<CreateCore> => (await import('../../main/core/create-core.ts')).createCore,
    outDir: join(import.meta.dirname, '..'),
    fromSource: !app.isPackaged,
    links,
    log,
  }
  void app.whenReady().then(() => {
    runDesktop(options)
  })
}

function refuse(sentence: string, exitCode: number): void {
  tellStderr(sentence)
  app.exit(exitCode)
}
