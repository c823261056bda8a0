// One line that says everything about a month: quotes, mark with its rule, settlement with its date, age. It keeps its
// place and its columns whatever it reads, so that nothing jumps under the pointer.
import type { ReactElement, ReactNode } from 'react'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { CurvePoint, CurveProjection } from '../../../shared/ui-wire/projections.ts'
import { integerText, signedText } from '../../i18n/number-text.ts'
import { DASH, markText, priceText } from '../../i18n/price-view.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { ageText, dateText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { LiveText } from '../../kit/live-text.tsx'
import { onPulse } from '../../kit/pulse.ts'
import { ageUs } from '../../store/core-link.ts'

export interface CurveReadoutProps {
  readonly curve: CurveProjection | undefined
  readonly hovered: InstrumentId | undefined
  readonly selected: InstrumentId | undefined
}

export function CurveReadout({ curve, hovered, selected }: CurveReadoutProps): ReactElement {
  const find = (id: InstrumentId | undefined): CurvePoint | undefined =>
    curve?.points.find((point) => point.instrumentId === id)
  const point = find(hovered) ?? find(selected)
  if (point === undefined) return <p className="curve-readout quiet">{translate('curve.pick')}</p>
  const tickSize = curve?.instrument?.tickSize
  const { settle, mark, state } = point
  return (
    <p
      className="curve-readout"
      data-testid="curve-readout"
      data-instrument={point.instrumentId}
      data-state={state.kind}
    >
      <strong>{point.instrumentId}</strong>
      <Field label={translate('curve.bid')} className="buy">
        {priceText(point.bid, tickSize)}
      </Field>
      <Field label={translate('curve.ask')} className="sell">
        {priceText(point.ask, tickSize)}
      </Field>
      <Field
        className="curve-mark"
        label={translate('curve.mark')}
        note={mark === undefined ? '' : translate(`markRuleShort.${mark.rule}`)}
      >
        {markText(mark, tickSize)}
      </Field>
      <Field
        className="curve-settle"
        label={translate('curve.settle')}
        note={settle === undefined ? '' : dateText(settle.date, 'dayMonth')}
        title={settle?.rule}
      >
        {priceText(settle?.price, tickSize)}
      </Field>
      <Field className="curve-traded" label={translate('curve.traded')}>
        {integerText(point.tradedQty)}
      </Field>
      <Field className="curve-net" label={translate('curve.net')}>
        {signedText(point.netQty)}
      </Field>
      <span className="curve-age" title={state.kind === 'live' ? undefined : reasonText(state.reason)}>
        {state.kind !== 'live' && translate(`curve.${state.kind}`)}{' '}
        <LiveText read={() => ageOf(point)} subscribe={onPulse} />
      </span>
    </p>
  )
}

interface FieldProps {
  readonly label: string
  readonly children: ReactNode
  readonly note?: string
  readonly className?: string
  readonly title?: string | undefined
}

function Field({ label, children, note, className, title }: FieldProps): ReactElement {
  return (
    <span title={title} className={className}>
      <span className="quiet">{label}</span> {children}
      {note !== undefined && note !== '' && <span className="quiet"> {note}</span>}
    </span>
  )
}

function ageOf(point: CurvePoint): string {
  const age = ageUs(point.receivedTimeUs)
  return age === undefined ? DASH : ageText(age)
}
