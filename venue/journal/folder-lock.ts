// One venue per data folder: a file with the process id of the venue that uses it. Left behind by a killed venue, it is
// taken over; while that process lives, a second venue is refused.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/domain/result.ts'

const LOCK_NAME = 'venue.lock'

/** Takes the folder; the value gives it back. */
export function lockFolder(dir: string): Result<() => void, string> {
  const path = join(dir, LOCK_NAME)
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return ok(() => rmSync(path, { force: true }))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = Number(readFileSync(path, 'utf8'))
    if (holder !== process.pid && isAlive(holder))
      return err(
        `The data folder ${dir} is in use by process ${holder}; stop it or name another folder with --data.`,
      )
    rmSync(path, { force: true })
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
