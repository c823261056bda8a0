// The keys that work everywhere, as the map of keys gives them; the ladder and the tables have their own. A key held down acts
// once, keys typed into a field are text unless Ctrl is down, and Esc never does anything but let go.
import { chordOf } from '../commands/chord.ts'
import { commandOfChord, commandOfId } from '../commands/commands.ts'
import { STOP_COMMAND, type CommandId } from '../../shared/desk/key-schemes.ts'
import { uiStore } from '../store/ui-store.ts'

/** A command that was chosen in the menu; one that cannot be done now does nothing. */
export function runFromMenu(id: CommandId): void {
  // An open dialog keeps what was typed into it.
  if (uiStore.getState().dialog !== undefined) return
  commandOfId(id)?.run()
}

/** Listens until the returned function is called. */
export function listenForHotkeys(target: Window): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat) return
    const chord = chordOf(event)
    if (isTyping(event.target) && chord?.startsWith('Ctrl+') !== true) return
    const command = chord === undefined ? undefined : commandOfChord(chord)
    if (command === undefined) return
    // An open dialog has the keyboard, but for the key that stops trading; the browser itself closes it on Esc.
    if (uiStore.getState().dialog !== undefined && command.id !== STOP_COMMAND) return
    event.preventDefault()
    command.run()
  }
  target.addEventListener('keydown', listen)
  return () => {
    target.removeEventListener('keydown', listen)
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
}
