// What of FDC3 2.2 a panel of Tenor is offered, by the standard’s names. Declared here, so that nothing of the standard’s
// packages is in the product; desktop-agent.test.ts holds these against the types that the standard publishes.

/** Plain data, bounded as instrument-context.ts says. */
export interface Context {
  readonly type: string
  readonly name?: string
  readonly id?: Readonly<Record<string, unknown>>
  readonly [member: string]: unknown
}

export interface InstrumentContext extends Context {
  readonly type: 'fdc3.instrument'
  readonly name: string
  /** By the name that the venue lists it under. */
  readonly id: { readonly ticker: string }
  /** Left out until the venue has said its name. */
  readonly market?: { readonly name: string }
}

export type ContextHandler = (context: Context) => void

export interface Listener {
  readonly unsubscribe: () => Promise<void>
}

export interface Channel {
  readonly id: string
  readonly type: 'user'
  readonly displayMetadata: { readonly name: string; readonly color: string; readonly glyph: string }
  readonly broadcast: (context: Context) => Promise<void>
  readonly getCurrentContext: (contextType?: string) => Promise<Context | null>
  readonly addContextListener: AddContextListener
}

/** The second form, a handler alone, is the standard’s older one. */
export type AddContextListener = (
  contextType: string | null | ContextHandler,
  handler?: ContextHandler,
) => Promise<Listener>

/** The messages of the errors by which the standard says that something cannot be had. */
export type Fdc3Error =
  | 'AccessDenied'
  | 'AppNotFound'
  | 'CreationFailed'
  | 'MalformedContext'
  | 'NoAppsFound'
  | 'NoChannelFound'
  | 'ResolverUnavailable'
  | 'TargetAppUnavailable'
