// What becomes of the program when its desk is closed. Pure; closing.ts asks and carries it out.

export interface ClosingDesk {
  /** Of the settings: alerts go on without a window. */
  readonly staysInTray: boolean
  /** There is a tray to come back from. */
  readonly hasTray: boolean
  /** Any that work at the exchange, are held on this PC, or are of unknown fate. */
  readonly hasOrders: boolean
  /** Somebody is there to be asked. */
  readonly isAttended: boolean
  /** The program is ending already, or lives on without windows as programs of this system do. */
  readonly isDecided: boolean
}

/** `close`: the window goes and nothing else is decided here. */
export type CloseDecision = 'close' | 'tray' | 'ask' | 'quit'

export function decideClose(desk: ClosingDesk): CloseDecision {
  const { staysInTray, hasTray, hasOrders, isAttended, isDecided } = desk
  if (isDecided) return 'close'
  if (staysInTray && hasTray) return 'tray'
  return hasOrders && isAttended ? 'ask' : 'quit'
}
