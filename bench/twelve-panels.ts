// A workspace of twelve panels, all of them on the screen: four ladders, two boards, two curves and four tables, each colour group
// at a market of its own. As the document of a profile, for the bench of a desk that comes back.
import type { LayoutNode, TabGroup } from '../shared/desk/workspace-layout.ts'
import type { LinkColour, PanelEntry, PanelKind, Workspaces } from '../shared/desk/workspaces.ts'

const GROUPS = [
  ['blue', 'H100'],
  ['green', 'H200'],
  ['amber', 'B200'],
  ['violet', 'A100'],
] as const

/** What stands in `workspaces.json`. */
export function twelvePanels(): { readonly version: 1 } & Workspaces {
  const ladders = GROUPS.map(([colour]) => panel('ladder', colour))
  const curves = [panel('curve', 'blue'), panel('curve', 'amber')]
  const boards = [panel('quotes', 'blue'), { ...panel('quotes', 'amber'), view: { tab: 'calendarSpread' } }]
  const tables = (['working', 'fills', 'positions', 'connections'] as const).map((kind) =>
    panel(kind, 'blue'),
  )
  const upper = split('row', [...ladders.map((one) => alone(one, 1)), stack(boards, 1.4)])
  const lower = split('row', [
    ...curves.map((one) => alone(one, 1)),
    stack(tables.slice(0, 2), 1),
    stack(tables.slice(2), 1),
  ])
  const layout: LayoutNode = {
    ...split('column', [
      { ...upper, share: 62 },
      { ...lower, share: 38 },
    ]),
    share: 1,
  }
  const links = Object.fromEntries(GROUPS.map(([colour, root]) => [colour, { root }]))
  const panels = [...ladders, ...curves, ...boards, ...tables]
  return {
    version: 1,
    open: 'twelve',
    list: [{ id: 'twelve', name: 'Twelve', panels, layout, windows: [], links }],
  }
}

function panel(kind: PanelKind, link: LinkColour): PanelEntry {
  return { id: `${kind}-${link}`, kind, link, view: {} }
}

function alone({ id }: PanelEntry, share: number): TabGroup {
  return { kind: 'tabs', share, panels: [id], front: id }
}

/** One above the other. */
function stack(panels: readonly PanelEntry[], share: number): LayoutNode {
  return {
    ...split(
      'column',
      panels.map((one) => alone(one, 1)),
    ),
    share,
  }
}

function split(direction: 'row' | 'column', parts: readonly LayoutNode[]): LayoutNode {
  return { kind: 'split', share: 1, direction, parts }
}
