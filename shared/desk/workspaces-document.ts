// The document `workspaces`: what a file must look like, and what is mended in one that does not. A panel of a kind that this
// Tenor does not have, a layout that names panels that are not there, a size of zero, a window without panels cost that
// panel, that name, that size or that window, and not the desk; of panels, windows and workspaces that are lost whoever reads
// the file is told. Pure.
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { freeWindowId } from './desk-windows.ts'
import { isFields, type DocumentFields, type DocumentKind, type WrongMember } from './document.ts'
import { listOf, mendLayout, panelsOf, type LayoutNode } from './workspace-layout.ts'
import {
  isShipped,
  LINK_COLOURS,
  NAME_LENGTH_MAX,
  PANEL_KINDS,
  PANELS_MAX,
  shippedWorkspace,
  shippedWorkspaces,
  WINDOW_BOUNDS_MIN,
  WINDOWS_MAX,
  WORKSPACES_MAX,
  type PanelView,
  type Room,
  type Workspaces,
} from './workspaces.ts'

const BYTES_MAX = 524_288
const VIEW_MEMBERS_MAX = 20
const strict = { additionalProperties: false } as const

const IdField = Type.String({ pattern: '^[a-z0-9-]{1,40}$' })
const NameField = Type.String({ maxLength: NAME_LENGTH_MAX, pattern: '^\\P{C}*$' })
const WordField = Type.String({ pattern: '^[A-Za-z0-9._-]{1,40}$' })
/** A butterfly is called `H100F27-2H100G27+H100H27`. */
const InstrumentField = Type.String({ pattern: '^[A-Za-z0-9._+-]{1,80}$' })
const LinkField = Type.Enum([...LINK_COLOURS])
const FocusField = Type.Object(
  { root: Type.Optional(WordField), instrumentId: Type.Optional(InstrumentField) },
  strict,
)
const PanelField = Type.Object(
  {
    id: IdField,
    kind: Type.Enum([...PANEL_KINDS]),
    link: Type.Optional(LinkField),
    view: Type.Unsafe<PanelView>(
      Type.Record(WordField, Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()]), {
        maxProperties: VIEW_MEMBERS_MAX,
      }),
    ),
  },
  strict,
)

// Its form is what mendLayout makes.
const LayoutField = Type.Unsafe<LayoutNode>(Type.Object({}))
const PixelField = Type.Integer({ minimum: -100_000, maximum: 100_000 })
const BoundsField = Type.Object(
  {
    x: PixelField,
    y: PixelField,
    width: Type.Integer({ minimum: WINDOW_BOUNDS_MIN.width, maximum: 100_000 }),
    height: Type.Integer({ minimum: WINDOW_BOUNDS_MIN.height, maximum: 100_000 }),
  },
  strict,
)
const WindowField = Type.Object(
  { id: IdField, layout: LayoutField, bounds: Type.Optional(BoundsField) },
  strict,
)
const idForm = Compile(IdField)
const boundsForm = Compile(BoundsField)

const form = Compile(
  Type.Unsafe<Workspaces>(
    Type.Object(
      {
        open: IdField,
        list: Type.Array(
          Type.Object(
            {
              id: IdField,
              name: NameField,
              panels: Type.Array(PanelField, { minItems: 1, maxItems: PANELS_MAX }),
              layout: LayoutField,
              windows: Type.Array(WindowField, { maxItems: WINDOWS_MAX }),
              links: Type.Object(
                Object.fromEntries(LINK_COLOURS.map((colour) => [colour, Type.Optional(FocusField)])),
                strict,
              ),
            },
            strict,
          ),
          { minItems: 1, maxItems: WORKSPACES_MAX },
        ),
      },
      strict,
    ),
  ),
)

/** `room`: of the screen on which a first start begins. */
export function workspacesDocument(room: Room): DocumentKind<Workspaces> {
  return {
    name: 'workspaces',
    version: 2,
    bytesMax: BYTES_MAX,
    form,
    defaults: shippedWorkspaces(room),
    // The second has windows, which mending adds.
    migrations: [(fields) => fields, (fields) => fields],
    repair: (fields, leftOut) =>
      mendWorkspaces(fields, {
        room,
        lost: (where) => {
          leftOut({ kind: 'wrong', where, says: 'cannot be shown' })
        },
      }),
    refuse: doubled,
  }
}

interface Mending {
  readonly room: Room
  /** Told of every panel, window and workspace that is lost. */
  readonly lost: (where: string) => void
}

/** The fields with every workspace mended; those of which nothing is left are as they are shipped, or gone. */
function mendWorkspaces(fields: DocumentFields, mending: Mending): DocumentFields {
  const { list, open } = fields
  if (!Array.isArray(list)) return fields
  const mended = list.flatMap((one: unknown, nth) => mendWorkspace(one, `list.${String(nth)}`, mending))
  const ids = mended.map((one) => one['id'])
  return { ...fields, list: mended, open: ids.includes(open) ? open : ids[0] }
}

function mendWorkspace(value: unknown, where: string, mending: Mending): readonly DocumentFields[] {
  if (!isFields(value)) {
    mending.lost(where)
    return []
  }
  const listed = listOf(value['panels'])
  const left = new Set(listed.filter(isKnownPanel).map(({ id }) => id))
  const onDesk = lay(value['layout'], left)
  const windows = mendWindows(value['windows'], left)
  if (windows.length < listOf(value['windows']).length) mending.lost(`${where}.windows`)
  // A desk of which nothing is left is what its first window was.
  const layout = onDesk ?? windows.shift()?.layout
  if (layout === undefined) {
    mending.lost(where)
    const { id } = value
    return typeof id === 'string' && isShipped(id) ? [{ ...shippedWorkspace(id, mending.room) }] : []
  }
  const laid = new Set([layout, ...windows.map((one) => one.layout)].flatMap(panelsOf))
  const panels = listed.filter((panel, nth) => {
    const isLaid = isKnownPanel(panel) && laid.delete(panel.id)
    if (!isLaid) mending.lost(`${where}.panels.${String(nth)}`)
    return isLaid
  })
  return [{ ...value, panels, layout, windows }]
}

type MendedWindow = DocumentFields & { readonly layout: LayoutNode }

/** Windows in which something of `left` lies. Their ids are made good, and bounds that are none forgotten. */
function mendWindows(value: unknown, left: Set<string>): MendedWindow[] {
  const taken = new Set<unknown>()
  return listOf(value)
    .slice(0, WINDOWS_MAX)
    .flatMap((one) => {
      const layout = isFields(one) ? lay(one['layout'], left) : undefined
      if (!isFields(one) || layout === undefined) return []
      const { bounds, id: given } = one
      const id = idForm.Check(given) && !taken.has(given) ? given : freeWindowId(taken)
      taken.add(id)
      return [{ id, layout, ...(boundsForm.Check(bounds) ? { bounds } : {}) }]
    })
}

/** The layout as it can be used, with what lies in it taken from `left`. */
function lay(value: unknown, left: Set<string>): LayoutNode | undefined {
  const layout = mendLayout(value, left)
  for (const id of layout === undefined ? [] : panelsOf(layout)) left.delete(id)
  return layout
}

function isKnownPanel(value: unknown): value is { readonly id: string } {
  return (
    isFields(value) && typeof value['id'] === 'string' && PANEL_KINDS.some((kind) => kind === value['kind'])
  )
}

function doubled({ list }: Workspaces): WrongMember | undefined {
  const at = list.findIndex(({ id }, nth) => list.findIndex((other) => other.id === id) !== nth)
  return at < 0 ? undefined : { where: `list.${String(at)}.id`, says: 'is there twice' }
}
