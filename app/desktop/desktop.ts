// Puts the desktop program together once Electron is ready: exchange, core, window, menu and the ways they end. It
// decides nothing about trading. The exchange starts first and the window beside it, because the first quote needs both.
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import type { CoreLog, CreateCore } from '../../main/core/trading-core.ts'
import type { VenueCredentials } from '../../main/session/venue-contract.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { userName } from '../../main/settings/user-name.ts'
import { ArmedLadders } from './armed-ladders.ts'
import { aboutTenor, systemLocale } from './about.ts'
import { serveApp } from './app-protocol.ts'
import { speak, text } from './catalogue.ts'
import { CoreHost } from './core-host.ts'
import { Closing } from './closing.ts'
import { RESTARTS_IN_A_ROW, watchForCrash } from './crash-watch.ts'
import { crashFolderOf } from './crash-reports.ts'
import { linkAmong } from './deep-link.ts'
import { openDeskDocuments } from './desk-documents.ts'
import { DeskWindows } from './desk-windows.ts'
import { askToStartAgain, openInSystem, saveLogCopy, showAbout, tellFailure } from './dialogs.ts'
import { Emergency } from './emergency.ts'
import { endAfter, onBug, prepareShutdown } from './endings.ts'
import { logFigures, type ProcessMemory } from './figures-log.ts'
import { watchFirstQuote } from './first-quote.ts'
import { venueArgs, type DesktopFlags } from './flags.ts'
import { answerWindows } from './ipc.ts'
import type { Links } from './links.ts'
import { lockDown } from './lockdown.ts'
import { logFileOf } from './log-files.ts'
import { setApplicationMenu } from './menu.ts'
import { pageAddress } from './page-address.ts'
import { logPower } from './power-log.ts'
import { Recordings } from './recordings.ts'
import { relaunch } from './relaunch.ts'
import { argsFor, sameArgs } from './replay-args.ts'
import type { ReplayHost } from './replay-host.ts'
import { desktopUpdates } from './update/desktop-updates.ts'
import { venueFork } from './venue-fork.ts'
import { VenueProcess } from './venue-process.ts'
import { alertNotifier } from './notifications.ts'
import { openTerminalWindow } from './window.ts'
import { Zoom } from './zoom.ts'

export interface DesktopOptions {
  readonly flags: DesktopFlags
  readonly profileDir: string
  readonly credentials: VenueCredentials
  /** Loads the core's code, which is the larger part of the program, beside the exchange and the window. */
  readonly loadCore: () => Promise<CreateCore>
  /** The folder of built programs: `desktop`, `renderer` and `venue` lie in it. */
  readonly outDir: string
  readonly fromSource: boolean
  readonly links: Links
  readonly log: CoreLog
}

/** A slow start shows the window all the same, and the window says what it waits for. */
const SHOW_AT_LATEST_MS = 2_000
/** The exchange takes the longest to start, so it goes first; an exchange that does not start holds nothing up. */
const LAUNCH_WAIT_MS = 250

export function runDesktop(options: DesktopOptions): void {
  const { flags, profileDir, credentials, loadCore, outDir, fromSource, links, log } = options
  const attended = flags.exitAfterSeconds === undefined
  const page = pageAddress({ fromSource, rendererUrl: process.env['TENOR_RENDERER_URL'] })

  let venue: VenueProcess | undefined
  let replay: ReplayHost | undefined
  let goOn = (): void => undefined
  const exchangeLaunched = new Promise<void>((resolve) => (goOn = resolve))
  let allowShow = (): void => undefined
  const showAllowed = new Promise<void>((resolve) => (allowShow = resolve))
  const showTimer = setTimeout(allowShow, SHOW_AT_LATEST_MS)
  const deskDocuments = openDeskDocuments({
    profileDir,
    locale: systemLocale(),
    tell: (problem) => {
      core.tell(problem)
    },
    log,
  })
  const { documents, windowState } = deskDocuments
  const zoom = new Zoom(documents)
  const updates = desktopUpdates({
    chosen: deskDocuments.updates,
    isReplay: flags.replayFile !== undefined,
    ordersAtStake: () => core.ordersAtStake(),
    onChanged: () => {
      buildMenu()
    },
    log,
  })
  const shutDown = prepareShutdown(
    {
      begin: () => {
        endCrashWatch()
        updates.ending()
        closing.end()
        windows.end()
      },
      stop: async () => {
        for (const window of BrowserWindow.getAllWindows()) window.close()
        await Promise.all([venue?.stop(), replay?.stop(), core.stop(), deskDocuments.flush()])
      },
      last: () => updates.installAtEnd(),
    },
    log,
  )
  // From source a person sees how the program ended, and starts it themselves.
  const endCrashWatch =
    attended && !fromSource
      ? watchForCrash({ args: sameArgs(process.argv.slice(1)), crashes: flags.crashes ?? 0, log })
      : () => undefined
  const failWith = (detail: string): void => {
    clearTimeout(showTimer)
    void tellFailure({ message: text('start.failed'), detail, attended, log }).finally(() => {
      shutDown(1)
    })
  }
  onBug((error) => {
    log.error('A defect ended the program.', { error })
    const detail = text('bug.detail', { logFile: logFileOf(profileDir) })
    void core
      .stop()
      .then(async () => {
        if (attended && (await askToStartAgain(detail))) relaunch(sameArgs(process.argv.slice(1)))
      })
      .finally(() => {
        shutDown(1)
      })
  })

  const core = new CoreHost({
    // What is past has a journal of its own: it must never meet the orders of today.
    profileDir: flags.replayFile === undefined ? profileDir : join(profileDir, 'replay'),
    user: userName(flags.user, documents.value('settings')),
    credentials,
    log,
    watch: watchFirstQuote((paintedAgoMs) => {
      tellFirstQuote(paintedAgoMs, log)
    }),
    onFailed: failWith,
    notify: alertNotifier({
      window: () => windows.desk,
      comeToFront: () => {
        comeToFront()
      },
      locale: () => documents.value('settings').language,
      log,
    }),
  })
  if (flags.crashes !== undefined) {
    log.warn('Started again after a crash.', { inARow: flags.crashes })
    core.tell(afterCrash(flags.crashes, profileDir))
  }
  const useVenue = (url: string): void => {
    core.useVenue(url)
  }
  if (flags.replayFile !== undefined) {
    const { replayFile } = flags
    // Loaded only here: a start on the market does without it.
    void import('./replay-host.ts')
      .then(({ ReplayHost }) => ReplayHost.open(replayFile, log))
      .then((opened) => {
        if (!opened.ok) {
          failWith(opened.error)
          return
        }
        replay = opened.value
        recordings.remember(replayFile)
        useVenue(replay.url)
      })
    goOn()
  } else if (flags.venueUrl === undefined) {
    venue = new VenueProcess({
      fork: venueFork(join(outDir, 'venue', 'main.cjs')),
      args: venueArgs(flags, profileDir),
      log,
      onLaunched: () => {
        goOn()
      },
      onListening: useVenue,
      onGivenUp: failWith,
    })
    venue.start()
    setTimeout(goOn, LAUNCH_WAIT_MS)
  } else {
    useVenue(flags.venueUrl)
    goOn()
  }

  logFigures({ core: () => core.figures(), processes: processMemory }, log)
  lockDown(page, log)
  serveApp(join(outDir, 'renderer'), log)
  const closing = new Closing({
    desk: () => ({
      staysInTray: documents.value('settings').whenClosed === 'tray',
      ...{ hasTray: emergency.hasTray, isAttended: attended },
    }),
    orders: () => core.ordersAtStake(),
    log,
  })
  const armed = new ArmedLadders()
  const windows = new DeskWindows({
    documents,
    state: windowState,
    open: (opening, place) =>
      openTerminalWindow({
        page,
        preloadPath: join(outDir, 'desktop', 'preload.cjs'),
        opening,
        place,
        fromSource,
        showAfter: showAllowed,
        onPageReady: (window) => {
          zoom.apply(window)
          core.pageReady(window)
          armed.pageReady(window)
          if (window === windows.desk) links.pageReady(window)
        },
        onPageGone: (window) => {
          core.pageGone(window)
          armed.pageGone(window)
          links.pageGone(window)
        },
        log,
      }),
    log,
  })
  answerWindows({
    page,
    windows,
    armed,
    command: (value) => core.command(value),
    preview: (value) => core.preview(value),
    about: () => ({ ...aboutTenor(), isAttended: attended }),
    documents,
    replay: (command) => replay?.control(command),
    log,
  })
  const openDesk = (): void => {
    closing.watch(windows.openDesk())
  }
  const comeToFront = (): void => {
    if (windows.desk === undefined) openDesk()
    else windows.comeToFront()
  }
  // The launch of the exchange passes through this thread: the window and the core, which hold it up, come after it.
  exchangeLaunched
    .then(() => {
      openDesk()
      return loadCore()
    })
    .then(
      (createCore) => {
        if (core.build(createCore)) allowShow()
      },
      (error: unknown) => {
        failWith(String(error))
      },
    )
  const emergency = new Emergency({
    command: (value) => core.command(value),
    showWindow: comeToFront,
    log,
  })
  emergency.listen()
  const recordings = new Recordings({
    recent: deskDocuments.recordings,
    startOn: startAgain,
    onChanged: () => {
      buildMenu()
    },
    log,
  })
  const buildMenu = (): void => {
    setApplicationMenu(
      {
        emergency: () => emergency.menuItems('menu'),
        openRecording: () => {
          recordings.choose()
        },
        recentRecordings: recordings.recent,
        replay: (path) => {
          recordings.open(path)
        },
        ...(flags.replayFile === undefined
          ? {}
          : {
              leaveReplay: () => {
                startAgain(undefined)
              },
            }),
        updates: {
          check: () => {
            updates.check()
          },
          readyVersion: updates.readyVersion,
          ...(updates.areOn
            ? {
                beta: {
                  isTaken: updates.channel === 'beta',
                  take: (taken) => {
                    updates.choose(taken ? 'beta' : 'latest')
                  },
                },
              }
            : {}),
        },
        saveLog: () => {
          void saveLogCopy(logFileOf(profileDir), log)
        },
        openCrashReports: () => {
          void openInSystem(crashFolderOf(profileDir), log)
        },
        openLicences: () => {
          void openInSystem(licencesFile(fromSource), log)
        },
        about: showAbout,
        zoom,
        quit: () => {
          app.quit()
        },
      },
      { fromSource },
    )
  }
  const speakAsSet = (): void => {
    speak(documents.value('settings').language)
    buildMenu()
    emergency.label()
  }
  documents.listen(({ name }) => {
    if (name === 'settings') speakAsSet()
  })
  speakAsSet()
  if (attended) updates.start()
  logPower(log)

  keepToOneProgram(comeToFront, links)
  if (flags.exitAfterSeconds !== undefined) {
    endAfter(flags.exitAfterSeconds, flags.screenshotFile, shutDown)
  }
}

/** Ends this program and starts it on a recording, or on the market. */
function startAgain(recordingFile: string | undefined): void {
  relaunch(argsFor(recordingFile, process.argv.slice(1)))
  app.quit()
}

function afterCrash(inARow: number, profileDir: string): Reason {
  return reason('startedAfterCrash', { inARow, limit: RESTARTS_IN_A_ROW, logFile: logFileOf(profileDir) })
}

/** A real file, because the system opens it. */
function licencesFile(fromSource: boolean): string {
  return fromSource
    ? join(app.getAppPath(), 'docs', 'licences.txt')
    : join(process.resourcesPath, 'licences.txt')
}

function keepToOneProgram(comeToFront: () => void, links: Links): void {
  app.on('second-instance', (_event, args) => {
    const link = linkAmong(args)
    if (link === undefined || links.open(link)) comeToFront()
  })
  app.on('activate', comeToFront)
}

function processMemory(): readonly ProcessMemory[] {
  return app
    .getAppMetrics()
    .map(({ type, pid, memory }) => ({ type, pid, mb: memory.workingSetSize / 1_024 }))
}

/** Into the log, and for the bench as one line of JSON on stderr. */
function tellFirstQuote(paintedAgoMs: number, log: CoreLog): void {
  const sinceProcessStartMs = Math.round(performance.now() - paintedAgoMs)
  log.info('First quote.', { sinceProcessStartMs })
  if (process.env['TENOR_STARTUP_LOG'] === '1') {
    process.stderr.write(`${JSON.stringify({ event: 'firstQuote', sinceProcessStartMs })}\n`)
  }
}
