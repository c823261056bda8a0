// A button of a panel's header: a picture, whose words are its title and its name.
import type { ReactElement, ReactNode } from 'react'
import { Button } from './button.tsx'

export interface ToolProps {
  readonly label: string
  readonly onPress: () => void
  readonly testId: string
  readonly children: ReactNode
}

export function Tool({ label, onPress, testId, children }: ToolProps): ReactElement {
  return (
    <Button kind="icon" label={label} title={label} onPress={onPress} testId={testId}>
      {children}
    </Button>
  )
}
