// Updates of this very program: where it asks, if it may at all, and how it ends for one. Called by desktop.ts.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { CoreLog, OrdersAtStake } from '../../../main/core/trading-core.ts'
import { whyUpdatesAreOff } from './update-channel.ts'
import { updateBoxes } from './update-boxes.ts'
import { Updates, type UpdatesOptions } from './updates.ts'

export function desktopUpdates(options: {
  readonly chosen: UpdatesOptions['chosen']
  readonly isReplay: boolean
  readonly ordersAtStake: () => OrdersAtStake | undefined
  readonly onChanged: () => void
  readonly log: CoreLog
}): Updates {
  const { chosen, isReplay, ordersAtStake, onChanged, log } = options
  const hasResource = (name: string): boolean => existsSync(join(process.resourcesPath, name))
  return new Updates({
    off: whyUpdatesAreOff({
      isPackaged: app.isPackaged,
      isMarked: hasResource('NOT-FOR-RELEASE.txt'),
      hasAddress: hasResource('app-update.yml'),
      isReplay,
    }),
    source: async () => (await import('./update-source.ts')).updateSource(log),
    chosen,
    ordersAtStake,
    boxes: updateBoxes,
    quit: () => {
      app.quit()
    },
    onChanged,
    log,
  })
}
