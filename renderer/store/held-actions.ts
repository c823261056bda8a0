// What a person asks of held orders from this window. Each says in words what came of it.
import type { HeldOrder, HeldTerms } from '../../shared/domain/held-order.ts'
import { heldWords } from '../i18n/held-text.ts'
import { translate } from '../i18n/translate.ts'
import { toast } from './outcome-store.ts'
import { refusalText, sendCommand } from './send-command.ts'

/** Undefined when it is held; otherwise why not. */
export async function placeHeld(terms: HeldTerms): Promise<string | undefined> {
  const result = await sendCommand({ kind: 'placeHeld', terms, origin: 'held ticket' })
  if (!result.ok) return refusalText(result)
  toast({ tone: 'info', title: '', text: translate('held.placed', { words: heldWords(terms) }) })
  return undefined
}

const DONE = { pauseHeld: 'held.paused', resumeHeld: 'held.resumed', cancelHeld: 'held.canceled' } as const

export async function changeHeld(kind: keyof typeof DONE, { heldId, terms }: HeldOrder): Promise<void> {
  const result = await sendCommand({ kind, heldId, origin: 'blotter' })
  if (result.ok) {
    toast({ tone: 'info', title: '', text: translate(DONE[kind], { words: heldWords(terms) }) })
  } else {
    toast({ tone: 'lost' in result ? 'unknown' : 'danger', title: '', text: refusalText(result) })
  }
}
