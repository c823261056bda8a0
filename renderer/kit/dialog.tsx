// A modal over the desk on the platform's own <dialog>: focus stays inside, Esc closes and nothing happened, and the focus goes
// back to where it was. One that must be there at once keeps the focus by itself: the platform's way makes the whole desk inert,
// and every element of it is styled and painted anew.
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useState,
  type KeyboardEvent,
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
  /** Opens in a frame, and holds nothing that a stray key could do harm to. */
  readonly isQuick?: boolean
}

export function Dialog(props: DialogProps): ReactElement {
  const { title, closeLabel, onClose, children, testId, size, isQuick = false } = props
  const extra = useContext(DialogContext)
  // What stands in it comes once it is open: before that nothing in it can take the focus.
  const [isOpen, setOpen] = useState(false)
  const open = useCallback(
    (element: HTMLDialogElement | null) => {
      if (element === null) return
      if (isQuick) element.show()
      else element.showModal()
      setOpen(true)
    },
    [isQuick],
  )
  // The platform gives the focus back when a dialog closes, and not when it is taken away open.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus()
    },
    [before],
  )
  const keepKeyboard = (event: KeyboardEvent<HTMLDialogElement>): void => {
    if (event.key === 'Tab') goRound(event)
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    onClose()
  }
  const dialog = (
    <dialog
      ref={open}
      className="dialog"
      aria-label={title}
      aria-modal={isQuick ? true : undefined}
      onKeyDown={isQuick ? keepKeyboard : undefined}
      data-testid={testId}
      data-size={size}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className="dialog-content">
        <div className="dialog-header">
          <h2>{title}</h2>
          <Button kind="icon" label={closeLabel} onPress={onClose} testId={`${testId}-close`}>
            <X size={16} aria-hidden />
          </Button>
        </div>
        {isOpen && children}
      </div>
      {extra}
    </dialog>
  )
  return isQuick ? (
    <>
      <div className="dialog-ground" onClick={onClose} />
      {dialog}
    </>
  ) : (
    dialog
  )
}

/** From the last that can have the keyboard to the first, and back. */
function goRound(event: KeyboardEvent<HTMLDialogElement>): void {
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')]
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
  if (document.activeElement !== from) return
  event.preventDefault()
  to?.focus()
}
