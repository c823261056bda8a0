// A modal over the desk on the platform's own <dialog>: focus stays inside, Esc closes and nothing happened.
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { X } from 'lucide-react'
import { Button } from './button.tsx'
import './dialog.css'

export interface DialogProps {
  readonly title: string
  readonly closeLabel: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly testId: string
}

export function Dialog({ title, closeLabel, onClose, children, testId }: DialogProps): ReactElement {
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    element.current?.showModal()
  }, [])
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-label={title}
      data-testid={testId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) onClose()
      }}
    >
      <div className="dialog-content">
        <header className="dialog-header">
          <h2>{title}</h2>
          <Button kind="icon" label={closeLabel} onPress={onClose} testId={`${testId}-close`}>
            <X size={16} aria-hidden />
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
