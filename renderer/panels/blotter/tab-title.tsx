// The title of a tab of the desk: its name, how many rows it has, and whether somebody should look.
import type { ReactElement } from 'react'
import { integerText } from '../../i18n/number-text.ts'

export interface TabTitleProps {
  readonly name: string
  /** Left out where no rows are nothing to say. */
  readonly count?: number | undefined
  readonly needsLook?: boolean
}

export function TabTitle({ name, count, needsLook = false }: TabTitleProps): ReactElement {
  return (
    <span data-tone={needsLook ? 'attention' : undefined}>
      {name}
      {count !== undefined && <span className="tab-count">{integerText(count)}</span>}
    </span>
  )
}
