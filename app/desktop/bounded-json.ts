// JSON from a window: its length is bounded before anything is parsed, and what is wrong with it is a value.

export function parseBoundedJson(
  text: unknown,
  lengthMax: number,
): { readonly value: unknown } | { readonly malformed: string } {
  if (typeof text !== 'string') return { malformed: 'not a text' }
  if (text.length > lengthMax) {
    return { malformed: `${text.length} characters are too many, ${lengthMax} are allowed` }
  }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { malformed: 'not JSON' }
  }
}
