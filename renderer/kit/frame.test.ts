import { afterEach, expect, it, vi } from 'vitest'
import { requestAfterPaint, requestPaint } from './frame.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

it('runs the other painters and who waits for them when one throws, and reports it', () => {
  const frames: (() => void)[] = []
  const reported: unknown[] = []
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error))
  const ran: string[] = []
  const broken = new Error('no such row')
  requestPaint(() => {
    throw broken
  })
  requestPaint(() => ran.push('painter'))
  requestAfterPaint(() => ran.push('pull'))
  frames.shift()?.()
  expect(ran).toEqual(['painter', 'pull'])
  expect(reported).toEqual([broken])
  expect(frames).toEqual([])
})
