// The class that colours a number by its sign; zero and unknown have no colour.

export function directionClass(value: bigint | number | undefined): string {
  if (value === undefined || value === 0 || value === 0n) return ''
  return value > 0 ? 'up' : 'down'
}
