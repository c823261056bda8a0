// Sleep and waking in the log. That nothing is shown as live after a sleep needs no word from the system: data are only as
// new as the newest ping that was answered (main/session).
import { powerMonitor } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'

export function logPower(log: CoreLog): void {
  powerMonitor.on('suspend', () => {
    log.info('The machine goes to sleep.')
  })
  powerMonitor.on('resume', () => {
    log.info('The machine is awake again.')
  })
}
