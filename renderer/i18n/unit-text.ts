// The unit a price is for, in the reader's language where the catalogue has it, else as the venue writes it.
import { translate } from './translate.ts'

export function unitText(unit: string): string {
  const words: Readonly<Record<string, string>> = translate('unit', { returnObjects: true })
  return words[unit] ?? unit
}
