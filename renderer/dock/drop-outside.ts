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
  drag.target?.addEventListener(
    'dragend',
    (event) => {
      if (!(event instanceof DragEvent) || event.dataTransfer?.dropEffect !== 'none' || !isOutside(event))
        return
      void dropAt(panelId, { x: event.screenX, y: event.screenY }, { width, height })
    },
    { once: true },
  )
}

function isOutside({ screenX: x, screenY: y }: DragEvent): boolean {
  const { screenX: left, screenY: top, outerWidth, outerHeight } = window
  return x < left || y < top || x >= left + outerWidth || y >= top + outerHeight
}
