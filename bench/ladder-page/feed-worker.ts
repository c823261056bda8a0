// The core's side of the page: the book changes at its rate whether somebody looks or not, and answers a pull with the newest
// projection of it, as a copy. A thread of its own, so that its work is not counted.
import { LadderFeed } from './ladder-feed.ts'

const RATE = 10_000
const TICK_MS = 4
const SEED = 20_260_101

const feed = new LadderFeed(SEED)
const startedMs = performance.now()
let steps = 0
setInterval(() => {
  const due = Math.floor(((performance.now() - startedMs) * RATE) / 1_000)
  while (steps < due) {
    feed.step()
    steps += 1
  }
}, TICK_MS)

self.onmessage = () => {
  self.postMessage(feed.projection(Math.floor((performance.timeOrigin + performance.now()) * 1_000)))
}
