// The one kind of motion: the ground of a cell that changed lights up for 180 ms, once. Not with reduced motion.

const FLASH_MS = 180
const reduced = window.matchMedia('(prefers-reduced-motion: reduce)')

let colour: string | undefined

export function flash(element: Element): void {
  if (reduced.matches) return
  colour ??= getComputedStyle(document.documentElement).getPropertyValue('--flash').trim()
  element.animate([{ backgroundColor: colour }, { backgroundColor: 'transparent' }], { duration: FLASH_MS })
}

/** To be called when the theme changes: the colour is read again. */
export function forgetFlashColour(): void {
  colour = undefined
}
