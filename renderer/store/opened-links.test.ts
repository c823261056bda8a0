import { beforeEach, expect, it } from 'vitest'
import { instrumentId } from '../../shared/math/quantities.ts'
import { linkRefusals } from '../../shared/ui-wire/opened-link.ts'
import { followWaitingLink, takeLink } from './opened-links.ts'
import { outcomeStore } from './outcome-store.ts'
import { desk, F27, G27, h100Root } from './projections.testing.ts'
import { applyProjection, forgetUnwatched } from './topic-stores.ts'
import { pickInstrument, setArmed, uiStore } from './ui-store.ts'

const toasts = () => outcomeStore.getState().toasts.map(({ text }) => text)
const picked = () => uiStore.getState().instrumentId

beforeEach(() => {
  forgetUnwatched([])
  outcomeStore.setState({ toasts: [] })
  pickInstrument(F27, 'H100')
  setArmed(true)
})

it('shows the contract of a link, and disarms as for any other change of contract', () => {
  applyProjection(desk({ roots: [h100Root] }))
  takeLink({ type: 'openedLink', instrumentId: G27 })
  expect([picked(), uiStore.getState().armed, toasts()]).toEqual([G27, false, []])
})

it('says that a contract is not listed, and stays where it is, armed', () => {
  applyProjection(desk({ roots: [h100Root] }))
  takeLink({ type: 'openedLink', instrumentId: instrumentId('GOLDZ30') })
  expect([picked(), uiStore.getState().armed]).toEqual([F27, true])
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
  pickInstrument(F27, 'H100')
  followWaitingLink()
  expect(picked()).toBe(F27)
})

it.each(linkRefusals)('says why a link was refused: %s', (refused) => {
  applyProjection(desk({ roots: [h100Root] }))
  takeLink({ type: 'openedLink', refused })
  expect(toasts()).toHaveLength(1)
  expect(toasts()[0]).toMatch(/^.{20,}What was shown stays\.$/)
  expect([picked(), uiStore.getState().armed]).toEqual([F27, true])
})
