// A picture of the window as a PNG, for `--screenshot FILE`.
import { writeFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { BrowserWindow } from 'electron'
import { err, ok, type Result } from '../../shared/domain/result.ts'

const CAPTURE_WITHIN_MS = 10_000

/** Why there is no picture is a sentence. */
export async function takeScreenshot(file: string): Promise<Result<void, string>> {
  const window = BrowserWindow.getAllWindows()[0]
  if (window === undefined) return err('No picture was taken: the window is closed.')
  const late = setTimeout(CAPTURE_WITHIN_MS, undefined, { ref: false })
  try {
    const image = await Promise.race([window.webContents.capturePage(), late])
    if (image === undefined || image.isEmpty()) {
      return err('No picture was taken: the window has painted nothing. Give it longer with --exit-after.')
    }
    await writeFile(file, image.toPNG())
    return ok(undefined)
  } catch (error) {
    return err(
      `The picture was not written to ${file}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
