// The keyboard map, shown on `?`.
import type { ReactElement } from 'react'
import { translate } from '../../i18n/translate.ts'
import { Dialog } from '../../kit/dialog.tsx'

const GROUPS = {
  desk: [
    ['map', '?'],
    ['settings', ','],
    ['escape', 'Esc'],
    ['arm', 'Shift+A'],
    ['cancelAll', 'Shift+X'],
    ['flatten', 'Shift+F'],
    ['held', 'Shift+H'],
    ['alert', 'Shift+B'],
    ['stopTrading', 'Shift+K'],
    ['recentre', 'Home'],
    ['size', '1 … 5'],
    ['sizeStep', '+ −'],
    ['month', '[ ]'],
    ['root', 'Shift+[ ]'],
    ['playPause', 'P'],
    ['focusLadder', 'L'],
    ['focusBoard', 'Q'],
    ['focusBlotter', 'O'],
  ],
  ladder: [
    ['cursor', '↑ ↓'],
    ['page', 'PgUp PgDn'],
    ['buy', 'B'],
    ['sell', 'S'],
    ['cancelCursor', 'Del'],
  ],
  tables: [
    ['move', '↑ ↓'],
    ['pick', 'Enter'],
  ],
} as const

export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <Dialog
      title={translate('keys.title')}
      closeLabel={translate('keys.close')}
      onClose={onClose}
      testId="keys-dialog"
    >
      <div className="keys">
        <KeyGroup name="desk" />
        <div>
          <KeyGroup name="ladder" />
          <KeyGroup name="tables" />
        </div>
      </div>
    </Dialog>
  )
}

function KeyGroup({ name }: { readonly name: keyof typeof GROUPS }): ReactElement {
  return (
    <section>
      <h3>{translate(`keys.group.${name}`)}</h3>
      <dl>
        {GROUPS[name].map(([what, keys]) => (
          <div key={what} className="key-row">
            <dt>{keys.split(' ').map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{translate(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
