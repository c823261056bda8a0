// Several lines that are pasted into a field of one line. A browser would glue them together, and of 5 and 7 make 57; here they
// stay apart, so that no field takes them for one number.

/** Listens until the window ends. */
export function keepPastedLinesApart(target: Document): void {
  target.addEventListener('paste', (event) => {
    const lines = apart(event.clipboardData?.getData('text/plain') ?? '')
    const field = event.target
    if (!(field instanceof HTMLInputElement) || lines === undefined) return
    const { selectionStart: start, selectionEnd: end, maxLength } = field
    if (start === null || end === null) return
    event.preventDefault()
    const room = maxLength < 0 ? lines.length : maxLength - field.value.length + end - start
    field.setRangeText(lines.slice(0, room), start, end, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
  })
}

/** Undefined for what is one line, with or without an end. */
export function apart(text: string): string | undefined {
  const lines = text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length > 1 ? lines.join('; ') : undefined
}
