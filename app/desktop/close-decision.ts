// What becomes of the program when its last window is closed. Pure; closing.ts asks and carries it out.

export interface ClosingDesk {
  /** Of the settings: alerts go on without a window. */
  readonly staysInTray: boolean
  /** There is a tray to come back from. */
  readonly hasTray: boolean
  /** Orders that can still trade at the exchange. */
  readonly openOrders: number
  /** Somebody is there to be asked. */
  readonly isAttended: boolean
  /** The program is ending already, or lives on without windows as programs of this system do. */
  readonly isDecided: boolean
}

/** `close`: the window goes and nothing else is decided here. */
export type CloseDecision = 'close' | 'tray' | 'ask' | 'quit'

export function decideClose(desk: ClosingDesk): CloseDecision {
  const { staysInTray, hasTray, openOrders, isAttended, isDecided } = desk
  if (isDecided) return 'close'
  if (staysInTray && hasTray) return 'tray'
  return openOrders > 0 && isAttended ? 'ask' : 'quit'
}
