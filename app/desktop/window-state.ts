// Where each window stood, remembered per set-up of displays, so that docking a laptop brings back the layout of the
// desk: a document of the profile, and fitting to the displays of today. Pure.
// A restored window always lies whole inside the work area of one display.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { isFields, type DocumentFields, type DocumentKind } from '../../shared/desk/document.ts'
import { WINDOW_BOUNDS_MIN } from '../../shared/desk/workspaces.ts'

/** In the pixels Electron counts in, independent of scale. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface DisplayArea {
  readonly bounds: Rectangle
  /** Bounds without taskbars and docks. */
  readonly workArea: Rectangle
}

const Pixel = Type.Integer({ minimum: -100_000, maximum: 100_000 })
const Extent = Type.Integer({ minimum: 1, maximum: 100_000 })

const WindowPlaceSchema = Type.Object({
  /** Of the window when it is neither maximised nor full screen. */
  bounds: Type.Object({ x: Pixel, y: Pixel, width: Extent, height: Extent }),
  maximised: Type.Boolean(),
})

const WindowStateSchema = Type.Object({
  /** Newest first. */
  setups: Type.Array(
    Type.Object({
      displays: Type.String({ maxLength: 1000 }),
      /** Newest first; `window`: its key. */
      places: Type.Array(Type.Object({ window: Type.String({ maxLength: 100 }), place: WindowPlaceSchema }), {
        maxItems: 200,
      }),
    }),
    { maxItems: 100 },
  ),
})

export type WindowPlace = Static<typeof WindowPlaceSchema>
export type WindowState = Static<typeof WindowStateSchema>

/** How a window opens where nothing is remembered of it. */
export interface WindowOpening {
  /** Unique among all windows of all workspaces; what its place is remembered under. */
  readonly key: string
  readonly sizeMin: Size
  readonly size: Size
  /** Where it was asked to be. */
  readonly bounds?: Rectangle
}

interface Size {
  readonly width: number
  readonly height: number
}

export const NO_WINDOW_STATE: WindowState = { setups: [] }

/** The desk itself. */
export const DESK_OPENING: WindowOpening = {
  key: 'desk',
  sizeMin: { width: 1024, height: 640 },
  size: { width: 1600, height: 960 },
}

/** A window beside the desk. */
export function openingBeside(key: string, bounds: Rectangle | undefined): WindowOpening {
  const opening = { key, sizeMin: WINDOW_BOUNDS_MIN, size: { width: 560, height: 760 } }
  return bounds === undefined ? opening : { ...opening, bounds }
}

const SETUPS_MAX = 10
const PLACES_MAX = 100

const form = Compile(WindowStateSchema)

export const windowStateDocument: DocumentKind<WindowState> = {
  name: 'window-state',
  version: 2,
  bytesMax: 400_000,
  form,
  defaults: NO_WINDOW_STATE,
  migrations: [(fields) => fields, withPlaces],
}

/** The first version knew of one window. */
function withPlaces(fields: DocumentFields): DocumentFields {
  const { setups } = fields
  if (!Array.isArray(setups)) return fields
  return {
    setups: setups.map((setup: unknown) => {
      const { displays, place } = isFields(setup) ? setup : {}
      return { displays, places: [{ window: DESK_OPENING.key, place }] }
    }),
  }
}

/** Names a set-up of displays by where they lie; the order in which the system lists them does not matter. */
export function displaysKey(displays: readonly DisplayArea[]): string {
  return displays
    .map(({ bounds: { x, y, width, height } }) => `${width}x${height}@${x},${y}`)
    .sort()
    .join(' ')
}

/** `at`: the key of the window, and the displays on which it stands there. */
export function rememberPlace(
  state: WindowState,
  at: { readonly displays: string; readonly window: string },
  place: WindowPlace,
): WindowState {
  const { displays, window } = at
  const before = state.setups.find((setup) => setup.displays === displays)?.places ?? []
  const others = before.filter((one) => one.window !== window)
  const setup = { displays, places: [{ window, place }, ...others].slice(0, PLACES_MAX) }
  return { setups: [setup, ...state.setups.filter((one) => one.displays !== displays)].slice(0, SETUPS_MAX) }
}

/** Where to open a window. `displays` has the primary one first. */
export function placeFor(
  state: WindowState,
  displays: readonly DisplayArea[],
  opening: WindowOpening,
): WindowPlace {
  const primary = displays[0]?.workArea ?? { x: 0, y: 0, ...opening.size }
  const key = displaysKey(displays)
  const places = state.setups.find((setup) => setup.displays === key)?.places
  const remembered = places?.find(({ window }) => window === opening.key)?.place
  const wanted = remembered?.bounds ?? opening.bounds
  if (wanted === undefined) return { bounds: centred(opening.size, primary), maximised: false }
  const home = displays
    .map(({ workArea }) => ({ workArea, shared: sharedArea(wanted, workArea) }))
    .reduce((best, one) => (one.shared > best.shared ? one : best), { workArea: primary, shared: 0 })
  return {
    bounds:
      home.shared === 0 ? centred(opening.size, primary) : fitInto(wanted, home.workArea, opening.sizeMin),
    maximised: remembered?.maximised ?? false,
  }
}

function centred(size: Size, area: Rectangle): Rectangle {
  const width = Math.min(size.width, area.width)
  const height = Math.min(size.height, area.height)
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    width,
    height,
  }
}

function fitInto(bounds: Rectangle, area: Rectangle, least: Size): Rectangle {
  const width = Math.min(Math.max(bounds.width, least.width), area.width)
  const height = Math.min(Math.max(bounds.height, least.height), area.height)
  return {
    x: Math.min(Math.max(bounds.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(bounds.y, area.y), area.y + area.height - height),
    width,
    height,
  }
}

function sharedArea(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(width, 0) * Math.max(height, 0)
}
