// Panels between windows: out of this one into one of its own, over to another, back to the desk. Called by the dock, the
// bars and commands. The main process opens and closes windows as the workspace comes to have them.
import { panelOut, panelTo, windowBack, type WindowId } from '../../shared/desk/desk-windows.ts'
import { WINDOW_BOUNDS_MIN, type WindowBounds } from '../../shared/desk/workspaces.ts'
import { settingsStore } from './documents.ts'
import { hereId } from './this-window.ts'
import { changeOpen } from './workspace.ts'

/** A point of the screen, as pointer events give it. */
export interface ScreenPoint {
  readonly x: number
  readonly y: number
}

/** The panel in a window of its own, a little beside where it lies now. */
export function takeOut(panelId: string): void {
  const place = document.querySelector(`[data-panel-place="${panelId}"]`)?.getBoundingClientRect()
  const scale = settingsStore.getState().zoom / 100
  const { left = 0, top = 0, width = 0, height = 0 } = place ?? {}
  openBeside(panelId, {
    x: window.screenX + left * scale + BESIDE_PX,
    y: window.screenY + top * scale + BESIDE_PX,
    width: width * scale,
    height: height * scale + BAR_PX,
  })
}

/** The panel in front in another window of the workspace. */
export function movePanel(panelId: string, to: WindowId): void {
  changeOpen((open) => panelTo(open, panelId, to))
}

/** All panels of this window back on the desk, which closes it. */
export function bringBack(): void {
  changeOpen((open) => (hereId === undefined ? open : windowBack(open, hereId)))
}

/** A panel that was dropped beside this window: into the window of Tenor that lies there, else into one of its own. */
export async function dropAt(
  panelId: string,
  point: ScreenPoint,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  const hit = await globalThis.tenor?.windowAt(point.x, point.y)
  if (hit === undefined) return
  if (hit === null) openBeside(panelId, { x: point.x - GRIP.x, y: point.y - GRIP.y, ...size })
  else movePanel(panelId, hit.id)
}

/** From the corner of a window to the tab that is held. */
const GRIP: ScreenPoint = { x: 60, y: 40 }
const BESIDE_PX = 32
/** What a window has above its panels. */
const BAR_PX = 64

/** `bounds`: where on the screen the window is asked to open. */
function openBeside(panelId: string, bounds: WindowBounds): void {
  changeOpen((open) => panelOut(open, panelId, wholePixels(bounds)))
}

function wholePixels({ x, y, width, height }: WindowBounds): WindowBounds {
  return {
    x: Math.round(x),
    y: Math.round(y),
    width: Math.max(WINDOW_BOUNDS_MIN.width, Math.round(width)),
    height: Math.max(WINDOW_BOUNDS_MIN.height, Math.round(height)),
  }
}
