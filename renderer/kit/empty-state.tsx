// Where there is nothing yet: what will stand here, and how it comes; with a way to it where there is one.
import type { ReactElement } from 'react'
import { Button } from './button.tsx'

export interface EmptyAction {
  readonly label: string
  readonly onPress: () => void
  readonly testId: string
}

export interface EmptyStateProps {
  readonly text: string
  readonly action?: EmptyAction | undefined
}

export function EmptyState({ text, action }: EmptyStateProps): ReactElement {
  return (
    <div className="empty-state">
      <p>{text}</p>
      {action !== undefined && (
        <Button onPress={action.onPress} testId={action.testId}>
          {action.label}
        </Button>
      )}
    </div>
  )
}
