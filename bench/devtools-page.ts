// The terminal's page over Chromium's own protocol, with nothing between that would cost the page memory or time: functions run in
// it, keys pressed as by a hand, its memory counted.
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { assert } from '../shared/domain/assert.ts'
import type { ElectronProgram } from './electron-program.ts'

/** The flag with which a program is to be started that is attached to. */
export const DEVTOOLS_FLAG = '--remote-debugging-port=0'
const LISTENING = 'DevTools listening on '
const OUR_PAGES = 'tenor-app:'
const LOOK_EVERY_MS = 10

export interface PressedKey {
  /** As `KeyboardEvent.key` and `code` have them. */
  readonly key: string
  readonly code: string
  readonly keyCode: number
  readonly ctrl?: boolean
}

/** What the page holds once garbage is gone. */
export interface PageContents {
  readonly heapBytes: number
  readonly nodes: number
  readonly listeners: number
}

interface Waiting {
  resolve(result: Record<string, unknown>): void
  reject(error: Error): void
}

interface Received {
  readonly id?: number
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

interface Target {
  readonly url: string
  readonly webSocketDebuggerUrl: string
}

const CTRL = 2

export class DevtoolsPage {
  readonly #socket: WebSocket
  /** Where the program lists its pages. */
  readonly #host: string
  readonly #address: string
  readonly #waiting = new Map<number, Waiting>()
  #sent = 0

  private constructor(socket: WebSocket, host: string) {
    this.#socket = socket
    this.#host = host
    this.#address = socket.url
    socket.on('message', (data: Buffer) => {
      this.#take(JSON.parse(data.toString()) as Received)
    })
  }

  /** Attaches to the program's window as soon as it is at its page: attached to any sooner, Chromium may never answer. */
  static async attach(program: ElectronProgram): Promise<DevtoolsPage> {
    const listening = await program.said(LISTENING)
    const { host } = new URL(listening.slice(LISTENING.length))
    return DevtoolsPage.#found(host, () => true)
  }

  /** Attaches to the page of another window of the program, as soon as there is one. */
  async beside(): Promise<DevtoolsPage> {
    return DevtoolsPage.#found(this.#host, (address) => address !== this.#address)
  }

  static async #found(host: string, isWanted: (address: string) => boolean): Promise<DevtoolsPage> {
    for (;;) {
      const response = await fetch(`http://${host}/json/list`)
      const targets = (await response.json()) as readonly Target[]
      const found = targets.find(
        ({ url, webSocketDebuggerUrl }) => url.startsWith(OUR_PAGES) && isWanted(webSocketDebuggerUrl),
      )
      if (found !== undefined) return DevtoolsPage.#open(found.webSocketDebuggerUrl, host)
      await pause(LOOK_EVERY_MS)
    }
  }

  static async #open(address: string, host: string): Promise<DevtoolsPage> {
    const socket = new WebSocket(address, { perMessageDeflate: false })
    await once(socket, 'open')
    const page = new DevtoolsPage(socket, host)
    while (!(await page.#hasDocument())) await pause(LOOK_EVERY_MS)
    return page
  }

  /** Runs the function in the page, where it sees nothing of its module, and resolves to what it or its promise gives. */
  async run<Args extends readonly unknown[], Value>(
    work: (...args: Args) => Value | Promise<Value>,
    ...args: Args
  ): Promise<Value> {
    const { result, exceptionDetails } = await this.#send('Runtime.evaluate', {
      ...{ expression: callOf(work, args), awaitPromise: true },
      returnByValue: true,
    })
    assert(exceptionDetails === undefined, `the page could do it: ${JSON.stringify(exceptionDetails)}`)
    return (result as { readonly value: Value }).value
  }

  async press({ key, code, keyCode, ctrl = false }: PressedKey): Promise<void> {
    const event = { key, code, windowsVirtualKeyCode: keyCode, modifiers: ctrl ? CTRL : 0 }
    await this.#send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event })
    await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
  }

  /** The left button, pressed and let go. */
  async click({ x, y }: { readonly x: number; readonly y: number }): Promise<void> {
    const at = { x, y, button: 'left', clickCount: 1 }
    await this.#send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y })
    await this.#send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at })
    await this.#send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at })
  }

  async contents(): Promise<PageContents> {
    // What the first collection frees may hold more that only the second finds.
    for (let pass = 0; pass < 3; pass++) await this.#send('HeapProfiler.collectGarbage')
    const { usedSize } = await this.#send('Runtime.getHeapUsage')
    const { nodes, jsEventListeners } = await this.#send('Memory.getDOMCounters')
    return { heapBytes: Number(usedSize), nodes: Number(nodes), listeners: Number(jsEventListeners) }
  }

  /** For how long the page's main thread has worked since its beginning. */
  async busyMs(): Promise<number> {
    await this.#send('Performance.enable')
    const { metrics } = await this.#send('Performance.getMetrics')
    const all = metrics as readonly { readonly name: string; readonly value: number }[]
    const task = all.find(({ name }) => name === 'TaskDuration')
    assert(task !== undefined, 'Chromium tells how long tasks took')
    return task.value * 1_000
  }

  close(): void {
    this.#socket.terminate()
  }

  /** Its address is known a moment before its document is there. */
  async #hasDocument(): Promise<boolean> {
    const address = await this.run(() => location.href).catch(() => '')
    return address.startsWith(OUR_PAGES)
  }

  #send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.#sent
    this.#socket.send(JSON.stringify({ id, method, params }))
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  #take({ id, result, error }: Received): void {
    const waiting = id === undefined ? undefined : this.#waiting.get(id)
    if (id === undefined || waiting === undefined) return
    this.#waiting.delete(id)
    if (error === undefined) waiting.resolve(result ?? {})
    else waiting.reject(new Error(error.message))
  }
}

function callOf(work: (...args: never[]) => unknown, args: readonly unknown[]): string {
  return `(${work.toString()})(...${JSON.stringify(args)})`
}
