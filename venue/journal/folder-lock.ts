// One venue per data folder: a file with the process id of the venue that uses it. Left behind by a killed venue, it is
// taken over; while that process lives, a second venue is refused. A venue whose terminal was killed ends a moment after
// it: the next one waits for that.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/domain/result.ts'

const LOCK_NAME = 'venue.lock'
const WAIT_MS = 5_000
const STEP_MS = 50

/** Takes the folder; the value gives it back. Waits `waitMs` for a holder that is about to end. */
export function lockFolder(dir: string, waitMs = WAIT_MS): Result<() => void, string> {
  const path = join(dir, LOCK_NAME)
  let waitedMs = 0
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return ok(() => rmSync(path, { force: true }))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = holderIn(path)
    if (holder !== process.pid && isAlive(holder)) {
      if (waitedMs < waitMs) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS)
        waitedMs += STEP_MS
        continue
      }
      return err(
        `The data folder ${dir} is in use by process ${holder}; stop it or name another folder with --data.`,
      )
    }
    rmSync(path, { force: true })
  }
}

/** NaN where the file has just gone. */
function holderIn(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return Number.NaN
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
