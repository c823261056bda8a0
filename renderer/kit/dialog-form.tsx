// The form of a dialog in which something is decided: its fields, why what was given is refused, and two ways out. Enter in
// a field goes on, and nothing goes on by itself.
import type { ReactElement, ReactNode } from 'react'
import { Button } from './button.tsx'
import './dialog.css'

export interface DialogFormProps {
  readonly className: string
  /** The fields. */
  readonly children: ReactNode
  /** What was wrong and what to do; its place is kept while nothing is. */
  readonly refusal: string | undefined
  readonly leave: WayOut
  readonly go: WayOut & { readonly kind: 'armed' | 'danger' }
  /** Of the refusal. */
  readonly testId: string
}

export interface WayOut {
  readonly text: string
  readonly onPress: () => void
  readonly testId: string
}

export function DialogForm({
  className,
  children,
  refusal,
  leave,
  go,
  testId,
}: DialogFormProps): ReactElement {
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        go.onPress()
      }}
    >
      {children}
      <p className="refusal" role="alert" data-testid={testId}>
        {refusal}
      </p>
      <p className="choices">
        <Button onPress={leave.onPress} testId={leave.testId}>
          {leave.text}
        </Button>
        <Button kind={go.kind} onPress={go.onPress} testId={go.testId}>
          {go.text}
        </Button>
        {/* Enter in a field presses this one. */}
        <button type="submit" hidden />
      </p>
    </form>
  )
}
