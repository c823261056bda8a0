// Connects one load of a window's page with the core: a channel of its own, one end attached to the core, the other
// handed to the page. A reload, a crash or a close ends it, so that the core never answers a page that is gone.
import { MessageChannelMain, type WebContents } from 'electron'
import type { CoreLog, TradingCore } from '../../main/core/trading-core.ts'
import type { CoreMessage } from '../../shared/ui-wire/projections.ts'

/** Sees every message in either direction; changes none. */
export interface ProjectionWatch {
  posted(message: CoreMessage): void
  received(message: unknown): void
}

/** Returns what ends the connection; calling it twice does no harm. */
export function connectProjections(options: {
  readonly webContents: WebContents
  readonly core: TradingCore
  readonly watch: ProjectionWatch
  readonly log: CoreLog
}): () => void {
  const { webContents, core, watch, log } = options
  const { port1, port2 } = new MessageChannelMain()
  let connected = true

  const attached = core.attach({
    post: (message) => {
      if (!connected) return
      port1.postMessage(message)
      watch.posted(message)
    },
  })
  const disconnect = (): void => {
    if (!connected) return
    connected = false
    attached.detach()
    port1.close()
  }
  port1.on('message', ({ data }) => {
    try {
      watch.received(data)
      attached.receive(data)
    } catch (error) {
      log.error('The core threw at a message of a window.', { error })
    }
  })
  port1.on('close', disconnect)
  port1.start()
  webContents.postMessage('tenor:projections-port', null, [port2])
  return disconnect
}
