import { beforeEach, expect, it } from 'vitest'
import { instrumentId } from '../../shared/math/quantities.ts'
import { linkRefusals } from '../../shared/ui-wire/opened-link.ts'
import { followWaitingLink, takeLink } from './opened-links.ts'
import { outcomeStore } from './outcome-store.ts'
import { desk, F27, G27, h100Root } from './projections.testing.ts'
import { applyProjection, forgetUnwatched } from './topic-stores.ts'
import { isArmed, setArmed } from './ladder-hand.ts'
import { instrumentOf, look, workspaceStore } from './workspace.ts'

const toasts = () => outcomeStore.getState().toasts.map(({ text }) => text)
const picked = () => instrumentOf(workspaceStore.getState(), 'ladder')
const armed = () => isArmed('ladder')

beforeEach(() => {
  forgetUnwatched([])
  outcomeStore.setState({ toasts: [] })
  look('ladder', { instrumentId: F27, root: 'H100' })
  setArmed('ladder', true)
})

it('shows the contract of a link, and disarms as for any other change of contract', () => {
  applyProjection(desk({ roots: [h100Root] }))
  takeLink({ type: 'openedLink', instrumentId: G27 })
  expect([picked(), armed(), toasts()]).toEqual([G27, false, []])
})

it('says that a contract is not listed, and stays where it is, armed', () => {
  applyProjection(desk({ roots: [h100Root] }))
  takeLink({ type: 'openedLink', instrumentId: instrumentId('GOLDZ30') })
  expect([picked(), armed()]).toEqual([F27, true])
  expect(toasts()).toEqual(['GOLDZ30 is not listed here. What was shown stays.'])
})

it('waits for the contracts to be known; the newest link wins', () => {
  applyProjection(desk({ roots: [] }))
  takeLink({ type: 'openedLink', instrumentId: instrumentId('GOLDZ30') })
  takeLink({ type: 'openedLink', instrumentId: G27 })
  expect([picked(), toasts()]).toEqual([F27, []])
  applyProjection(desk({ roots: [h100Root] }))
  followWaitingLink()
  expect([picked(), toasts()]).toEqual([G27, []])
  look('ladder', { instrumentId: F27, root: 'H100' })
  followWaitingLink()
  expect(picked()).toBe(F27)
})

it.each(linkRefusals)('says why a link was refused: %s', (refused) => {
  applyProjection(desk({ roots: [h100Root] }))
  takeLink({ type: 'openedLink', refused })
  expect(toasts()).toHaveLength(1)
  expect(toasts()[0]).toMatch(/^.{20,}What was shown stays\.$/)
  expect([picked(), armed()]).toEqual([F27, true])
})
