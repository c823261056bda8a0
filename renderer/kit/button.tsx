// Buttons: quiet until they matter. `kind` gives the colour, `pressed` makes it a toggle.
import type { MouseEvent, ReactElement, ReactNode } from 'react'
import './button.css'

export interface ButtonProps {
  readonly children: ReactNode
  readonly onPress: (event: MouseEvent<HTMLButtonElement>) => void
  readonly title?: string | undefined
  readonly label?: string
  readonly kind?: 'plain' | 'armed' | 'danger' | 'icon'
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  readonly testId?: string
}

export function Button(props: ButtonProps): ReactElement {
  return (
    <button
      type="button"
      className={`button button-${props.kind ?? 'plain'}`}
      title={props.title}
      aria-label={props.label}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      autoFocus={props.autoFocus}
      data-testid={props.testId}
      onClick={(event) => {
        props.onPress(event)
      }}
      onKeyDown={(event) => {
        // Enter or Space held down presses once.
        if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault()
      }}
    >
      {props.children}
    </button>
  )
}
