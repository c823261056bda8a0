// The panel of this window that was used last; commands that move a panel mean it.
import { createStore } from 'zustand/vanilla'

/** Undefined until one is used. */
export const activePanelStore = createStore<{ readonly panelId: string | undefined }>(() => ({
  panelId: undefined,
}))
