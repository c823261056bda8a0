// What an ellipsis cuts short is whole in its title, as soon as the pointer is on it. One listener for the window, so that no
// cell, head or name has to think of it.

/** Marks the titles that come from here: they go when nothing is cut short any more. */
const MARK = 'clipped'

/** Listens until the returned function is called. */
export function listenForClipped(target: Window): () => void {
  const listen = ({ target: at }: PointerEvent): void => {
    for (let element = at; element instanceof HTMLElement; element = element.parentElement) {
      if (getComputedStyle(element).textOverflow !== 'ellipsis') continue
      giveTitle(element)
      return
    }
  }
  target.addEventListener('pointerover', listen)
  return () => {
    target.removeEventListener('pointerover', listen)
  }
}

function giveTitle(element: HTMLElement): void {
  const isOurs = element.dataset[MARK] !== undefined
  if (!isOurs && element.title !== '') return
  if (element.scrollWidth > element.clientWidth) {
    element.dataset[MARK] = ''
    element.title = element.textContent
  } else if (isOurs) {
    element.removeAttribute('title')
    Reflect.deleteProperty(element.dataset, MARK)
  }
}
