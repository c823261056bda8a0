// The desktop agent of FDC3 2.2 for panels of Tenor, over the colour groups of the open workspace: what a group looks at is
// the current context of a user channel, and whoever turns the group has broadcast. It keeps nothing of its own, so that it
// shows the same in every window, and it reaches nobody outside the program. What it does not do it refuses by the names
// of the standard; docs/fdc3.md says what that is.
import { LINK_COLOURS, type LinkColour, type Workspaces } from '../../shared/desk/workspaces.ts'
import { instrumentId } from '../../shared/math/quantities.ts'
import { translate } from '../i18n/translate.ts'
import { rootOf } from '../store/instruments.ts'
import { deskStore } from '../store/topic-stores.ts'
import { joinLink, look, openOf, panelIn, turnGroup, workspaceStore } from '../store/workspace.ts'
import type {
  AddContextListener,
  Channel,
  Context,
  ContextHandler,
  Fdc3Error,
  Listener,
} from './fdc3-types.ts'
import { INSTRUMENT_TYPE, instrumentContext, readContext, tickerOf } from './instrument-context.ts'
import { colourOfChannel, USER_CHANNELS } from './user-channels.ts'

export type DesktopAgent = ReturnType<typeof agentOf>

/** The panel that broadcasts at this moment; it is not told of what it said itself. */
let speaking: string | undefined

/** The agent as the panel with this id has it. */
export function agentOf(panelId: string) {
  const linkNow = (): LinkColour | undefined => panelIn(workspaceStore.getState(), panelId)?.link
  const join = async (channelId: string): Promise<void> => {
    const colour = colourOfChannel(channelId)
    if (colour === undefined) throw fdc3Error('NoChannelFound')
    if (panelIn(workspaceStore.getState(), panelId) === undefined) throw fdc3Error('AccessDenied')
    joinLink(panelId, colour)
    await Promise.resolve()
  }
  const channels = (): Promise<Channel[]> =>
    Promise.resolve(LINK_COLOURS.map((colour) => channelOf(colour, panelId)))
  /** Told of what the channel holds at once, and of every change; another channel is a change. */
  const addContextListener: AddContextListener = (contextType, handler) => {
    const hear = handlerOf(contextType, handler)
    const now = (state: Workspaces): string | undefined => {
      const link = panelIn(state, panelId)?.link
      return link === undefined ? undefined : instrumentIn(state, link)
    }
    const listener = listen(now, (instrument) => {
      if (speaking !== panelId) hear(instrument)
    })
    // After the listener is in the hands of who asked for it.
    queueMicrotask(() => {
      const instrument = now(workspaceStore.getState())
      if (instrument !== undefined && !listener.isOver()) hear(instrument)
    })
    return Promise.resolve(listener)
  }
  return {
    async broadcast(context: Context): Promise<void> {
      const link = linkNow()
      const instrument = takeable(context)
      // A panel that goes its own way speaks to nobody.
      if (link !== undefined) speak(link, instrument, panelId)
      await Promise.resolve()
    },
    addContextListener,
    getUserChannels: channels,
    joinUserChannel: join,
    getCurrentChannel(): Promise<Channel | null> {
      const link = linkNow()
      return Promise.resolve(link === undefined ? null : channelOf(link, panelId))
    },
    leaveCurrentChannel(): Promise<void> {
      joinLink(panelId, undefined)
      return Promise.resolve()
    },
    /** Told when the panel joins another channel, or leaves the one it is on. */
    addEventListener(
      type: 'userChannelChanged' | null,
      handler: (event: { type: string; details: { currentChannelId: string | null } }) => void,
    ): Promise<Listener> {
      const now = (state: Workspaces): string | undefined => panelIn(state, panelId)?.link
      return Promise.resolve(
        listen(
          now,
          () => {
            const link = linkNow()
            const currentChannelId = link === undefined ? null : USER_CHANNELS[link].id
            handler({ type: type ?? 'userChannelChanged', details: { currentChannelId } })
          },
          true,
        ),
      )
    },
    getInfo() {
      return Promise.resolve({
        fdc3Version: '2.2',
        provider: 'Tenor',
        optionalFeatures: {
          OriginatingAppMetadata: false,
          UserChannelMembershipAPIs: true,
          DesktopAgentBridging: false,
        },
        appMetadata: {
          appId: `tenor.${panelIn(workspaceStore.getState(), panelId)?.kind ?? 'panel'}`,
          instanceId: panelId,
        },
      })
    },
    // There is one program here, and no other to open, to find or to raise an intent at.
    open: () => refuse('AppNotFound'),
    findIntent: () => refuse('NoAppsFound'),
    findIntentsByContext: () => refuse('NoAppsFound'),
    findInstances: () => refuse('NoAppsFound'),
    raiseIntent: () => refuse('NoAppsFound'),
    raiseIntentForContext: () => refuse('NoAppsFound'),
    addIntentListener: () => refuse('ResolverUnavailable'),
    getAppMetadata: () => refuse('TargetAppUnavailable'),
    getOrCreateChannel: () => refuse('CreationFailed'),
    createPrivateChannel: () => refuse('CreationFailed'),
    /** By their names in FDC3 1.2, as the standard asks. */
    getSystemChannels: channels,
    joinChannel: join,
  }
}

/** A colour group as a channel; what is said to it by hand of the channel is said by the panel. */
export function channelOf(colour: LinkColour, panelId?: string): Channel {
  const { id, color, glyph } = USER_CHANNELS[colour]
  const now = (state: Workspaces): string | undefined => instrumentIn(state, colour)
  return {
    id,
    type: 'user',
    displayMetadata: { name: translate(`dock.colour.${colour}`), color, glyph },
    async broadcast(context) {
      speak(colour, takeable(context), panelId)
      await Promise.resolve()
    },
    getCurrentContext(contextType = INSTRUMENT_TYPE) {
      const instrument = now(workspaceStore.getState())
      const isThere = instrument !== undefined && contextType === INSTRUMENT_TYPE
      return Promise.resolve(isThere ? contextFor(instrument) : null)
    },
    /** Told of changes only, as the standard has it of channels. */
    addContextListener(contextType, handler) {
      const hear = handlerOf(contextType, handler)
      return Promise.resolve(
        listen(now, (instrument) => {
          if (panelId === undefined || speaking !== panelId) hear(instrument)
        }),
      )
    },
  }
}

/** Turns a panel to what the context names, with its group or alone; throws as `broadcast` rejects. */
export function turnTo(panelId: string, context: Context): void {
  look(panelId, takeable(context))
}

function speak(link: LinkColour, at: ReturnType<typeof takeable>, panelId: string | undefined): void {
  speaking = panelId
  try {
    turnGroup(link, at)
  } finally {
    speaking = undefined
  }
}

/** The listed instrument that a context from anywhere names. */
function takeable(value: unknown): { readonly instrumentId: string; readonly root: string } {
  const context = readContext(value)
  if (context === undefined) throw fdc3Error('MalformedContext')
  const ticker = tickerOf(context)
  const named = ticker === undefined ? undefined : instrumentId(ticker)
  const root = named === undefined ? undefined : rootOf(named)
  // A channel of Tenor carries instruments that this venue lists, and nothing else.
  if (named === undefined || root === undefined) throw fdc3Error('AccessDenied')
  return { instrumentId: named, root: root.root }
}

function instrumentIn(state: Workspaces, colour: LinkColour): string | undefined {
  return openOf(state)?.links[colour]?.instrumentId
}

function contextFor(instrument: string): Context {
  return instrumentContext(instrumentId(instrument), deskStore.getState().projection?.venueName)
}

/** Calls back with the instrument of a context of this type, or of any. */
function handlerOf(
  contextType: string | null | ContextHandler,
  handler: ContextHandler | undefined,
): (instrument: string) => void {
  const [type, tell] = typeof contextType === 'function' ? [null, contextType] : [contextType, handler]
  return (instrument) => {
    if (type === null || type === INSTRUMENT_TYPE) tell?.(contextFor(instrument))
  }
}

/** Tells of every change to something; to nothing only where that is asked for. */
function listen(
  select: (state: Workspaces) => string | undefined,
  tell: (now: string) => void,
  alsoNothing = false,
): Listener & { readonly isOver: () => boolean } {
  let isOver = false
  const stop = workspaceStore.subscribe((state, old) => {
    const now = select(state)
    if (now === select(old) || (now === undefined && !alsoNothing)) return
    tell(now ?? '')
  })
  return {
    isOver: () => isOver,
    unsubscribe() {
      isOver = true
      stop()
      return Promise.resolve()
    },
  }
}

function refuse(error: Fdc3Error): Promise<never> {
  return Promise.reject(fdc3Error(error))
}

/** The standard has its errors told apart by their message. */
function fdc3Error(error: Fdc3Error): Error {
  return new Error(error)
}
