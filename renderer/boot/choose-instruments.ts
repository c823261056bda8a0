// What panels look at when they look at nothing, or at what is no longer listed: the first month ahead of the same root, else
// of the first one. A colour group turns as a whole, and where it lost its contract that is said.
import type { DeskProjection, RootSummary } from '../../shared/ui-wire/projections.ts'
import type { LinkFocus } from '../../shared/desk/workspaces.ts'
import { instrumentId } from '../../shared/math/quantities.ts'
import { translate } from '../i18n/translate.ts'
import { coreNowUs } from '../store/core-link.ts'
import { firstChoice, rootOf } from '../store/instruments.ts'
import { toast } from '../store/outcome-store.ts'
import { panelsHere } from '../store/this-window.ts'
import { focusOf, look, openWorkspace, workspaceStore } from '../store/workspace.ts'

/** Called whenever the venue's list or the open workspace may have changed. */
export function chooseInstruments(desk: DeskProjection | undefined): void {
  const listed = desk?.roots ?? []
  const [first] = listed
  if (first === undefined) return
  // Those of other windows are chosen for there.
  for (const panelId of panelsHere(openWorkspace())) choose(panelId, listed, first)
}

function choose(panelId: string, listed: readonly RootSummary[], first: RootSummary): void {
  const at = focusOf(workspaceStore.getState(), panelId)
  const listing = at.instrumentId === undefined ? undefined : rootOf(instrumentId(at.instrumentId))
  const root = listed.find((one) => one.root === at.root)
  if (listing !== undefined && root !== undefined) return
  if (listing !== undefined) {
    look(panelId, { root: listing.root })
    return
  }
  const instead = firstChoice(root ?? first, todayIso())
  if (instead === undefined) return
  look(panelId, { root: (root ?? first).root, instrumentId: instead })
  tell(at, instead)
}

/** A first start says nothing: there is nothing that was lost. */
function tell({ instrumentId: instrument }: LinkFocus, instead: string): void {
  if (instrument === undefined) return
  toast({
    tone: 'info',
    title: translate('dock.gone', { instrument }),
    text: translate('dock.goneText', { instead }),
  })
}

function todayIso(): string {
  return new Date((coreNowUs() ?? 0) / 1000).toISOString().slice(0, 10)
}
