// Where orders go: here, which is told, or to an exchange of one's own, for which the exact command is made. The exchange of a
// profile is chosen when the program starts and never under a running journal, so nothing is switched from here.
import { useEffect, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { venueAddress } from '../../../shared/domain/venue-address.ts'
import { translate } from '../../i18n/translate.ts'
import { Choice } from '../../kit/choice.tsx'
import { deskStore } from '../../store/topic-stores.ts'
import { ownVenueCommand } from './own-venue-command.ts'

const EXAMPLE = 'wss://exchange.example'
const ADDRESS_LENGTH_MAX = 200

export function VenueStep(): ReactElement {
  const [chosen, setChosen] = useState<'here' | 'own'>('here')
  return (
    <>
      <Choice
        options={[
          { name: 'here', label: translate('firstRun.venue.here') },
          { name: 'own', label: translate('firstRun.venue.own') },
        ]}
        chosen={chosen}
        onChoose={setChosen}
        label={translate('firstRun.venue.label')}
        testIdPrefix="venue"
      />
      {chosen === 'here' ? <Here /> : <Own />}
    </>
  )
}

function Here(): ReactElement {
  const environment = useStore(deskStore, (state) => state.projection?.environment)
  const venue = useStore(deskStore, (state) => state.projection?.venueName ?? '')
  const url = useStore(deskStore, (state) => state.projection?.venueUrl ?? '')
  const text =
    environment === undefined
      ? translate('firstRun.venue.connecting')
      : `${translate(`environment.${environment}`)} · ${translate(`environment.${environment}Hint`, { venue, url })}`
  return <p data-testid="venue-told">{text}</p>
}

function Own(): ReactElement {
  const [text, setText] = useState('')
  const start = useStartCommand()
  const typed = text.trim()
  const address = venueAddress(URL.canParse(typed) ? new URL(typed) : undefined)
  const isWrong = typed !== '' && address === undefined
  return (
    <div className="first-run-own">
      <input
        value={text}
        maxLength={ADDRESS_LENGTH_MAX}
        spellCheck={false}
        placeholder={EXAMPLE}
        aria-label={translate('firstRun.venue.address')}
        aria-invalid={isWrong}
        data-testid="venue-address"
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      {isWrong ? (
        <p className="refusal" role="alert" data-testid="venue-refusal">
          {translate('firstRun.venue.notAddress', { text: typed, example: EXAMPLE })}
        </p>
      ) : (
        <p>{translate('firstRun.venue.ownHow')}</p>
      )}
      <textarea
        className="mono"
        readOnly
        rows={2}
        aria-label={translate('firstRun.venue.command')}
        data-testid="venue-command"
        value={ownVenueCommand(start, address ?? EXAMPLE)}
        onFocus={(event) => {
          event.target.select()
        }}
      />
      <p className="quiet">{translate('firstRun.venue.ownKey')}</p>
    </div>
  )
}

/** Of this program, from the main process. */
function useStartCommand(): string {
  const [command, setCommand] = useState('')
  useEffect(() => {
    void globalThis.tenor?.about().then(
      ({ startCommand }) => {
        setCommand(startCommand)
      },
      () => undefined,
    )
  }, [])
  return command
}
