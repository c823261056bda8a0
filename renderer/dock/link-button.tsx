// The colour group of a panel: a dot of its colour, which opens the choice of another or of none. In the words of FDC3 it is
// the channel selector.
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { LINK_COLOURS, type LinkColour } from '../../shared/desk/workspaces.ts'
import { translate } from '../i18n/translate.ts'
import { agentOf } from '../interop/desktop-agent.ts'
import { USER_CHANNELS } from '../interop/user-channels.ts'
import { panelIn, workspaceStore } from '../store/workspace.ts'

const CHOICES: readonly (LinkColour | undefined)[] = [undefined, ...LINK_COLOURS]

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

export interface LinkButtonProps {
  readonly panelId: string
  /** Of the panel. */
  readonly name: string
}

export function LinkButton({ panelId, name }: LinkButtonProps): ReactElement {
  const link = useStore(workspaceStore, (state) => panelIn(state, panelId)?.link)
  const [isOpen, setOpen] = useState(false)
  const frame = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!isOpen) return undefined
    frame.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
    const away = (event: Event): void => {
      if (event.target instanceof Node && frame.current?.contains(event.target) !== true) setOpen(false)
    }
    window.addEventListener('pointerdown', away)
    return () => {
      window.removeEventListener('pointerdown', away)
    }
  }, [isOpen])
  const leave = (): void => {
    setOpen(false)
    frame.current?.querySelector('button')?.focus()
  }
  const words = translate('dock.link', { panel: name, colour: translate(`dock.colour.${link ?? 'none'}`) })
  return (
    <span
      className="link-button"
      ref={frame}
      onKeyDown={(event) => {
        const step = STEPS[event.key]
        if (!isOpen || (step === undefined && event.key !== 'Escape')) return
        event.preventDefault()
        if (step === undefined) leave()
        else focusNext(event.currentTarget, step)
      }}
    >
      <button
        type="button"
        className="link-dot"
        data-link={link ?? 'none'}
        data-testid={`link-${panelId}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={words}
        title={words}
        onClick={() => {
          setOpen(!isOpen)
        }}
      />
      {isOpen && (
        <span className="link-choices" role="menu" aria-label={words}>
          {CHOICES.map((colour) => (
            <button
              key={colour ?? 'none'}
              type="button"
              role="menuitemradio"
              className="link-dot"
              data-link={colour ?? 'none'}
              data-testid={`link-to-${colour ?? 'none'}`}
              aria-checked={colour === link}
              aria-label={translate(`dock.colour.${colour ?? 'none'}`)}
              title={translate(`dock.colour.${colour ?? 'none'}`)}
              onClick={() => {
                choose(panelId, colour)
                leave()
              }}
            />
          ))}
        </span>
      )}
    </span>
  )
}

function choose(panelId: string, colour: LinkColour | undefined): void {
  const agent = agentOf(panelId)
  if (colour === undefined) void agent.leaveCurrentChannel()
  else void agent.joinUserChannel(USER_CHANNELS[colour].id)
}

/** From one choice to its neighbour, round the ends. */
function focusNext(frame: HTMLElement, step: number): void {
  const choices = [...frame.querySelectorAll<HTMLElement>('[role="menuitemradio"]')]
  const at = choices.findIndex((choice) => choice === document.activeElement)
  choices[(at + step + choices.length) % choices.length]?.focus()
}
