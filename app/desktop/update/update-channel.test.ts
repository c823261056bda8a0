import { expect, test } from 'vitest'
import { parseDocument } from '../../../shared/desk/document.ts'
import { updatesDocument, whyUpdatesAreOff, type HowItRuns } from './update-channel.ts'

const released: HowItRuns = { isPackaged: true, isMarked: false, hasAddress: true, isReplay: false }

test.each<[string, Partial<HowItRuns>, string | undefined]>([
  ['a release updates itself', {}, undefined],
  ['a program from source does not', { isPackaged: false }, 'fromSource'],
  [
    'a build marked not for release never does, whatever address is put into it',
    { isMarked: true },
    'notForRelease',
  ],
  ['a package made by hand has nowhere to ask', { hasAddress: false }, 'noAddress'],
  ['a replay does not, because it does not know the orders of today', { isReplay: true }, 'replay'],
])('%s', (_, how, off) => {
  expect(whyUpdatesAreOff({ ...released, ...how })).toBe(off)
})

test.each([
  ['1.2.0', 'latest'],
  ['1.2.0-beta.1', 'beta'],
])('before anything is chosen, version %s follows %s', (version, channel) => {
  expect(updatesDocument(version).defaults.channel).toBe(channel)
})

test.each([
  ['{"version":1,"channel":"beta"}', true],
  ['{"version":1,"channel":"nightly"}', false],
  ['{"version":2,"channel":"beta"}', false],
])('a file with %s is taken: %j', (text, isTaken) => {
  expect(parseDocument(updatesDocument('1.0.0'), text).ok).toBe(isTaken)
})
