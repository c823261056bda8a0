// The windows of the desk: the desk itself, and those beside it that the open workspace has. They follow the document: one
// that it names is opened, one that it no longer names is closed. A person who closes a window beside the desk gets its panels
// back on the desk; who closes the desk closes all, and finds them again.
import { screen, type BrowserWindow } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import type { DocumentFile } from '../../main/settings/document-file.ts'
import type { Documents } from '../../main/settings/documents.ts'
import { windowBack } from '../../shared/desk/desk-windows.ts'
import type { DeskWindow, Workspaces } from '../../shared/desk/workspaces.ts'
import type { WindowName } from '../../shared/ui-wire/bridge.ts'
import {
  DESK_OPENING,
  displaysKey,
  openingBeside,
  placeFor,
  rememberPlace,
  type DisplayArea,
  type WindowOpening,
  type WindowPlace,
  type WindowState,
} from './window-state.ts'

export interface DeskWindowsOptions {
  readonly documents: Documents
  readonly state: DocumentFile<WindowState>
  /** Makes a window, which is shown when it has something to show. */
  readonly open: (opening: WindowOpening, place: WindowPlace) => BrowserWindow
  readonly log: CoreLog
}

type Wanted = ReadonlyMap<string, readonly [WindowName, DeskWindow]>
const NONE: Wanted = new Map()

interface Beside {
  readonly name: WindowName
  readonly window: BrowserWindow
}

export class DeskWindows {
  readonly #options: DeskWindowsOptions
  readonly #beside = new Map<string, Beside>()
  #desk: BrowserWindow | undefined
  /** Windows beside the desk come after it. */
  #deskIsShown = false
  #isEnding = false

  constructor(options: DeskWindowsOptions) {
    this.#options = options
    options.documents.listen(({ name }) => {
      if (name === 'workspaces') this.#follow()
    })
  }

  /** Undefined while it is closed. */
  get desk(): BrowserWindow | undefined {
    return this.#desk
  }

  /** From here on windows are closed by the program, which changes no workspace. */
  end(): void {
    this.#isEnding = true
  }

  openDesk(): BrowserWindow {
    const desk = this.#open(DESK_OPENING)
    this.#desk = desk
    desk.once('show', () => {
      this.#deskIsShown = true
      this.#follow()
    })
    desk.on('closed', () => {
      this.#desk = undefined
      this.#deskIsShown = false
      this.#follow()
    })
    return desk
  }

  comeToFront(): void {
    const desk = this.#desk
    if (desk === undefined) return
    if (desk.isMinimized()) desk.restore()
    desk.focus()
  }

  isOurs(webContentsId: number): boolean {
    return this.#desk?.webContents.id === webContentsId || this.nameOf(webContentsId) !== undefined
  }

  /** Undefined for the desk. */
  nameOf(webContentsId: number): WindowName | undefined {
    return this.#besides().find(({ window }) => window.webContents.id === webContentsId)?.name
  }

  /** Brings the window of the open workspace forward; without an id the desk. */
  show(windowId: string | undefined): void {
    const beside = this.#besides().find(({ name }) => name.id === windowId)
    if (beside === undefined) this.comeToFront()
    else beside.window.focus()
  }

  /** The window that lies there, the foremost of those beside the desk first; null where none does. */
  at(x: number, y: number): { readonly id: string | undefined } | null {
    const covers = (window: BrowserWindow): boolean => {
      const bounds = window.getBounds()
      const isInside =
        x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height
      return isInside && !window.isMinimized()
    }
    const beside = this.#besides().findLast(({ window }) => covers(window))
    if (beside !== undefined) return { id: beside.name.id }
    return this.#desk !== undefined && covers(this.#desk) ? { id: undefined } : null
  }

  #besides(): readonly Beside[] {
    return [...this.#beside.values()]
  }

  /** Opens and closes until the windows are those of the open workspace. */
  #follow(): void {
    if (this.#isEnding) return
    const wanted = this.#deskIsShown ? windowsOf(this.#options.documents.value('workspaces')) : NONE
    for (const [key, { window }] of this.#beside) {
      if (wanted.has(key)) continue
      this.#beside.delete(key)
      window.close()
    }
    for (const [key, [name, beside]] of wanted) {
      if (!this.#beside.has(key)) this.#openBeside(key, name, beside)
    }
  }

  #openBeside(key: string, name: WindowName, { bounds }: DeskWindow): void {
    const window = this.#open(openingBeside(key, bounds))
    this.#beside.set(key, { name, window })
    window.on('closed', () => {
      // Whoever closes it by the document has let go of it before.
      if (this.#beside.get(key)?.window !== window || this.#isEnding) return
      this.#beside.delete(key)
      this.#giveBack(name)
    })
  }

  #giveBack({ workspace, id }: WindowName): void {
    const { documents, log } = this.#options
    const state = documents.value('workspaces')
    const list = state.list.map((one) => (one.id === workspace ? windowBack(one, id) : one))
    const changed = documents.change('workspaces', { ...state, list })
    if (!changed.ok)
      log.error('The panels of a closed window could not go back to the desk.', { fault: changed.error })
  }

  #open(opening: WindowOpening): BrowserWindow {
    const { state, open } = this.#options
    const window = open(opening, placeFor(state.value, displaysNow(), opening))
    const save = (): void => {
      const place = { bounds: window.getNormalBounds(), maximised: window.isMaximized() }
      const at = { displays: displaysKey(displaysNow()), window: opening.key }
      state.change(rememberPlace(state.value, at, place))
    }
    window.on('resize', save)
    window.on('move', save)
    window.on('maximize', save)
    window.on('unmaximize', save)
    window.on('close', save)
    return window
  }
}

/** By the key under which a place is remembered. */
function windowsOf({ open, list }: Workspaces): Wanted {
  const windows = list.find(({ id }) => id === open)?.windows ?? []
  return new Map(windows.map((one) => [`${open}/${one.id}`, [{ workspace: open, id: one.id }, one] as const]))
}

/** The primary display first. */
function displaysNow(): DisplayArea[] {
  const primaryId = screen.getPrimaryDisplay().id
  return screen.getAllDisplays().sort((a, b) => Number(b.id === primaryId) - Number(a.id === primaryId))
}
