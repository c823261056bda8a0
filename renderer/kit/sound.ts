// Short tones made as they are played, so that no file of sound is shipped. Each kind is a few notes with a soft beginning and
// end; the loudest is far below what a speaker can do. Called by renderer/boot for the sounds that the core asks for.

/** A note: its pitch in hertz, when it begins and how long it lasts, in seconds. */
type Note = readonly [hertz: number, atS: number, lengthS: number]

const TONES = {
  chime: [
    [880, 0, 0.16],
    [1_320, 0.1, 0.3],
  ],
  rise: [
    [523, 0, 0.12],
    [659, 0.09, 0.12],
    [784, 0.18, 0.24],
  ],
  fall: [
    [659, 0, 0.14],
    [440, 0.12, 0.28],
  ],
  knock: [
    [220, 0, 0.07],
    [220, 0.12, 0.07],
  ],
  alarm: [
    [988, 0, 0.14],
    [740, 0.16, 0.14],
    [988, 0.32, 0.14],
    [740, 0.48, 0.2],
  ],
} as const satisfies Readonly<Record<string, readonly Note[]>>

export type Tone = keyof typeof TONES

/** Of full scale at volume 100. */
const LOUDEST = 0.25
const EDGE_S = 0.012

let context: AudioContext | undefined

/** `volume` from 0 to 100. */
export function playTone(tone: Tone, volume: number): void {
  context ??= new AudioContext()
  const { currentTime, destination } = context
  for (const [hertz, atS, lengthS] of TONES[tone]) {
    const [start, end] = [currentTime + atS, currentTime + atS + lengthS]
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.frequency.value = hertz
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime((LOUDEST * Math.min(100, Math.max(0, volume))) / 100, start + EDGE_S)
    gain.gain.linearRampToValueAtTime(0, end)
    oscillator.connect(gain).connect(destination)
    oscillator.start(start)
    oscillator.stop(end)
  }
}
