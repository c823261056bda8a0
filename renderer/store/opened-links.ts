// Links that somebody opened in the system, `tenor://instrument/H100F27`: a listed contract is shown by the ladder
// that was used last, which disarms it; anything else is told in a toast and changes nothing. A link that comes before the contracts are known waits
// for them; the newest wins.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { OpenedLink } from '../../shared/ui-wire/opened-link.ts'
import { translate } from '../i18n/translate.ts'
import { rootOf, roots } from './instruments.ts'
import { toast } from './outcome-store.ts'
import { activeLadder } from './ladder-hand.ts'
import { addPanel } from './workspace-panels.ts'
import { look } from './workspace.ts'

let waiting: InstrumentId | undefined

export function takeLink(link: OpenedLink): void {
  if ('refused' in link) {
    sayRefused(translate(`link.${link.refused}`))
    return
  }
  waiting = link.instrumentId
  followWaitingLink()
}

/** To be called when the listed contracts may have changed. */
export function followWaitingLink(): void {
  if (waiting === undefined || roots().length === 0) return
  const instrument = waiting
  waiting = undefined
  const root = rootOf(instrument)
  if (root === undefined) {
    sayRefused(translate('link.notListed', { instrument }))
    return
  }
  const ladder = activeLadder() ?? addPanel('ladder')
  if (ladder !== undefined) look(ladder, { instrumentId: instrument, root: root.root })
}

function sayRefused(text: string): void {
  toast({ tone: 'info', title: translate('link.title'), text })
}
