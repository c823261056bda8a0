import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { VirtualClock } from '../virtual-clock.testing.ts'
import { indexBlocks } from './block-file.ts'
import type { RecordingEntry } from './recording-lines.ts'
import { Replay } from './replay.ts'
import { ReplayClock } from './replay-clock.ts'
import { at, frame, image, newPath, opened, writeRecording } from './recordings.testing.ts'

test('the clock of a replay runs at its speed, stands still while paused and never passes the end', () => {
  const clock = new ReplayClock({ fromUs: at(0), toUs: at(10_000) }, 2, at(50))
  expect(clock.atUs(at(1_000))).toBe(at(0))
  clock.play(at(1_000))
  expect(clock.atUs(at(1_500))).toBe(at(1_000))
  clock.setSpeed(0.5, at(1_500))
  expect(clock.atUs(at(2_500))).toBe(at(1_500))
  clock.pause(at(2_500))
  expect(clock.atUs(at(9_999))).toBe(at(1_500))
  clock.seek(at(9_000), at(9_999))
  clock.play(at(10_000))
  expect(clock.atUs(at(11_000))).toBe(at(9_500))
  expect(clock.atUs(at(99_000))).toBe(at(10_000))
})

test.each([
  ['before the beginning', -5_000, 0],
  ['past the end', 90_000, 10_000],
])('a seek %s goes to the nearest time there is', (_, to, reached) => {
  const clock = new ReplayClock({ fromUs: at(0), toUs: at(10_000) }, 1, at(0))
  clock.seek(at(0) + to * 1_000, at(0))
  expect(clock.atUs(at(0))).toBe(at(reached))
})

describe('a replay', () => {
  let replay: Replay
  let clock: VirtualClock
  let heard: { readonly entry: RecordingEntry; readonly atUs: number }[]
  let begun: number

  afterEach(() => replay.stop())

  function start(path: string, { speed = 1, isReady = (): boolean => true } = {}): Replay {
    clock = new VirtualClock()
    heard = []
    begun = 0
    replay = new Replay({
      recording: opened(path),
      clock,
      speed,
      listener: {
        began: () => {
          begun += 1
          heard = []
        },
        entry: (entry) => heard.push({ entry, atUs: clock.nowUs() }),
        isReady,
      },
    })
    return replay
  }

  const texts = (): readonly unknown[] =>
    heard.map(({ entry }) => ('frame' in entry ? entry.frame : 'image' in entry ? 'image' : 'down'))

  /** A frame every 100 ms for two minutes, an image each half minute. */
  function twoMinutes(): string {
    const path = newPath()
    const entries = Array.from({ length: 1_200 }, (_, nth) => frame(100 + nth * 100, `f${nth}`))
    const images = [30_050, 60_050, 90_050].map((ms) => image(ms, []))
    writeRecording(path, [[...entries, ...images].sort((a, b) => a.timeUs - b.timeUs)])
    return path
  }

  test.each([0.5, 1, 20])(
    'at %s times the speed hands out every entry in order when its time has come',
    (speed) => {
      const path = newPath()
      writeRecording(path, [
        [frame(100, 'a'), { timeUs: at(250), down: 'x' }],
        [frame(250, 'b'), frame(900, 'c')],
      ])
      start(path, { speed })
      const startedUs = clock.nowUs()
      replay.play()
      clock.advance(1_000 / speed + 50)
      expect(texts()).toEqual(['a', 'down', 'b', 'c'])
      for (const { entry, atUs } of heard) {
        const lateUs = atUs - startedUs - (entry.timeUs - at(0)) / speed
        expect(lateUs).toBeGreaterThanOrEqual(0)
        expect(lateUs).toBeLessThanOrEqual(10_000)
      }
    },
  )

  test('stands at the beginning until it is played, and where it is while it is paused', () => {
    start(twoMinutes())
    clock.advance(60_000)
    expect(texts()).toEqual([])
    expect(replay.state).toMatchObject({ atUs: at(0), isPlaying: false, hasEnded: false, speed: 1 })
    replay.play()
    clock.advance(1_000)
    replay.pause()
    const { length } = heard
    expect(length).toBe(10)
    clock.advance(60_000)
    expect(heard).toHaveLength(length)
    expect(replay.state).toMatchObject({ atUs: at(1_000), isPlaying: false })
    replay.play()
    clock.advance(1_000)
    expect(heard).toHaveLength(2 * length)
  })

  test.each([
    ['forwards', 65_000, ['image', 'f600']],
    ['backwards', 31_000, ['image', 'f300']],
    ['to before the first image', 200, ['f0', 'f1']],
  ])('a seek %s begins anew from the image before and is there at once', (_, to, first) => {
    start(twoMinutes())
    replay.play()
    clock.advance(40_000)
    replay.pause()
    expect(begun).toBe(1)
    replay.seek(at(to))
    expect(begun).toBe(2)
    expect(texts().slice(0, 2)).toEqual(first)
    expect(heard.at(-1)?.entry.timeUs).toBe(at(to))
    expect(replay.state).toMatchObject({ atUs: at(to), isPlaying: false, hasEnded: false })
    clock.advance(5_000)
    replay.play()
    clock.advance(1_000)
    expect(replay.atUs).toBe(at(to + 1_000))
    expect(heard.at(-1)?.entry.timeUs).toBe(at(to + 1_000))
  })

  test('ends with the last entry, stands there, and can be played again from before', () => {
    start(twoMinutes(), { speed: 100 })
    replay.play()
    clock.advance(1_300)
    expect(texts().at(-1)).toBe('f1199')
    expect(replay.state).toMatchObject({ hasEnded: true, isPlaying: false, atUs: at(120_000) })
    replay.seek(at(100_000))
    expect(replay.state).toMatchObject({ hasEnded: false, isPlaying: true, atUs: at(100_000) })
  })

  test('stands before nothing that its listener has to know first', () => {
    start(twoMinutes(), { isReady: () => heard.length >= 3 })
    expect(texts()).toEqual(['f0', 'f1', 'f2'])
    expect(replay.atUs).toBe(at(300))
    replay.seek(at(70_000))
    replay.seek(at(0))
    expect(texts()).toEqual(['f0', 'f1', 'f2'])
    expect(replay.atUs).toBe(at(300))
    replay.play()
    clock.advance(100)
    expect(texts()).toEqual(['f0', 'f1', 'f2', 'f3'])
  })

  test('is at no time whose entries it has not handed out, and hands out a bounded number a turn', () => {
    const path = newPath()
    writeRecording(path, [[...Array.from({ length: 5_000 }, (_, nth) => frame(1 + nth / 1_000, `f${nth}`))]])
    start(path)
    replay.play()
    clock.advance(10)
    expect(heard).toHaveLength(2_000)
    expect(replay.atUs).toBe(heard.at(-1)?.entry.timeUs)
    expect(replay.state.hasEnded).toBe(false)
    clock.advance(20)
    expect(heard).toHaveLength(5_000)
    expect(replay.state.hasEnded).toBe(true)
  })

  test('plays up to what is damaged, stands there and names it', () => {
    const path = newPath()
    writeRecording(path, [[frame(100, 'a')], [frame(200, 'b')], [frame(9_000, 'c')]])
    const { offset, length } = indexBlocks(path).blocks[1]!
    const bytes = readFileSync(path)
    bytes.fill(0xff, offset + length - 12, offset + length - 4)
    writeFileSync(path, bytes)
    start(path)
    expect(replay.state.damage).toBeUndefined()
    replay.play()
    clock.advance(20_000)
    expect(texts()).toEqual(['a'])
    expect(replay.state).toMatchObject({
      ...{ hasEnded: true, isPlaying: false, atUs: at(100) },
      damage: `${path}: the block at byte ${offset} is damaged`,
    })
  })

  test('keeps its speed within what is possible', () => {
    start(twoMinutes())
    replay.setSpeed(1_000_000)
    expect(replay.state.speed).toBe(1_000)
    replay.setSpeed(0)
    expect(replay.state.speed).toBe(0.1)
  })

  test('leaves no timer behind once stopped', () => {
    start(twoMinutes())
    replay.stop()
    expect(clock.timers.size).toBe(0)
  })
})
