// `tenor replay`: serves a recording as the venue that it was made of, until it is told to stop. Lines of JSON on stdout:
// where it listens, and when the recording has ended. Called by app/cli/tenor.ts.
import { Recording } from '../../../main/session/recording/recording-reader.ts'
import { ReplayServer } from '../../../main/session/recording/replay-server.ts'
import { systemClock } from '../../../main/session/system-clock.ts'
import { speechOf } from '../speech.ts'

const { refuse, say, tell } = speechOf('replay')

export interface ReplayOptions {
  readonly path: string
  readonly speed: number
  readonly port: number
}

const LOOK_MS = 200

/** Runs until it is told to stop; resolves to the exit code. */
export async function replay({ path, speed, port }: ReplayOptions): Promise<number> {
  const opened = Recording.open(path)
  if (!opened.ok) return refuse(`${opened.error}.`)
  const recording = opened.value
  let server: ReplayServer
  try {
    server = await ReplayServer.listen({ recording, clock: systemClock(), speed, port })
  } catch (error) {
    return refuse(`port ${port} cannot be had: ${error instanceof Error ? error.message : String(error)}.`)
  }
  const { fromUs, toUs, parts, damage } = recording
  const span = { from: isoTime(fromUs), to: isoTime(toUs), parts }
  tell({ event: 'listening', url: server.url, ...span, ...(damage === undefined ? {} : { damage }) })
  if (damage !== undefined) say(`${damage}; it is played up to there.`)
  return new Promise((resolve) => {
    const looking = setInterval(() => {
      const { hasEnded, damage: found } = server.replay.state
      if (!hasEnded) return
      clearInterval(looking)
      tell({ event: 'ended', ...(found === undefined ? {} : { damage: found }) })
      if (found !== undefined && found !== damage) say(`${found}; it was played up to there.`)
    }, LOOK_MS)
    const stopped = (): void => {
      clearInterval(looking)
      process.off('SIGINT', stopped).off('SIGTERM', stopped)
      void server.close().then(() => {
        resolve(0)
      })
    }
    process.stdout.on('error', stopped)
    process.on('SIGINT', stopped).on('SIGTERM', stopped)
  })
}

function isoTime(timeUs: number): string {
  return new Date(timeUs / 1000).toISOString()
}
