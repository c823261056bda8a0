// The address of an exchange, as the command line takes it and a person types it in the first steps. How text becomes the parts
// of an address is the runtime's own; what of them is allowed is said here. Pure.

/** Parts of an address as `URL` names them. */
export interface AddressParts {
  readonly protocol: string
  readonly hostname: string
  readonly username: string
  readonly password: string
  readonly search: string
  readonly hash: string
  readonly href: string
}

/** The address without a slash at its end; undefined for one that names no exchange, or carries a key that all could read. */
export function venueAddress(parts: AddressParts | undefined): string | undefined {
  if (parts === undefined) return undefined
  const { protocol, hostname, username, password, search, hash, href } = parts
  const isSocket = protocol === 'ws:' || protocol === 'wss:'
  const isBare = username === '' && password === '' && search === '' && hash === ''
  return isSocket && hostname !== '' && isBare ? href.replace(/\/+$/, '') : undefined
}
