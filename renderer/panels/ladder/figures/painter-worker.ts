// The thread that paints the figures of all ladders of a window, so that the window's own thread is free for the hand.
import { FigurePainter } from './figure-painter.ts'
import type { FromPainter, ToPainter } from './figure-messages.ts'

const painters = new Map<number, FigurePainter>()
let timer: number | undefined

// The page's own font; a worker has to load it itself.
const FONT = new URL(
  '../../../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  import.meta.url,
)
const font = new FontFace('Inter Variable', `url(${FONT.href})`, { weight: '100 900' })
const { fonts } = self as unknown as { readonly fonts: FontFaceSet }
fonts.add(font)
void font.load().then(() => {
  for (const painter of painters.values()) painter.repaint()
})

self.onmessage = ({ data }: MessageEvent<ToPainter>): void => {
  if (data.kind === 'canvas') {
    adopt(data.ladder, data.canvas)
    return
  }
  const painter = painters.get(data.ladder)
  if (data.kind === 'gone') painters.delete(data.ladder)
  else if (data.kind === 'look') painter?.setLook(data.look)
  else {
    painter?.paint(data.records, data.count, performance.now())
    const painted: FromPainter = { ladder: data.ladder, records: data.records }
    self.postMessage(painted, { transfer: [data.records.buffer] })
    putOutInTime()
  }
}

function adopt(ladder: number, canvas: OffscreenCanvas): void {
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw new Error('The painting thread has no 2D canvas.')
  const painter = new FigurePainter(context)
  painters.set(ladder, painter)
  canvas.addEventListener('contextrestored', () => {
    painter.repaint()
  })
}

/** One timer for all that is lit. */
function putOutInTime(): void {
  if (timer !== undefined) return
  const nowMs = performance.now()
  let next: number | undefined
  for (const painter of painters.values()) {
    const untilMs = painter.putOut(nowMs)
    if (untilMs !== undefined) next = next === undefined ? untilMs : Math.min(next, untilMs)
  }
  if (next === undefined) return
  timer = self.setTimeout(() => {
    timer = undefined
    putOutInTime()
  }, next - nowMs)
}
