// Starts the program that follows this one; call it, then end.
import { app } from 'electron'

export function relaunch(args: readonly string[]): void {
  app.relaunch({ args: [...args], execPath: programFile() })
}

/** What runs out of an AppImage is a copy that goes when this program does: the next one is started from the file itself. */
export function programFile(): string {
  return process.env['APPIMAGE'] ?? process.execPath
}
