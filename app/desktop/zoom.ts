// The zoom of the windows, which is a setting: the menu changes the setting, and every window follows it.
import { BrowserWindow } from 'electron'
import type { Documents } from '../../main/settings/documents.ts'
import { ZOOM } from '../../shared/desk/settings.ts'

export class Zoom {
  readonly #documents: Documents

  constructor(documents: Documents) {
    this.#documents = documents
    documents.listen(({ name }) => {
      if (name !== 'settings') return
      for (const window of BrowserWindow.getAllWindows()) this.apply(window)
    })
  }

  /** To be called with every load of a window's page. */
  apply({ webContents }: BrowserWindow): void {
    const factor = this.#documents.value('settings').zoom / 100
    // The getter is exact to what was set, so a window that has it is left alone.
    if (webContents.getZoomFactor() !== factor) webContents.setZoomFactor(factor)
  }

  /** So many steps larger, or smaller where it is negative. */
  step(steps: number): void {
    this.#set(this.#documents.value('settings').zoom + steps * ZOOM.step)
  }

  reset(): void {
    this.#set(100)
  }

  #set(percent: number): void {
    const zoom = Math.min(ZOOM.max, Math.max(ZOOM.min, percent))
    this.#documents.change('settings', { ...this.#documents.value('settings'), zoom })
  }
}
