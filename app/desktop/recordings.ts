// Replaying a recording from the menu: chosen in a dialog or among the last ones. A recording is looked at before the
// terminal leaves the market for it, so that a bad one costs nothing. Used by desktop.ts.
import { app } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import type { DocumentFile } from '../../main/settings/document-file.ts'
import { chooseRecording, showBadRecording } from './dialogs.ts'
import { forget, remember, type RecentRecordings } from './recent-recordings.ts'

export interface RecordingsOptions {
  readonly recent: DocumentFile<RecentRecordings>
  /** Ends this program and starts it on the recording. */
  readonly startOn: (path: string) => void
  readonly onChanged: () => void
  readonly log: CoreLog
}

export class Recordings {
  readonly #options: RecordingsOptions

  constructor(options: RecordingsOptions) {
    this.#options = options
  }

  /** Absolute paths, the one replayed last first. */
  get recent(): readonly string[] {
    return this.#options.recent.value.recordings
  }

  choose(): void {
    void chooseRecording().then((path) => {
      if (path !== undefined) this.open(path)
    })
  }

  open(path: string): void {
    const { recent, startOn, onChanged, log } = this.#options
    // Loaded only here: a start on the market does without it.
    void import('../../main/session/recording/recording-reader.ts').then(({ Recording }) => {
      const recording = Recording.open(path)
      if (recording.ok) {
        startOn(path)
        return
      }
      log.warn('A recording was refused.', { path, why: recording.error })
      recent.change(forget(recent.value, path))
      onChanged()
      showBadRecording(recording.error)
    })
  }

  /** This one is being replayed. */
  remember(path: string): void {
    const { recent, onChanged } = this.#options
    recent.change(remember(recent.value, path))
    app.addRecentDocument(path)
    onChanged()
  }
}
