// The replay of a recording in the desktop: a server of its own on loopback, which the core takes for a venue, and the
// controls of the window's bar. Made by desktop.ts when --replay names a file.
import type { CoreLog } from '../../main/core/trading-core.ts'
import { Recording } from '../../main/session/recording/recording-reader.ts'
import { ReplayServer } from '../../main/session/recording/replay-server.ts'
import { systemClock } from '../../main/session/system-clock.ts'
import { assertNever } from '../../shared/domain/assert.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import type { ReplayCommand, ReplayState } from '../../shared/ui-wire/replay.ts'

export class ReplayHost {
  readonly #server: ReplayServer

  private constructor(server: ReplayServer) {
    this.#server = server
  }

  /** The recording being served, or why it cannot be, in a sentence. */
  static async open(path: string, log: CoreLog): Promise<Result<ReplayHost, string>> {
    const recording = Recording.open(path)
    if (!recording.ok) return err(`${recording.error}. Choose another recording.`)
    const { damage, parts } = recording.value
    if (damage !== undefined) log.warn('The recording is damaged and is played up to there.', { damage })
    try {
      const options = { recording: recording.value, clock: systemClock(), speed: 1, port: 0 }
      const server = await ReplayServer.listen(options)
      log.info('A recording is replayed.', { path, parts, url: server.url })
      return ok(new ReplayHost(server))
    } catch (error) {
      return err(`The recording cannot be served: ${error instanceof Error ? error.message : String(error)}.`)
    }
  }

  get url(): string {
    return this.#server.url
  }

  control(command: ReplayCommand): ReplayState {
    const { replay } = this.#server
    switch (command.action) {
      case 'look':
        break
      case 'play':
        // From the end it begins again.
        if (replay.state.hasEnded) replay.seek(replay.state.fromUs)
        replay.play()
        break
      case 'pause':
        replay.pause()
        break
      case 'speed':
        replay.setSpeed(command.speed)
        break
      case 'seek':
        replay.seek(command.toUs)
        break
      default:
        assertNever(command)
    }
    return replay.state
  }

  stop(): Promise<void> {
    return this.#server.close()
  }
}
