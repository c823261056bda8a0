// A box of the main process: over the window where there is one, and without anybody waiting for it.
import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron'

export function showBox(options: MessageBoxOptions): void {
  void askBox(options)
}

/** Resolves to the number of the button that was pressed. */
export async function askBox(options: MessageBoxOptions): Promise<number> {
  const window = BrowserWindow.getAllWindows()[0]
  const { response } = await (window === undefined
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options))
  return response
}
