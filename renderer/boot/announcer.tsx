// What is said to screen readers, in the one place where anything is: a calm region and an urgent one, seen by nobody. An open
// dialog makes deaf what lies outside it, so each dialog has them inside, and the desk while there is none.
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { announcementStore } from '../store/announcements.ts'
import './announcer.css'

export function Announcer(): ReactElement {
  const utterance = useStore(announcementStore)
  // What was said before it came is said.
  const [first] = useState(utterance.id)
  const isNew = utterance.id > first
  return (
    <div className="announcer">
      <div role="status" data-testid="said-calm">
        {isNew && utterance.calm !== '' && <p key={utterance.id}>{utterance.calm}</p>}
      </div>
      <div role="alert" data-testid="said-urgent">
        {isNew && utterance.urgent !== '' && <p key={utterance.id}>{utterance.urgent}</p>}
      </div>
    </div>
  )
}
