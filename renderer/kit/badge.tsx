// The environment in an outline or on solid ground. Colour never stands alone, the word is always there.
import type { ReactElement } from 'react'
import './badge.css'

export interface BadgeProps {
  readonly text: string
  readonly tone: 'paper' | 'live' | 'replay'
  readonly title?: string
  readonly testId?: string
}

export function Badge({ text, tone, title, testId }: BadgeProps): ReactElement {
  return (
    <span className={`badge badge-${tone}`} title={title} data-testid={testId}>
      {text}
    </span>
  )
}
