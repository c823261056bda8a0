// Makes what was written to the history last, without the core waiting for the disk: SQLite itself never syncs this file.
// The log is synced by a thread of Node's pool, then its pages go into the file, then the file is synced likewise.
// Used by HistoryStore. Invariant: between the first step and the last nothing is written, so that the log still holds
// every page until the file has it; a loss of power at any moment leaves a whole file, as SQLite's own order would.
import { closeSync, fsync, openSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Database } from '../sqlite/columns.ts'

const synced = promisify(fsync)

export class DiskSync {
  readonly #database: Database
  readonly #log: number
  readonly #file: number
  #isOpen = true
  #running: Promise<void> | undefined

  /** The log beside the file must exist: something was written to it. */
  constructor(file: string, database: Database) {
    this.#database = database
    // Held open as long as the database: POSIX drops all locks of a file when any of its descriptors is closed.
    this.#log = openSync(`${file}-wal`, 'r+')
    this.#file = openSync(file, 'r+')
  }

  /** Resolves when all that was written is on the disk and in the file. Write nothing meanwhile. */
  async run(): Promise<void> {
    this.#running = this.#steps()
    await this.#running
  }

  /** After the database is closed: what still runs is finished first. */
  close(): void {
    this.#isOpen = false
    const release = () => {
      closeSync(this.#log)
      closeSync(this.#file)
    }
    if (this.#running === undefined) release()
    else void this.#running.then(release, release)
  }

  async #steps(): Promise<void> {
    await synced(this.#log)
    if (!this.#isOpen) return
    this.#database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()
    await synced(this.#file)
  }
}
