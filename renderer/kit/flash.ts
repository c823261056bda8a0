// The one kind of motion: the ground of a cell that changed is lit for a moment, once. Not with reduced motion, which the page
// says of itself (data-motion) or the system does. Lit and put out, without a fade: a fade would paint every frame for as
// long as anything on the desk changes.
import { FLASH_MS } from './flash-time.ts'

const systemReduced = window.matchMedia('(prefers-reduced-motion: reduce)')

/** Lit cells with the time at which each goes out, oldest first. */
const lit = new Map<Element, number>()
let timer: number | undefined

export function flash(element: Element): void {
  if (reducesMotion()) return
  element.classList.add('flash')
  lit.delete(element)
  lit.set(element, performance.now() + FLASH_MS)
  timer ??= window.setTimeout(putOut, FLASH_MS)
}

/** As the page says of itself, or else the system. */
export function reducesMotion(): boolean {
  const motion = document.documentElement.dataset['motion']
  return motion === 'reduced' || (motion !== 'full' && systemReduced.matches)
}

function putOut(): void {
  timer = undefined
  const nowMs = performance.now()
  for (const [element, untilMs] of lit) {
    if (untilMs > nowMs) {
      timer = window.setTimeout(putOut, untilMs - nowMs)
      return
    }
    element.classList.remove('flash')
    lit.delete(element)
  }
}
