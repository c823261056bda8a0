// Asks before positions are traded away: which contracts, how many lots each. The button that does nothing has the focus.
import { useEffect, useRef, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { PositionRow } from '../../../shared/ui-wire/projections.ts'
import { signedText } from '../../i18n/number-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { flatten } from '../../store/control-actions.ts'
import { deskStore, positionsStore } from '../../store/topic-stores.ts'
import './control.css'

const NONE: readonly never[] = []

export function FlattenDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const rows = useStore(positionsStore, (state) => state.projection?.rows ?? NONE)
  const flattening = useStore(deskStore, (state) => state.projection?.flattening ?? NONE)
  const held = rows.filter(({ netQty }) => netQty !== 0)
  const footer = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    footer.current?.querySelector('button')?.focus()
  }, [])
  const go = (instrumentId: InstrumentId | undefined): void => {
    void flatten(instrumentId)
    onClose()
  }
  return (
    <Dialog
      title={translate('control.flattenTitle')}
      closeLabel={translate('control.close')}
      onClose={onClose}
      testId="flatten-dialog"
    >
      {held.length === 0 ? (
        <p>{translate('control.flattenNone')}</p>
      ) : (
        <>
          <p>{translate('control.flattenWhat')}</p>
          <ul className="flatten-list">
            {held.map((row) => (
              <Held
                key={row.instrument.instrumentId}
                row={row}
                isBegun={flattening.includes(row.instrument.instrumentId)}
                go={go}
              />
            ))}
          </ul>
        </>
      )}
      <p className="choices" ref={footer}>
        <Button onPress={onClose} testId="flatten-leave">
          {translate(held.length === 0 ? 'control.close' : 'control.leave')}
        </Button>
        {held.length > 0 && (
          <Button
            kind="danger"
            onPress={() => {
              go(undefined)
            }}
            testId="flatten-all"
          >
            {translate('control.flattenAll', { count: held.length })}
          </Button>
        )}
      </p>
    </Dialog>
  )
}

interface HeldProps {
  readonly row: PositionRow
  readonly isBegun: boolean
  readonly go: (instrumentId: InstrumentId) => void
}

function Held({ row, isBegun, go }: HeldProps): ReactElement {
  const { netQty } = row
  const { instrumentId } = row.instrument
  return (
    <li>
      <span>{instrumentId}</span>
      <span className={netQty > 0 ? 'buy' : 'sell'}>{signedText(netQty)}</span>
      {isBegun ? (
        <span className="quiet">{translate('control.flattening')}</span>
      ) : (
        <Button
          title={translate('control.flattenOne', { contract: instrumentId })}
          onPress={() => {
            go(instrumentId)
          }}
          testId={`flatten-${instrumentId}`}
        >
          {translate('control.flattenOnly')}
        </Button>
      )}
    </li>
  )
}
