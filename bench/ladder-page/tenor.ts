// The terminal's own rows, with everything that they paint.
import '../../renderer/kit/tokens.css'
import '../../renderer/kit/base.css'
import '../../renderer/panels/ladder/ladder-rows.css'
import '../../renderer/panels/ladder/ladder.css'
import { ladderSettings } from '../../renderer/panels/ladder/ladder-settings.ts'
import { LadderView } from '../../renderer/panels/ladder/ladder-view.ts'
import { coreAnswered } from '../../renderer/store/core-link.ts'
import { applyProjection, deskStore } from '../../renderer/store/topic-stores.ts'
import { timeUs, instrumentId } from '../../shared/math/quantities.ts'
import type { SessionHealth } from '../../shared/ui-wire/health.ts'
import { ROW_PX, ROWS, WIDTH_PX, type MountLadder } from './shown-ladder.ts'

const LIVE: SessionHealth = { state: 'live', sinceUs: timeUs(1), reconnects: 0, resyncs: 0 }

export const mount: MountLadder = (root) => {
  deskStore.setState({
    projection: {
      ...{
        topic: 'desk',
        venueName: 'bench',
        venueUrl: '',
        environment: 'paper',
        market: LIVE,
        orders: LIVE,
      },
      ...{ workingCount: 0, unknownCount: 0, totals: [], roots: [] },
    },
  })
  const rows = document.createElement('div')
  rows.className = 'ladder-rows'
  rows.setAttribute('role', 'grid')
  rows.style.cssText = `--row: ${ROW_PX}px; width: ${WIDTH_PX}px; height: ${ROWS * ROW_PX}px`
  root.append(rows)
  const settings = ladderSettings(undefined)
  new LadderView(rows, instrumentId('H100F27'), () => settings)
  return (ladder) => {
    coreAnswered(timeUs(Math.floor((performance.timeOrigin + performance.now()) * 1_000)), performance.now())
    applyProjection(ladder)
  }
}
