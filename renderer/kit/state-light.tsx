// The light of a connection: a dot whose colour says what the word beside it says too.
import type { ReactElement } from 'react'
import './state-light.css'

export interface StateLightProps {
  readonly state: 'connecting' | 'live' | 'stale' | 'down' | 'off'
}

export function StateLight({ state }: StateLightProps): ReactElement {
  return <span className="state-light" data-state={state} aria-hidden />
}
