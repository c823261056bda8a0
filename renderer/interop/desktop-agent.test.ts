// The desktop agent of panels: held against the types of the standard, and against what it says of channels.
import type {
  ChannelError,
  DesktopAgent as StandardAgent,
  OpenError,
  ResolveError,
} from '@finos/fdc3-standard'
import { beforeEach, describe, expect, it } from 'vitest'
import { LINK_COLOURS, type PanelEntry, type Workspaces } from '../../shared/desk/workspaces.ts'
import { workspaces } from '../store/documents.ts'
import { isArmed, letGoOfAll, setArmed } from '../store/ladder-hand.ts'
import { desk, F27, G27, h100Root } from '../store/projections.testing.ts'
import { applyProjection } from '../store/topic-stores.ts'
import { instrumentOf, look, panelIn, workspaceStore } from '../store/workspace.ts'
import { agentOf, channelOf, turnTo } from './desktop-agent.ts'
import type { Context, Fdc3Error } from './fdc3-types.ts'
import { instrumentContext } from './instrument-context.ts'
import { followRecent, recentInstruments } from './recent-instruments.ts'
import { colourOfChannel, USER_CHANNELS } from './user-channels.ts'

const PANELS: readonly PanelEntry[] = [
  { id: 'board', kind: 'quotes', link: 'blue', view: {} },
  { id: 'one', kind: 'ladder', link: 'blue', view: {} },
  { id: 'two', kind: 'ladder', link: 'green', view: {} },
  { id: 'own', kind: 'ladder', view: { instrumentId: F27, root: 'H100' } },
]
const DESK: Workspaces = {
  open: 'test',
  list: [
    {
      id: 'test',
      name: 'Test',
      panels: PANELS,
      layout: { kind: 'tabs', share: 1, panels: PANELS.map(({ id }) => id), front: 'board' },
      windows: [],
      links: { blue: { root: 'H100', instrumentId: F27 }, green: { root: 'H100', instrumentId: G27 } },
    },
  ],
}
const seen = (id: string) => instrumentOf(workspaceStore.getState(), id)
const f27 = { type: 'fdc3.instrument', id: { ticker: F27 } }
const g27 = { type: 'fdc3.instrument', id: { ticker: G27 } }
const blue = USER_CHANNELS.blue.id
const green = USER_CHANNELS.green.id

/** Names of what a listener was told, in order. */
function ear(): { readonly heard: (string | undefined)[]; readonly hear: (context: Context) => void } {
  const heard: (string | undefined)[] = []
  return { heard, hear: (context) => heard.push(context.name) }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

beforeEach(() => {
  workspaces.change(() => DESK)
  letGoOfAll()
  const { venueName: _, ...rest } = desk({ roots: [h100Root] })
  applyProjection({ ...rest, venueName: 'Paper' })
})

it('is a desktop agent of FDC3 2.2, by the types of the standard', async () => {
  const agent: StandardAgent = agentOf('one')
  expect(await agent.getInfo()).toEqual({
    fdc3Version: '2.2',
    provider: 'Tenor',
    optionalFeatures: {
      OriginatingAppMetadata: false,
      UserChannelMembershipAPIs: true,
      DesktopAgentBridging: false,
    },
    appMetadata: { appId: 'tenor.ladder', instanceId: 'one' },
  })
})

describe('user channels', () => {
  it('are the colour groups, each by an id of its own', async () => {
    const channels = await agentOf('one').getUserChannels()
    expect(channels.map(({ id, type }) => [type, colourOfChannel(id)])).toEqual(
      LINK_COLOURS.map((colour) => ['user', colour]),
    )
    expect(new Set(channels.map(({ id }) => id)).size).toBe(LINK_COLOURS.length)
    expect(channels[0]?.displayMetadata).toEqual({ name: 'blue', color: 'blue', glyph: '6' })
    expect(await agentOf('one').getSystemChannels()).toHaveLength(LINK_COLOURS.length)
  })

  it('are joined and left as by the dot of the panel', async () => {
    const agent = agentOf('own')
    const events: (string | null)[] = []
    const listener = await agent.addEventListener('userChannelChanged', ({ details }) =>
      events.push(details.currentChannelId),
    )
    expect(await agent.getCurrentChannel()).toBeNull()
    await agent.joinUserChannel(green)
    expect([panelIn(workspaceStore.getState(), 'own')?.link, seen('own')]).toEqual(['green', G27])
    expect((await agent.getCurrentChannel())?.id).toBe(green)
    await agent.leaveCurrentChannel()
    // Who leaves keeps what it showed.
    expect([await agent.getCurrentChannel(), seen('own')]).toEqual([null, G27])
    await listener.unsubscribe()
    await agent.joinUserChannel(blue)
    expect(events).toEqual([green, null])
  })

  it('hold what their group looks at, by whichever way it was turned', async () => {
    const channel = channelOf('blue')
    expect(await channel.getCurrentContext()).toEqual(instrumentContext(F27, 'Paper'))
    look('board', { instrumentId: G27, root: 'H100' })
    expect(await channel.getCurrentContext('fdc3.instrument')).toEqual(instrumentContext(G27, 'Paper'))
    expect(await channel.getCurrentContext('fdc3.contact')).toBeNull()
    expect(await channelOf('rose').getCurrentContext()).toBeNull()
  })

  it('tell of changes, and not of what was there before', async () => {
    const { heard, hear } = ear()
    const other = ear()
    const listener = await channelOf('blue').addContextListener('fdc3.instrument', hear)
    await channelOf('blue').addContextListener('fdc3.contact', other.hear)
    await channelOf('green').broadcast(f27)
    await channelOf('blue').broadcast(g27)
    await channelOf('blue').broadcast(g27)
    await listener.unsubscribe()
    await channelOf('blue').broadcast(f27)
    expect([heard, other.heard]).toEqual([[G27], []])
  })

  it('give plain data, that can cross to another window', async () => {
    const context = await channelOf('blue').getCurrentContext()
    expect(structuredClone(context)).toEqual(context)
  })
})

describe('a broadcast', () => {
  it('turns the group of the panel and no other', async () => {
    await agentOf('board').broadcast({ ...g27, market: { MIC: 'XXXX' } })
    expect([seen('board'), seen('one'), seen('own')]).toEqual([G27, G27, F27])
  })

  it('of a panel that goes its own way is heard by nobody', async () => {
    await agentOf('own').broadcast(g27)
    expect([seen('own'), seen('one')]).toEqual([F27, F27])
  })

  it('disarms every ladder that it turns, and coming back arms none', async () => {
    for (const ladder of ['one', 'two', 'own']) setArmed(ladder, true)
    await agentOf('board').broadcast(g27)
    expect(['one', 'two', 'own'].map(isArmed)).toEqual([false, true, true])
    await agentOf('board').broadcast(f27)
    expect(isArmed('one')).toBe(false)
  })

  it.each<[string, unknown, Fdc3Error]>([
    ['is no context', { id: { ticker: G27 } }, 'MalformedContext'],
    ['is too large', { ...g27, x: 'x'.repeat(10_000) }, 'MalformedContext'],
    ['is an instrument without identifiers', { type: 'fdc3.instrument' }, 'MalformedContext'],
    ['is another context', { type: 'fdc3.contact', id: { email: 'a@b.c' } }, 'AccessDenied'],
    ['names what is not listed', { type: 'fdc3.instrument', id: { ticker: 'H100Z99' } }, 'AccessDenied'],
    [
      'names a member of every object',
      { type: 'fdc3.instrument', id: { ticker: '__proto__' } },
      'AccessDenied',
    ],
    ['has no ticker', { type: 'fdc3.instrument', id: { ISIN: 'US0378331005' } }, 'AccessDenied'],
  ])('that %s is refused, and nothing turns', async (_name, context, error) => {
    const before = workspaceStore.getState()
    setArmed('one', true)
    await expect(agentOf('board').broadcast(context as Context)).rejects.toThrow(error)
    await expect(channelOf('blue').broadcast(context as Context)).rejects.toThrow(error)
    expect(() => {
      turnTo('own', context as Context)
    }).toThrow(error)
    expect(workspaceStore.getState()).toBe(before)
    expect(isArmed('one')).toBe(true)
  })
})

describe('a panel that listens', () => {
  it('has the current context at once, also where it comes late, and every change after it', async () => {
    const { heard, hear } = ear()
    await agentOf('one').addContextListener(null, hear)
    await settled()
    await agentOf('board').broadcast(g27)
    expect(heard).toEqual([F27, G27])
  })

  it('has that of the channel it joins, and none when it leaves', async () => {
    const { heard, hear } = ear()
    await agentOf('own').addContextListener('fdc3.instrument', hear)
    await settled()
    expect(heard).toEqual([])
    await agentOf('own').joinUserChannel(green)
    await agentOf('own').leaveCurrentChannel()
    await agentOf('board').broadcast(g27)
    expect(heard).toEqual([G27])
  })

  it('is not told of what it said itself, nor of anything once it has unsubscribed', async () => {
    const { heard, hear } = ear()
    const listener = await agentOf('one').addContextListener(hear)
    await settled()
    await agentOf('one').broadcast(g27)
    await listener.unsubscribe()
    await agentOf('board').broadcast(f27)
    expect(heard).toEqual([F27])
  })

  it('hears what another window turned', async () => {
    const { heard, hear } = ear()
    await agentOf('one').addContextListener('fdc3.instrument', hear)
    await settled()
    // As the document comes from the main process.
    workspaces.take({
      revision: 1_000,
      value: {
        ...DESK,
        list: DESK.list.map((one) => ({ ...one, links: { blue: { root: 'H100', instrumentId: G27 } } })),
      },
    })
    expect(heard).toEqual([F27, G27])
  })
})

describe('what is not there', () => {
  const open: `${OpenError}` = 'AppNotFound'
  const none: `${ResolveError}` = 'NoAppsFound'
  const app: `${ResolveError}` = 'TargetAppUnavailable'
  const resolver: `${ResolveError}` = 'ResolverUnavailable'
  const made: `${ChannelError}` = 'CreationFailed'
  const found: `${ChannelError}` = 'NoChannelFound'
  const denied: `${ChannelError}` = 'AccessDenied'
  const agent: StandardAgent = agentOf('one')

  it.each<[string, () => Promise<unknown>, Fdc3Error]>([
    ['open', () => agent.open({ appId: 'x' }), open],
    ['findIntent', () => agent.findIntent('ViewChart'), none],
    ['findIntentsByContext', () => agent.findIntentsByContext(f27), none],
    ['findInstances', () => agent.findInstances({ appId: 'x' }), none],
    ['raiseIntent', () => agent.raiseIntent('ViewChart', f27), none],
    ['raiseIntentForContext', () => agent.raiseIntentForContext(f27), none],
    ['addIntentListener', () => agent.addIntentListener('ViewChart', () => undefined), resolver],
    ['getAppMetadata', () => agent.getAppMetadata({ appId: 'x' }), app],
    ['getOrCreateChannel', () => agent.getOrCreateChannel('mine'), made],
    ['createPrivateChannel', () => agent.createPrivateChannel(), made],
    ['a channel that is none', () => agent.joinUserChannel('fdc3.channel.1'), found],
    ['a member of every object', () => agent.joinUserChannel('constructor'), found],
    ['a panel that is gone', () => agentOf('gone').joinUserChannel(green), denied],
  ])('%s is refused by the name that the standard has for it', async (_name, call, error) => {
    await expect(call()).rejects.toThrow(error)
  })
})

it('leaves the instruments turned to last, newest first, each once', async () => {
  followRecent()
  await agentOf('board').broadcast(g27)
  await agentOf('two').broadcast(f27)
  await agentOf('board').broadcast(f27)
  expect(recentInstruments()).toEqual([F27, G27])
})
