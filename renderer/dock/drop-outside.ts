// A tab that is dragged out of its window: where it is let go, the window of Tenor that lies there takes it, else one of its
// own. Where the system does not tell where that was (Wayland says nothing of the screen), the tab stays where it is.
import { dropAt } from '../store/workspace-windows.ts'

/** A tab that the dock did not take and that was let go beside this window. */
export function watchDrop(
  drag: DragEvent,
  panelId: string,
  size: { readonly width: number; readonly height: number },
): void {
  const { width, height } = size
  const dropped = (event: DragEvent): void => {
    const { screenX: x, screenY: y, dataTransfer } = event
    const isOutside =
      x < window.screenX ||
      y < window.screenY ||
      x >= window.screenX + window.outerWidth ||
      y >= window.screenY + window.outerHeight
    if (isOutside && dataTransfer?.dropEffect === 'none') void dropAt(panelId, { x, y }, { width, height })
  }
  drag.target?.addEventListener(
    'dragend',
    (event) => {
      if (event instanceof DragEvent) dropped(event)
    },
    { once: true },
  )
}
