// `tenor record`: writes what a venue's market channel sends into a file, until it is told to stop. A line of JSON on stdout
// when it begins and when it ends; sentences for people on stderr. Called by app/cli/tenor.ts.
import { Recorder } from '../../../main/session/recording/recorder.ts'
import { systemClock } from '../../../main/session/system-clock.ts'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import { instrumentId } from '../../../shared/math/quantities.ts'
import { speechOf } from '../speech.ts'

const { refuse, say, tell } = speechOf('record')

export interface RecordOptions {
  readonly venueUrl: string
  /** Names with commas between; undefined for everything. */
  readonly instruments: string | undefined
  readonly path: string
  readonly rotateMb: number
  readonly seconds: number | undefined
}

/** Runs until it is told to stop or the file cannot be written; resolves to the exit code. */
export function record({ venueUrl, instruments, path, rotateMb, seconds }: RecordOptions): Promise<number> {
  const wanted = instruments === undefined ? undefined : namesOf(instruments)
  if (wanted === 'bad')
    return Promise.resolve(refuse(`--instruments ${instruments ?? ''} names no instruments.`))
  return new Promise((resolve) => {
    let recorder: Recorder
    let hasEnded = false
    const end = (code: number): void => {
      // The last line may find that nobody reads stdout any more, which ends it too.
      if (hasEnded) return
      hasEnded = true
      clearTimeout(timer)
      process.off('SIGINT', stopped).off('SIGTERM', stopped)
      recorder.stop()
      tell({ event: 'stopped', file: path, ...recorder.figures })
      resolve(code)
    }
    const stopped = (): void => {
      end(0)
    }
    try {
      recorder = new Recorder({
        ...{ path, venueUrl, instruments: wanted, clock: systemClock(), say },
        partBytesMax: rotateMb * 1024 * 1024,
        onFailed: (why) => {
          say(`${path} cannot be written any more: ${why}. What was written stays.`)
          end(1)
        },
      })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      resolve(refuse(`${path} cannot be made: ${why}. Give a new file in a folder that can be written to.`))
      return
    }
    const timer = seconds === undefined ? undefined : setTimeout(stopped, seconds * 1_000)
    process.stdout.on('error', stopped)
    process.on('SIGINT', stopped).on('SIGTERM', stopped)
    tell({ event: 'recording', file: path, venue: venueUrl })
    recorder.start()
  })
}

function namesOf(list: string): readonly InstrumentId[] | 'bad' {
  const names = list.split(',').map((name) => name.trim())
  return names.every((name) => name.length > 0 && name.length <= 40) ? names.map(instrumentId) : 'bad'
}
