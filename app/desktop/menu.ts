// The application menu. Its commands reach the core without the window's page, so that a desk can be stopped when the
// page is dead; what only the page can do is asked of the page of the window in front.
import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'
import { MENU_COMMAND } from '../../shared/ui-wire/bridge.ts'
import type { CommandId } from '../../shared/desk/key-schemes.ts'
import { text } from './catalogue.ts'
import type { Zoom } from './zoom.ts'

export interface MenuCommands {
  /** What stops a desk. */
  readonly emergency: () => MenuItemConstructorOptions[]
  readonly openRecording: () => void
  /** Absolute paths, the one replayed last first. */
  readonly recentRecordings: readonly string[]
  readonly replay: (path: string) => void
  /** Present while a recording is played. */
  readonly leaveReplay?: () => void
  readonly updates: UpdateCommands
  readonly saveLog: () => void
  readonly openCrashReports: () => void
  readonly openLicences: () => void
  readonly about: () => void
  readonly quit: () => void
  readonly zoom: Pick<Zoom, 'step' | 'reset'>
}

export interface UpdateCommands {
  readonly check: () => void
  /** The version that is here and waits; `check` offers it. */
  readonly readyVersion: string | undefined
  /** Absent where this program does not update itself. */
  readonly beta?: { readonly isTaken: boolean; readonly take: (taken: boolean) => void }
}

const PATH_LENGTH_SHOWN = 60

export function setApplicationMenu(commands: MenuCommands, options: { readonly fromSource: boolean }): void {
  const sourceOnly: MenuItemConstructorOptions[] = [
    { role: 'reload', label: text('menu.reload') },
    { role: 'toggleDevTools', label: text('menu.devTools') },
    { type: 'separator' },
  ]
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: text('menu.file'),
      submenu: [
        { id: 'openRecording', label: text('menu.openRecording'), click: commands.openRecording },
        { id: 'recentRecordings', label: text('menu.recentRecordings'), submenu: recentItems(commands) },
        ...(commands.leaveReplay === undefined
          ? []
          : [{ id: 'leaveReplay', label: text('menu.leaveReplay'), click: commands.leaveReplay }]),
        { type: 'separator' },
        pageItem('desk.settings', text('menu.settings')),
        { type: 'separator' },
        // On macOS the application's own menu has the way out.
        process.platform === 'darwin'
          ? { role: 'close', label: text('menu.closeWindow') }
          : { label: text('menu.quit'), accelerator: 'CmdOrCtrl+Q', click: commands.quit },
      ],
    },
    {
      label: text('menu.edit'),
      submenu: [
        { role: 'undo', label: text('menu.undo') },
        { role: 'redo', label: text('menu.redo') },
        { type: 'separator' },
        { role: 'cut', label: text('menu.cut') },
        { role: 'copy', label: text('menu.copy') },
        { role: 'paste', label: text('menu.paste') },
        { role: 'selectAll', label: text('menu.selectAll') },
      ],
    },
    {
      label: text('menu.view'),
      submenu: [
        pageItem('help.palette', text('menu.palette')),
        pageItem('desk.workspaces', text('menu.workspaces')),
        { type: 'separator' },
        ...(options.fromSource ? sourceOnly : []),
        ...zoomItems(commands.zoom),
        { type: 'separator' },
        { role: 'togglefullscreen', label: text('menu.fullScreen') },
      ],
    },
    {
      label: text('menu.trade'),
      submenu: commands.emergency(),
    },
    {
      label: text('menu.help'),
      submenu: [
        pageItem('help.guides', text('menu.guides')),
        pageItem('help.firstRun', text('menu.firstRun')),
        pageItem('help.map', text('menu.keys')),
        { type: 'separator' },
        ...updateItems(commands.updates),
        { type: 'separator' },
        { id: 'saveLog', label: text('menu.saveLog'), click: commands.saveLog },
        { id: 'crashReports', label: text('menu.crashReports'), click: commands.openCrashReports },
        { type: 'separator' },
        { id: 'licences', label: text('menu.licences'), click: commands.openLicences },
        { id: 'about', label: text('menu.about'), click: commands.about },
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** By the id of the page's command, which decides whether it can be done now. */
function pageItem(id: CommandId, label: string): MenuItemConstructorOptions {
  return {
    id,
    label,
    click: (_item, window) => {
      if (window instanceof BrowserWindow) window.webContents.send(MENU_COMMAND, id)
    },
  }
}

function recentItems({ recentRecordings, replay }: MenuCommands): MenuItemConstructorOptions[] {
  if (recentRecordings.length === 0) return [{ label: text('menu.noRecentRecordings'), enabled: false }]
  return recentRecordings.map((path) => ({
    label: pathLabel(path),
    click: () => {
      replay(path)
    },
  }))
}

/** The end of a path tells more than its beginning; a single `&` would underline what follows it. */
function pathLabel(path: string): string {
  const shown = path.length > PATH_LENGTH_SHOWN ? `…${path.slice(-PATH_LENGTH_SHOWN)}` : path
  return shown.replaceAll('&', '&&')
}

function updateItems({ check, readyVersion, beta }: UpdateCommands): MenuItemConstructorOptions[] {
  const label =
    readyVersion === undefined
      ? text('menu.checkUpdates')
      : text('menu.installUpdate', { version: readyVersion })
  const checkItem: MenuItemConstructorOptions = { id: 'checkUpdates', label, click: check }
  if (beta === undefined) return [checkItem]
  return [
    checkItem,
    {
      id: 'betaUpdates',
      type: 'checkbox',
      label: text('menu.betaUpdates'),
      checked: beta.isTaken,
      click: (item) => {
        beta.take(item.checked)
      },
    },
  ]
}

/** The keys of every browser; larger also without Shift, where plus stands over equals. */
function zoomItems(zoom: MenuCommands['zoom']): MenuItemConstructorOptions[] {
  const larger = (): void => {
    zoom.step(1)
  }
  return [
    { id: 'zoomIn', label: text('menu.zoomIn'), accelerator: 'CmdOrCtrl+Plus', click: larger },
    { label: text('menu.zoomIn'), accelerator: 'CmdOrCtrl+=', visible: false, click: larger },
    {
      id: 'zoomOut',
      label: text('menu.zoomOut'),
      accelerator: 'CmdOrCtrl+-',
      click: () => {
        zoom.step(-1)
      },
    },
    {
      id: 'zoomReset',
      label: text('menu.zoomReset'),
      accelerator: 'CmdOrCtrl+0',
      click: () => {
        zoom.reset()
      },
    },
  ]
}
