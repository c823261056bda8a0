// What kit/tokens.css says at an element, for what paints or counts by itself; to be read again when the look changes.

/** Height of a row before it was measured. */
export const USUAL_ROW_PX = 20

/** The value of a token by its name, such as `--text`; empty where there is none. */
export function tokensAt(element: Element): (name: string) => string {
  const style = getComputedStyle(element)
  return (name) => style.getPropertyValue(name).trim()
}

/** Height of a row in px of the page. */
export function rowPxAt(element: Element): number {
  return parseFloat(tokensAt(element)('--row')) || USUAL_ROW_PX
}
