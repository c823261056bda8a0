// The page: what its address names is mounted, and pulls a projection after each frame as the terminal's window does. Counts
// its frames and the longest time between two of them, for whoever asks.
import type { LadderProjection } from '../../shared/ui-wire/projections.ts'
import { requestLateInFrame } from '../../renderer/kit/frame.ts'
import type { MountLadder } from './shown-ladder.ts'

const SIDES: Readonly<Record<string, () => Promise<{ readonly mount: MountLadder }>>> = {
  tenor: () => import('./tenor.ts'),
  glide: () => import('./glide.ts'),
  orderBook: () => import('./order-book.ts'),
}

const side = SIDES[location.hash.slice(1)]
const root = document.getElementById('root')
if (side === undefined || root === null) throw new Error(`There is nothing to show for ${location.hash}.`)
const show = (await side()).mount(root)

const frames = { count: 0, longestMs: 0, lastMs: 0, shown: 0 }
const worker = new Worker(new URL('./feed-worker.ts', import.meta.url), { type: 'module' })
worker.onmessage = ({ data }: MessageEvent<LadderProjection>) => {
  show(data)
  frames.shown += 1
  requestLateInFrame(() => {
    worker.postMessage('pull')
  })
}
worker.postMessage('pull')

const count = (nowMs: number): void => {
  if (frames.lastMs > 0) frames.longestMs = Math.max(frames.longestMs, nowMs - frames.lastMs)
  frames.lastMs = nowMs
  frames.count += 1
  requestAnimationFrame(count)
}
requestAnimationFrame(count)
Object.assign(globalThis, { tenorBenchFrames: frames })
