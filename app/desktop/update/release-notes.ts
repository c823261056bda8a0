// Release notes as a box can show them: plain text and bounded. They come from the address of the updates, as text, as
// the pages of several versions, or as HTML where the host made them of a page. Pure.

const NOTES_LENGTH_MAX = 2_000

/** Empty where there are none that could be shown. */
export function plainNotes(notes: unknown): string {
  const text = Array.isArray(notes) ? notes.map(oneVersion).join('\n\n') : oneVersion(notes)
  const plain = text
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<(br|\/p|\/h[1-6]|\/ul|\/ol|\/div)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
    // Control characters and those that turn the direction of text.
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return plain.length > NOTES_LENGTH_MAX ? `${plain.slice(0, NOTES_LENGTH_MAX).trimEnd()} …` : plain
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' },
}

function oneVersion(notes: unknown): string {
  if (typeof notes === 'string') return notes
  if (typeof notes !== 'object' || notes === null) return ''
  const { version, note } = notes as { version?: unknown; note?: unknown }
  const text = typeof note === 'string' ? note : ''
  return typeof version === 'string' ? `${version}\n${text}` : text
}
