// The command that starts this program at another exchange, with a profile of its own beside it. Pure.

/** `start`: how the program itself is started; `address`: as venueAddress gives it. Safe to paste into a shell. */
export function ownVenueCommand(start: string, address: string): string {
  // What a shell would read for itself an address may hold as a number.
  const plain = address.replace(
    /[^\w.~:/%[\]-]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${start} --profile ${profileFor(address)} --venue ${plain}`.trim()
}

/** A folder named after the exchange, so that the orders of two never meet. */
function profileFor(address: string): string {
  const host = address.replace(/^wss?:\/\//, '')
  const name = host.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '')
  return `tenor-${name}`
}
