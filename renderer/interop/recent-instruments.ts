// The instruments that the colour groups turned to last, newest first: heard on their channels, so that a turn made in any
// window counts. Bounded, kept nowhere; the palette shows them first.
import { LINK_COLOURS } from '../../shared/desk/workspaces.ts'
import { channelOf } from './desktop-agent.ts'
import { INSTRUMENT_TYPE, tickerOf } from './instrument-context.ts'

const RECENT_MAX = 6
let recent: readonly string[] = []

export function recentInstruments(): readonly string[] {
  return recent
}

/** Listens until the window ends. */
export function followRecent(): void {
  for (const colour of LINK_COLOURS) {
    void channelOf(colour).addContextListener(INSTRUMENT_TYPE, (context) => {
      const heard = tickerOf(context)
      if (heard !== undefined) recent = [heard, ...recent.filter((one) => one !== heard)].slice(0, RECENT_MAX)
    })
  }
}
