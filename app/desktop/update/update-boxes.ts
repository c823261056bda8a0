// What a person is told of updates; see updates.ts for when.
import { app } from 'electron'
import { text } from '../catalogue.ts'
import { askBox, showBox } from '../show-box.ts'
import type { Release } from './update-flow.ts'
import type { UpdateBoxes } from './updates.ts'

export const updateBoxes: UpdateBoxes = {
  off(why) {
    tell(text('update.off'), text(`update.off.${why}`))
  },
  none(channel) {
    tell(text('update.none', { version: app.getVersion() }), text(`update.noneDetail.${channel}`))
  },
  failed(why) {
    tell(text('update.failed'), text('update.failedDetail', { why }))
  },
  fetching(release) {
    const { version } = release
    tell(text('update.fetching', { version }), text('update.fetchingDetail', { notes: notesOf(release) }))
  },
  waits(release, atStake) {
    const { version } = release
    const notes = notesOf(release)
    const detail =
      atStake === undefined
        ? text('update.waitsUnknown', { notes })
        : text('update.waitsDetail', {
            working: String(atStake.working),
            held: String(atStake.held),
            unknown: String(atStake.unknown),
            notes,
          })
    tell(text('update.waits', { version }), detail)
  },
  async askToRestart(release) {
    const response = await askBox({
      type: 'question',
      title: text('window.title'),
      message: text('update.ready', { version: release.version }),
      detail: text('update.readyDetail', { notes: notesOf(release) }),
      buttons: [text('update.restart'), text('update.later')],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    })
    return response === 0
  },
}

function notesOf({ notes }: Release): string {
  return notes === '' ? text('update.noNotes') : notes
}

function tell(message: string, detail: string): void {
  showBox({ type: 'info', title: text('window.title'), message, detail })
}
