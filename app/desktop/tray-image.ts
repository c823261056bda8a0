// The mark of Tenor for the tray, drawn here so that no file has to be found: a falling curve in sixteen pixels.
import { nativeImage, type NativeImage } from 'electron'

const CURVE = [
  '................',
  '................',
  '.##.............',
  '.###............',
  '...##...........',
  '....##..........',
  '.....##.........',
  '......##........',
  '.......##.......',
  '........###.....',
  '.........####...',
  '...........####.',
  '..............#.',
  '................',
  '.##############.',
  '................',
] as const

/** Light blue on nothing: seen on dark and on light bars. */
const BGRA = [0xff, 0xa8, 0x58, 0xff] as const

export function trayImage(): NativeImage {
  const size = CURVE.length
  const pixels = Buffer.alloc(size * size * BGRA.length)
  for (const [y, row] of CURVE.entries()) {
    for (let x = 0; x < size; x++) if (row[x] === '#') pixels.set(BGRA, (y * size + x) * BGRA.length)
  }
  return nativeImage.createFromBitmap(pixels, { width: size, height: size })
}
