// The document `workspaces`: what a file must look like, and what is mended in one that does not. A panel of a kind that this
// Tenor does not have, a layout that names panels that are not there, a size of zero cost that panel, that name or that size,
// and not the desk. Pure.
import Type from 'typebox'
import { Compile } from 'typebox/compile'
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
const LinkField = Type.Enum([...LINK_COLOURS])
const FocusField = Type.Object(
  { root: Type.Optional(WordField), instrumentId: Type.Optional(WordField) },
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
              // Its form is what mendLayout makes.
              layout: Type.Unsafe<LayoutNode>(Type.Object({})),
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
    version: 1,
    bytesMax: BYTES_MAX,
    form,
    defaults: shippedWorkspaces(room),
    migrations: [(fields) => fields],
    repair: (fields) => mendWorkspaces(fields, room),
    refuse: doubled,
  }
}

/** The fields with every workspace mended; those of which nothing is left are as they are shipped, or gone. */
function mendWorkspaces(fields: DocumentFields, room: Room): DocumentFields {
  const { list, open } = fields
  if (!Array.isArray(list)) return fields
  const mended = list.flatMap((one) => mendWorkspace(one, room))
  const ids = mended.map((one) => one['id'])
  return { ...fields, list: mended, open: ids.includes(open) ? open : ids[0] }
}

function mendWorkspace(value: unknown, room: Room): readonly DocumentFields[] {
  if (!isFields(value)) return []
  const known = listOf(value['panels']).filter(isKnownPanel)
  const layout = mendLayout(value['layout'], new Set(known.map(({ id }) => id)))
  if (layout === undefined) {
    const { id } = value
    return typeof id === 'string' && isShipped(id) ? [{ ...shippedWorkspace(id, room) }] : []
  }
  const laid = new Set(panelsOf(layout))
  const panels = known.filter(({ id }) => laid.delete(id))
  return [{ ...value, panels, layout }]
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
