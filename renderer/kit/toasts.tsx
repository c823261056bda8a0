// Notices over the lower right corner: few, in words, each to be dismissed or gone by itself.
import { useEffect, type ReactElement } from 'react'
import { CircleAlert, CircleHelp, Info, X } from 'lucide-react'
import { Button } from './button.tsx'
import './toasts.css'

export interface Toast {
  readonly id: number
  readonly tone: 'info' | 'unknown' | 'danger'
  readonly title: string
  readonly text: string
}

export interface ToastsProps {
  readonly toasts: readonly Toast[]
  readonly label: string
  readonly dismissLabel: string
  readonly onDismiss: (id: number) => void
}

const SHOWN_MS = 10_000
const ICONS = { info: Info, unknown: CircleHelp, danger: CircleAlert } as const

export function Toasts({ toasts, label, dismissLabel, onDismiss }: ToastsProps): ReactElement {
  return (
    <div className="toasts" role="region" aria-label={label}>
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} dismissLabel={dismissLabel} onDismiss={onDismiss} />
      ))}
    </div>
  )
}

interface ToastCardProps {
  readonly toast: Toast
  readonly dismissLabel: string
  readonly onDismiss: (id: number) => void
}

function ToastCard({ toast, dismissLabel, onDismiss }: ToastCardProps): ReactElement {
  const { id, tone } = toast
  useEffect(() => {
    const timer = window.setTimeout(() => {
      onDismiss(id)
    }, SHOWN_MS)
    return () => {
      window.clearTimeout(timer)
    }
  }, [id, onDismiss])
  const Icon = ICONS[tone]
  return (
    <div className={`toast toast-${tone}`} data-testid="toast" data-tone={tone}>
      <Icon size={16} aria-hidden />
      <p>
        <strong>{toast.title}</strong> {toast.text}
      </p>
      <Button
        kind="icon"
        label={dismissLabel}
        onPress={() => {
          onDismiss(id)
        }}
      >
        <X size={14} aria-hidden />
      </Button>
    </div>
  )
}
