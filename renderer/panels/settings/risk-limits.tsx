// The limits of the risk gate: what holds, whose it is, who changed it last and why; one at a time can be changed.
import { Fragment, useState, type ReactElement } from 'react'
import { Pencil } from 'lucide-react'
import { useStore } from 'zustand'
import {
  limitValueText,
  NUMBER_LIMITS,
  PERMITTED_ROOTS,
  type LimitName,
} from '../../../shared/domain/risk-limit.ts'
import type { LimitRow } from '../../../shared/ui-wire/projections.ts'
import { integerText } from '../../i18n/number-text.ts'
import { ownerText } from '../../i18n/reason-text.ts'
import { dateTimeText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { limitsStore } from '../../store/topic-stores.ts'
import { LimitForm } from './limit-form.tsx'
import './risk-limits.css'

export function RiskLimits(): ReactElement {
  const projection = useStore(limitsStore, (state) => state.projection)
  const [edited, setEdited] = useState<LimitName>()
  if (projection === undefined) return <p className="quiet">{translate('limits.awaited')}</p>
  return (
    <>
      <h3>{translate('limits.title')}</h3>
      <p className="quiet">{translate('limits.hint')}</p>
      <table className="risk-limits" data-testid="risk-limits">
        <thead>
          <tr>
            <th>{translate('limits.column.limit')}</th>
            <th className="risk-limit-value">{translate('limits.column.value')}</th>
            <th>{translate('limits.column.owner')}</th>
            <th>{translate('limits.column.changed')}</th>
            <th>{translate('blotter.col.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {projection.limits.map((row) => (
            <Fragment key={row.name}>
              <LimitLine
                row={row}
                onChange={() => {
                  setEdited(row.name)
                }}
              />
              {edited === row.name && (
                <tr>
                  <td colSpan={5}>
                    <LimitForm
                      row={row}
                      hasPassword={projection.hasPassword}
                      onDone={() => {
                        setEdited(undefined)
                      }}
                    />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface LimitLineProps {
  readonly row: LimitRow
  readonly onChange: () => void
}

function LimitLine({ row, onChange }: LimitLineProps): ReactElement {
  const { name, owner, changed } = row
  const words = translate(`limits.name.${name}`)
  const { says, rule } = name === 'permittedRoots' ? PERMITTED_ROOTS : NUMBER_LIMITS[name]
  return (
    <tr data-testid={`limit-${name}`} title={`${says}\n${rule}`}>
      <td>{words}</td>
      <td className="risk-limit-value">{valueText(row)}</td>
      <td>{ownerText(owner)}</td>
      <td className="quiet">
        {changed === undefined
          ? translate('limits.asItCame')
          : translate('limits.changed', { ...changed, when: dateTimeText(Date.parse(changed.when) * 1000) })}
      </td>
      <td>
        <Button
          kind="icon"
          label={translate('limits.change', { limit: words })}
          onPress={onChange}
          testId={`change-${name}`}
        >
          <Pencil size={13} aria-hidden />
        </Button>
      </td>
    </tr>
  )
}

function valueText({ name, value }: LimitRow): string {
  if (name === 'permittedRoots') {
    if (value === 'all') return translate('limits.all')
    return limitValueText(value) || translate('limits.none')
  }
  return `${integerText(Number(value))} ${translate(`limits.unit.${NUMBER_LIMITS[name].unit}`)}`
}
