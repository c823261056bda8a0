// One text file with the whole log, oldest line first, for a person who wants to send it to somebody. The log is written
// on meanwhile and may move aside: what is copied is what it held at the call.
import { closeSync, fstatSync, openSync, read } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { logFilesOf } from './log-files.ts'

const CHUNK_BYTES = 262_144

export interface LogCopy {
  readonly files: number
  readonly bytes: number
}

/** Replaces `target` once all is written. The error is the system's words, or a sentence. */
export async function copyLog(logFile: string, target: string): Promise<Result<LogCopy, string>> {
  const part = `${target}.part`
  const sources: Source[] = []
  try {
    const files = logFilesOf(logFile)
    if (files.some((file) => resolve(file) === resolve(target))) {
      return err('That is the log itself. Choose another name.')
    }
    // All at once: a file that is open is the same one after it moved aside.
    for (const file of files) sources.push(openSource(file))
    await writeAll(sources, part)
    await rename(part, target)
    return ok({ files: sources.length, bytes: sources.reduce((sum, { bytes }) => sum + bytes, 0) })
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    return err(error instanceof Error ? error.message : String(error))
  } finally {
    for (const { fd } of sources) closeSync(fd)
  }
}

interface Source {
  readonly fd: number
  readonly bytes: number
}

function openSource(file: string): Source {
  const fd = openSync(file, 'r')
  return { fd, bytes: fstatSync(fd).size }
}

async function writeAll(sources: readonly Source[], target: string): Promise<void> {
  const output = await open(target, 'w')
  try {
    for (const source of sources) {
      for await (const chunk of chunksOf(source)) await output.writeFile(chunk)
    }
  } finally {
    await output.close()
  }
}

async function* chunksOf({ fd, bytes }: Source): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes;) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, bytes - at))
    const { bytesRead } = await promisify(read)(fd, chunk, 0, chunk.length, at)
    if (bytesRead === 0) return
    yield chunk.subarray(0, bytesRead)
    at += bytesRead
  }
}
