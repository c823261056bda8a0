// Contracts by the clipboard, between Tenor and other programs, as FDC3 contexts in JSON: copying where no text is selected
// copies the contract of the ladder that was used last, pasting outside a field turns that ladder, and disarms it. Text that is
// no context of FDC3 is left alone; one that names nothing listed here is told and changes nothing.
import { translate } from '../i18n/translate.ts'
import { deskStore } from '../store/topic-stores.ts'
import { activeLadder } from '../store/ladder-hand.ts'
import { toast } from '../store/outcome-store.ts'
import { panelsHere } from '../store/this-window.ts'
import { instrumentOf, openWorkspace, workspaceStore } from '../store/workspace.ts'
import { turnTo } from './desktop-agent.ts'
import type { Context } from './fdc3-types.ts'
import { instrumentContext, parseContext } from './instrument-context.ts'

/** Listens until the window ends. */
export function exchangeByClipboard(target: Document): void {
  target.addEventListener('copy', copy)
  target.addEventListener('paste', paste)
}

function copy(event: ClipboardEvent): void {
  const panelId = panelMeant()
  const isText = document.getSelection()?.isCollapsed === false || isField(event.target)
  const instrument = panelId === undefined ? undefined : instrumentOf(workspaceStore.getState(), panelId)
  if (isText || instrument === undefined || event.clipboardData === null) return
  event.preventDefault()
  const context = instrumentContext(instrument, deskStore.getState().projection?.venueName)
  event.clipboardData.setData('text/plain', JSON.stringify(context, undefined, 2))
  say(translate('interop.copied', { instrument }), translate('interop.copiedText'))
}

function paste(event: ClipboardEvent): void {
  const context = parseContext(event.clipboardData?.getData('text/plain') ?? '')
  const panelId = panelMeant()
  if (isField(event.target) || context?.type.startsWith('fdc3.') !== true || panelId === undefined) return
  event.preventDefault()
  try {
    turnTo(panelId, context)
  } catch {
    say(translate('interop.notTaken'), translate('interop.notListed', { name: nameOf(context) }))
  }
}

/** The ladder of this window that was used last; where it has none, its first panel. */
function panelMeant(): string | undefined {
  return activeLadder() ?? panelsHere(openWorkspace())[0]
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

function nameOf({ name, type }: Context): string {
  return (name ?? type).slice(0, 60)
}

function say(title: string, text: string): void {
  toast({ tone: 'info', title, text })
}
