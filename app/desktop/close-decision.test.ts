import { expect, it } from 'vitest'
import { decideClose, type CloseDecision, type ClosingDesk } from './close-decision.ts'

const desk: ClosingDesk = {
  ...{ staysInTray: false, hasTray: true, hasOrders: false, isAttended: true, isDecided: false },
}

it.each<[string, Partial<ClosingDesk>, CloseDecision]>([
  ['ends the program', {}, 'quit'],
  ['asks while orders are under way', { hasOrders: true }, 'ask'],
  ['asks nobody where nobody is', { hasOrders: true, isAttended: false }, 'quit'],
  ['keeps the program in the tray where the settings say so', { staysInTray: true }, 'tray'],
  ['does so without a question while orders are under way', { staysInTray: true, hasOrders: true }, 'tray'],
  ['ends it where there is no tray to come back from', { staysInTray: true, hasTray: false }, 'quit'],
  [
    'asks where there is none and orders are under way',
    { staysInTray: true, hasTray: false, hasOrders: true },
    'ask',
  ],
  [
    'decides nothing while the program ends',
    { hasOrders: true, staysInTray: true, isDecided: true },
    'close',
  ],
])('closing the desk %s', (_name, more, decision) => {
  expect(decideClose({ ...desk, ...more })).toBe(decision)
})
