// The three acts that stop a desk, from places that need no window's page: the menu, the tray, and keys that work
// whatever program has the keyboard. What was refused is shown by the main process itself, because a page may be dead.
import { app, globalShortcut, Menu, Tray, type MenuItemConstructorOptions } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import type { UiCommand, UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { text, type TextKey } from './catalogue.ts'
import { askToFlatten, showRefusal } from './dialogs.ts'
import { trayImage } from './tray-image.ts'

/** Where an act was asked for; stands in the audit trail. */
type Origin = 'menu' | 'tray' | 'global shortcut'
type Act = 'cancelAll' | 'flatten' | 'stopTrading'

export interface EmergencyOptions {
  readonly command: (value: UiCommand) => UiCommandResult
  readonly showWindow: () => void
  readonly log: CoreLog
}

const ACTS: readonly Act[] = ['cancelAll', 'flatten', 'stopTrading']

/** Three keys with three modifiers: nothing else uses them, and no hand finds them by accident. */
export const EMERGENCY_KEYS: Readonly<Record<Act, string>> = {
  cancelAll: 'CommandOrControl+Alt+Shift+X',
  flatten: 'CommandOrControl+Alt+Shift+F',
  stopTrading: 'CommandOrControl+Alt+Shift+K',
}

const LABELS: Readonly<Record<Act, TextKey>> = {
  cancelAll: 'menu.cancelAll',
  flatten: 'menu.flatten',
  stopTrading: 'menu.stopTrading',
}

export class Emergency {
  readonly #options: EmergencyOptions
  #tray: Tray | undefined

  constructor(options: EmergencyOptions) {
    this.#options = options
  }

  /** Whether a program without a window can be come back to. */
  get hasTray(): boolean {
    return this.#tray !== undefined
  }

  /** The acts as items of a menu; their keys are shown, and taken by `listen`. */
  menuItems(origin: 'menu' | 'tray'): MenuItemConstructorOptions[] {
    return ACTS.map((act) => ({
      id: act,
      label: text(LABELS[act]),
      // GTK draws no keys in the menu of a tray.
      ...(origin === 'menu' ? { accelerator: EMERGENCY_KEYS[act], registerAccelerator: false } : {}),
      click: () => {
        void this.#carryOut(act, origin)
      },
    }))
  }

  /** Takes the keys and puts the tray in place; what the system does not give is said in the log, the menu has it all. */
  listen(): void {
    const { log } = this.#options
    for (const act of ACTS) {
      const key = EMERGENCY_KEYS[act]
      const isTaken = globalShortcut.register(key, () => {
        void this.#carryOut(act, 'global shortcut')
      })
      if (!isTaken) log.warn('Another program has this key; the menu and the tray still work.', { key, act })
    }
    try {
      this.#tray = new Tray(trayImage())
      this.#tray.setToolTip(text('window.title'))
      this.label()
    } catch (error) {
      log.warn('There is no tray here; the menu and the keys still work.', { error: String(error) })
    }
    app.on('will-quit', () => {
      globalShortcut.unregisterAll()
      this.#tray?.destroy()
    })
  }

  /** The menu of the tray in the words of the language that is spoken now. */
  label(): void {
    const show: MenuItemConstructorOptions = { label: text('tray.show'), click: this.#options.showWindow }
    const quit: MenuItemConstructorOptions = {
      label: text('menu.quit'),
      click: () => {
        app.quit()
      },
    }
    const line = { type: 'separator' } as const
    this.#tray?.setContextMenu(Menu.buildFromTemplate([show, line, ...this.menuItems('tray'), line, quit]))
  }

  async #carryOut(act: Act, origin: Origin): Promise<void> {
    const { command, log } = this.#options
    if (act === 'flatten' && !(await askToFlatten())) return
    const result = command({ kind: act, origin })
    if (result.ok) {
      log.info('Carried out.', { act, origin, orders: result.clientOrderIds.length })
      return
    }
    const code = 'reason' in result ? result.reason.code : result.malformed
    log.warn('Refused.', { act, origin, code })
    showRefusal(text(LABELS[act]), code)
  }
}
