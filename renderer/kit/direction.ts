// The class that colours a number by its sign; zero and unknown have no colour, and one that comes of old prices is grey.

export function directionClass(value: bigint | number | undefined, isOld = false): string {
  if (isOld) return 'quiet'
  if (value === undefined || value === 0 || value === 0n) return ''
  return value > 0 ? 'up' : 'down'
}
