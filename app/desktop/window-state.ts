// Where the window stood, remembered per set-up of displays, so that docking a laptop brings back the layout of the
// desk: a document of the profile, and fitting to the displays of today. Pure.
// A restored window always lies whole inside the work area of one display.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { DocumentKind } from '../../shared/desk/document.ts'

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
  setups: Type.Array(Type.Object({ displays: Type.String({ maxLength: 1000 }), place: WindowPlaceSchema }), {
    maxItems: 100,
  }),
})

export type WindowPlace = Static<typeof WindowPlaceSchema>
export type WindowState = Static<typeof WindowStateSchema>

export const NO_WINDOW_STATE: WindowState = { setups: [] }
export const WINDOW_SIZE_MIN = { width: 1024, height: 640 } as const
const WINDOW_SIZE_DEFAULT = { width: 1600, height: 960 } as const
const SETUPS_MAX = 10

const form = Compile(WindowStateSchema)

export const windowStateDocument: DocumentKind<WindowState> = {
  name: 'window-state',
  version: 1,
  bytesMax: 200_000,
  form,
  defaults: NO_WINDOW_STATE,
  migrations: [(fields) => fields],
}

/** Names a set-up of displays by where they lie; the order in which the system lists them does not matter. */
export function displaysKey(displays: readonly DisplayArea[]): string {
  return displays
    .map(({ bounds: { x, y, width, height } }) => `${width}x${height}@${x},${y}`)
    .sort()
    .join(' ')
}

export function rememberPlace(state: WindowState, displays: string, place: WindowPlace): WindowState {
  const others = state.setups.filter((setup) => setup.displays !== displays)
  return { setups: [{ displays, place }, ...others].slice(0, SETUPS_MAX) }
}

/** Where to open the window. `displays` has the primary one first. */
export function placeFor(state: WindowState, displays: readonly DisplayArea[]): WindowPlace {
  const primary = displays[0]?.workArea ?? { x: 0, y: 0, ...WINDOW_SIZE_DEFAULT }
  const remembered = state.setups.find((setup) => setup.displays === displaysKey(displays))?.place
  if (remembered === undefined) return { bounds: centred(primary), maximised: false }
  const home = displays
    .map(({ workArea }) => ({ workArea, shared: sharedArea(remembered.bounds, workArea) }))
    .reduce((best, one) => (one.shared > best.shared ? one : best), { workArea: primary, shared: 0 })
  return {
    bounds: home.shared === 0 ? centred(primary) : fitInto(remembered.bounds, home.workArea),
    maximised: remembered.maximised,
  }
}

function centred(area: Rectangle): Rectangle {
  const width = Math.min(WINDOW_SIZE_DEFAULT.width, area.width)
  const height = Math.min(WINDOW_SIZE_DEFAULT.height, area.height)
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    width,
    height,
  }
}

function fitInto(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(Math.max(bounds.width, WINDOW_SIZE_MIN.width), area.width)
  const height = Math.min(Math.max(bounds.height, WINDOW_SIZE_MIN.height), area.height)
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
