// One command to the core, and why it was not taken in words. The bridge never throws by contract; should it fail all the
// same, the fate of the command is said to be unknown.
import type { TenorBridge } from '../../shared/ui-wire/bridge.ts'
import type { UiCommand, UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { reasonText } from '../i18n/reason-text.ts'
import { translate } from '../i18n/translate.ts'

export type Sent = UiCommandResult | { readonly ok: false; readonly lost: string }

export async function sendCommand(command: UiCommand): Promise<Sent> {
  const bridge: TenorBridge | undefined = globalThis.tenor
  if (bridge === undefined) return { ok: false, lost: translate('ladder.noBridge') }
  try {
    return await bridge.command(command)
  } catch {
    return { ok: false, lost: translate('ladder.commandLost') }
  }
}

export function refusalText(result: Exclude<Sent, { ok: true }>): string {
  if ('reason' in result) return translate('ladder.denied', { reason: reasonText(result.reason) })
  if ('malformed' in result) return translate('ladder.malformed', { text: result.malformed })
  return result.lost
}
