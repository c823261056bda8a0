// A box of the main process: over the window that is used, or another, and without anybody waiting for it.
import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron'

export function showBox(options: MessageBoxOptions): void {
  void askBox(options)
}

/** Resolves to the number of the button that was pressed. */
export async function askBox(options: MessageBoxOptions): Promise<number> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { response } = await (window === undefined
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options))
  return response
}
