// What the values of options may be, for commander: each reads one text or throws what commander shows. Used where commands
// are declared.
import { InvalidArgumentError } from 'commander'
import { parseVenueUrl } from '../../main/session/venue-url.ts'

export function venueUrl(text: string): string {
  const url = parseVenueUrl(text)
  if (!url.ok) throw new InvalidArgumentError(url.error.text)
  return url.value
}

export function wholeNumber({ min, max }: { min: number; max: number }): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!Number.isSafeInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(`It takes a whole number from ${min} to ${max}.`)
    }
    return value
  }
}

export function numberFrom({ min, max }: { min: number; max: number }): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!(value >= min && value <= max)) {
      throw new InvalidArgumentError(`It takes a number from ${min} to ${max}.`)
    }
    return value
  }
}
