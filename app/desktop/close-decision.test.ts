import { expect, it } from 'vitest'
import { decideClose, type CloseDecision, type ClosingDesk } from './close-decision.ts'

const desk: ClosingDesk = {
  ...{ staysInTray: false, hasTray: true, openOrders: 0, isAttended: true, isDecided: false },
}

it.each<[string, Partial<ClosingDesk>, CloseDecision]>([
  ['ends the program', {}, 'quit'],
  ['asks while orders work', { openOrders: 3 }, 'ask'],
  ['asks nobody where nobody is', { openOrders: 3, isAttended: false }, 'quit'],
  ['keeps the program in the tray where the settings say so', { staysInTray: true }, 'tray'],
  ['does so without a question while orders work', { staysInTray: true, openOrders: 3 }, 'tray'],
  ['ends it where there is no tray to come back from', { staysInTray: true, hasTray: false }, 'quit'],
  ['asks where there is none and orders work', { staysInTray: true, hasTray: false, openOrders: 1 }, 'ask'],
  ['decides nothing while the program ends', { openOrders: 3, staysInTray: true, isDecided: true }, 'close'],
])('closing the last window %s', (_name, more, decision) => {
  expect(decideClose({ ...desk, ...more })).toBe(decision)
})
