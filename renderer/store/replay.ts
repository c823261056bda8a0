// The replay of a recording, when this desk plays one: where it stands, asked for four times a second, and its controls.
// Fed by the main process through the bridge; empty on a market, and on a replay that another program serves.
import { createStore } from 'zustand/vanilla'
import type { ReplayCommand, ReplayState } from '../../shared/ui-wire/replay.ts'

export const replayStore = createStore<{ readonly state: ReplayState | undefined }>(() => ({
  state: undefined,
}))

/** Does it and takes the state that it led to. */
export async function controlReplay(command: ReplayCommand): Promise<void> {
  try {
    const state = await globalThis.tenor?.replay(command)
    replayStore.setState({ state })
  } catch {
    // The main process is ending; its silence is told by the desk.
  }
}

/** Plays or pauses; does nothing on a market. */
export function toggleReplay(): void {
  const { state } = replayStore.getState()
  if (state !== undefined) void controlReplay({ action: state.isPlaying ? 'pause' : 'play' })
}
