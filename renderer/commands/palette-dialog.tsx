// The command palette: type a part of a name, Enter does it, Esc does nothing. Names are searched as they stand, so that a
// command is found by what is read on the screen. The contracts that were looked at last come first. A ladder can be turned
// to more contracts than anybody reads through: the others come once something is typed, and the palette opens without them.
import { Command } from 'cmdk'
import { useState, type ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { translate } from '../i18n/translate.ts'
import { Dialog } from '../kit/dialog.tsx'
import { recentInstruments } from '../interop/recent-instruments.ts'
import { keyOf } from '../store/keys.ts'
import { commandsNow, type Command as DeskCommand } from './commands.ts'
import './palette-dialog.css'

const SHOW_CONTRACT = 'ladder.show.'

export function PaletteDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  // What can be done is what could be done when it was opened.
  const [{ recent, rest }] = useState(() =>
    recentFirst(commandsNow().filter(({ id }) => id !== 'help.palette')),
  )
  const [search, setSearch] = useState('')
  const offered = [
    ...recent,
    ...(search === '' ? rest.filter(({ id }) => !id.startsWith(SHOW_CONTRACT)) : rest),
  ]
  return (
    <Dialog
      title={translate('palette.title')}
      closeLabel={translate('palette.close')}
      onClose={onClose}
      testId="palette"
      isQuick
    >
      <Command label={translate('palette.title')} className="palette">
        <Command.Input
          autoFocus
          value={search}
          onValueChange={setSearch}
          placeholder={translate('palette.search')}
          data-testid="palette-search"
        />
        <Command.List>
          <Command.Empty className="quiet">{translate('palette.none')}</Command.Empty>
          {offered.map(({ id, name, run }) => (
            <Command.Item
              key={id}
              value={`${name()} ${id}`}
              data-testid={`command-${id}`}
              onSelect={() => {
                // Gone before it is done: a dialog takes every focus, and what was done may want it.
                flushSync(onClose)
                run()
              }}
            >
              <span>{name()}</span>
              {keyOf(id) !== undefined && <kbd>{keyOf(id)}</kbd>}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}

interface Offered {
  /** To show the contracts that were looked at last. */
  readonly recent: readonly DeskCommand[]
  readonly rest: readonly DeskCommand[]
}

function recentFirst(commands: readonly DeskCommand[]): Offered {
  const ids = recentInstruments().map((instrument) => `${SHOW_CONTRACT}${instrument}`)
  const recent = ids.flatMap((id) => commands.filter((command) => command.id === id))
  return { recent, rest: commands.filter((command) => !recent.includes(command)) }
}
