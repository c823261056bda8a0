// A modal over the desk on the platform's own <dialog>: focus stays inside, Esc closes and nothing happened, and the focus goes
// back to where it was.
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react'
import { X } from 'lucide-react'
import { Button } from './button.tsx'
import './dialog.css'

/** What every dialog has in it besides its own, since nothing outside an open one can be reached. */
export const DialogContext = createContext<ReactNode>(null)

export interface DialogProps {
  readonly title: string
  readonly closeLabel: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly testId: string
  /** `large` has room for pages of its own and keeps its height. */
  readonly size?: 'large'
}

export function Dialog(props: DialogProps): ReactElement {
  const { title, closeLabel, onClose, children, testId, size } = props
  const extra = useContext(DialogContext)
  // What stands in it comes once it is open: before that nothing in it can take the focus.
  const [isOpen, setOpen] = useState(false)
  const open = useCallback((element: HTMLDialogElement | null) => {
    if (element === null) return
    element.showModal()
    setOpen(true)
  }, [])
  // The platform gives the focus back when a dialog closes, and not when it is taken away open.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus()
    },
    [before],
  )
  return (
    <dialog
      ref={open}
      className="dialog"
      aria-label={title}
      data-testid={testId}
      data-size={size}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className="dialog-content">
        <header className="dialog-header">
          <h2>{title}</h2>
          <Button kind="icon" label={closeLabel} onPress={onClose} testId={`${testId}-close`}>
            <X size={16} aria-hidden />
          </Button>
        </header>
        {isOpen && children}
      </div>
      {extra}
    </dialog>
  )
}
