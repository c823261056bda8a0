// What a person does: opens the workspace that fits, remembers it, and goes on.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { OCCUPATIONS, type Occupation } from '../../../shared/desk/first-run.ts'
import { translate } from '../../i18n/translate.ts'
import { firstRun } from '../../store/documents.ts'
import { chooseOccupation, goToStep } from '../../store/first-run.ts'
import { keyOrButton } from '../../store/keys.ts'

export function WorkStep(): ReactElement {
  const chosen = useStore(firstRun.store, ({ occupation }) => occupation)
  return (
    <>
      <p>{translate('firstRun.work.lead')}</p>
      <div className="first-run-work">
        {OCCUPATIONS.map((occupation) => (
          <button
            key={occupation}
            type="button"
            aria-pressed={occupation === chosen}
            data-testid={`work-${occupation}`}
            onClick={() => {
              chooseOccupation(occupation)
              goToStep('fill')
            }}
          >
            <strong>{translate(`firstRun.work.${occupation}`)}</strong>
            <span className="quiet">{whatOpens(occupation)}</span>
          </button>
        ))}
      </div>
    </>
  )
}

function whatOpens(occupation: Occupation): string {
  const workspace = translate(`workspaces.shipped.${occupation === 'hedger' ? 'hedging' : 'trading'}`)
  return occupation === 'both'
    ? translate('firstRun.work.bothWhat', { workspace, key: keyOrButton('desk.workspaces', workspace) })
    : translate(`firstRun.work.${occupation}What`, { workspace })
}
