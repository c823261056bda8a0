// The keyboard map, shown on `?`.
import { useState, type ReactElement } from 'react'
import { commandsNow } from '../../commands/commands.ts'
import { translate } from '../../i18n/translate.ts'
import { Dialog } from '../../kit/dialog.tsx'

/** Of what has the keyboard: these are no commands of the desk. */
const GROUPS = {
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
        <DeskKeys />
        <div>
          <KeyGroup name="ladder" />
          <KeyGroup name="tables" />
        </div>
      </div>
    </Dialog>
  )
}

/** Every command that has a key, as it can be done now. */
function DeskKeys(): ReactElement {
  const [commands] = useState(() => commandsNow().filter(({ keys }) => keys.length > 0))
  return (
    <section>
      <h3>{translate('keys.group.desk')}</h3>
      <dl>
        {commands.map(({ id, name, keys }) => (
          <div key={id} className="key-row">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{name()}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function KeyGroup({ name }: { readonly name: keyof typeof GROUPS }): ReactElement {
  return (
    <section>
      <h3>{translate(`keys.group.${name}`)}</h3>
      <dl>
        {GROUPS[name].map(([what, keys]) => (
          <div key={what} className="key-row">
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{translate(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
